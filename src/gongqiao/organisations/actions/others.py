"""Entering those who are neither unions nor employers."""

from datetime import datetime

from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Body
from gongqiao.kernel.records import announce
from gongqiao.organisations import events, grants
from gongqiao.organisations.actions.places_on_lines import stand
from gongqiao.organisations.models import LabourDepartment, MassOrganisation


@operation
def register_department(above: int | None, *, name: str, division: str, by: Actor, at: datetime) -> LabourDepartment:
    """Enter the labour department of a division under the department above it."""
    require(by, grants.REGISTER)
    body = Body.objects.create(kind="labour", name=name, since=day(at))
    stand(body, above, "labour", on=day(at))
    department = LabourDepartment(body=body, division_id=division)
    department.save(force_insert=True)

    announce(events.Registered(body.pk, "labour", day(at)), by=by, about=department, at=at)
    return department


@operation
def register_mass_organisation(*, name: str, division: str, by: Actor, at: datetime) -> MassOrganisation:
    """Enter another mass organisation, which publishes its own services."""
    require(by, grants.REGISTER)
    body = Body.objects.create(kind="mass", name=name, since=day(at))
    stand(body, None, "mass", on=day(at))
    organisation = MassOrganisation(body=body, division_id=division)
    organisation.save(force_insert=True)

    announce(events.Registered(body.pk, "mass", day(at)), by=by, about=organisation, at=at)
    return organisation


@operation
def register_body(*, kind: str, name: str, by: Actor, at: datetime) -> Body:
    """Enter somebody who acts and is nothing but a body: a Party organisation, a government office, the platform."""
    require(by, grants.REGISTER)
    body = Body.objects.create(kind=kind, name=name, since=day(at))
    if kind == "platform":
        stand(body, None, "platform", on=day(at))

    announce(events.Registered(body.pk, kind, day(at)), by=by, about=body, at=at)
    return body
