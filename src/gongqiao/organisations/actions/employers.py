"""Registering an employer, saying which union covers it, opening a station."""

from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.organisations import events, grants, rules
from gongqiao.organisations.actions.places_on_lines import stand_anew
from gongqiao.organisations.models import Coverage, Employer, Organisation, Station
from gongqiao.organisations.queries.entering import registrar_of
from gongqiao.organisations.queries.tree import random_slug


@operation
def register_employer(  # noqa: PLR0913 -- what a registration is told, word by word
    union: int,
    *,
    name: str,
    uscc: str,
    division: str,
    address: str = "",
    industry: str = "",
    brand: str = "",
    staff: int = 0,
    staff_counted_on: date | None = None,
    staff_source: str = "",
    above_designated_size: bool = False,
    by: Actor,
    at: datetime,
) -> Employer:
    """Enter an employer under the local union."""
    require(by, grants.REGISTER, union)
    refuse(rules.code(uscc), rules.own_code(taken=Employer.objects.filter(uscc=uscc, division=division).exists()))
    body = stand_anew("employer", name, None, on=day(at))
    employer = Employer(body=body, union_body_id=union, uscc=uscc, division_id=division, address=address)
    employer.industry, employer.brand, employer.above_designated_size = industry, brand, above_designated_size
    employer.staff, employer.staff_counted_on, employer.staff_source = staff, staff_counted_on, staff_source
    employer.save(force_insert=True)
    announce(events.Registered(body.pk, "employer", day(at)), by=by, about=employer, at=at)
    return employer


def enter_employer(*, division: str, by: Actor, at: datetime, **facts: Any) -> Employer:
    """Enter an employer under the general union of its place; an officer enters it under her own union."""
    own = registrar_of(division, by)
    require(by, grants.REGISTER, own)
    refuse(rules.placing(own))
    return register_employer(cast("int", own), division=division, by=by, at=at, **facts)


@operation
def cover(employer_id: int, *, union: int, by: Actor, at: datetime) -> Coverage:
    """Say that an employer's workers are organised in this union from today on."""
    employer = Employer.objects.locked(employer_id)
    require(by, grants.REGISTER, employer.union_body_id)
    on = day(at)
    chosen = Organisation.objects.select_related("body").filter(pk=union).first()
    refuse(rules.covering(chosen, on=on))

    Coverage.objects.filter(employer_body_id=employer_id, until=None).update(until=on)
    coverage = Coverage.objects.create(employer_body_id=employer_id, union_body_id=union, since=on)

    announce(events.Covered(employer_id, union, on), by=by, about=employer, at=at)
    return coverage


@operation
def open_station(union: int, *, brand: str, name: str, division: str, address: str, by: Actor, at: datetime) -> Station:
    """Open a platform's station whose QR leads to the union that takes its riders in."""
    host = Organisation.objects.locked(union)
    require(by, grants.OPEN_STATION, host.pk)

    station = Station(brand=brand, name=name, division_id=division, address=address, union_body_id=union)
    station.slug = random_slug()
    station.save()

    announce(events.StationOpened(station.pk, union, day(at)), by=by, about=station, at=at)
    return station


@operation
def close_station(station_id: UUID, *, by: Actor, at: datetime) -> Station:
    """The station is no more: its poster's code leads nowhere from now on."""
    station = Station.objects.locked(station_id)
    require(by, grants.OPEN_STATION, station.union_body_id)
    refuse(rules.closing(closed=station.closed_on is not None))

    station.closed_on = day(at)
    station.save(update_fields=["closed_on"])

    announce(events.StationClosed(station.pk, station.union_body_id, day(at)), by=by, about=station, at=at)
    return station
