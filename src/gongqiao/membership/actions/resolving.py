"""The committee decides: one resolution admits one or many."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from gongqiao.kernel.actions import move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.reasons import Refused, refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import events, grants, queries, rules
from gongqiao.membership.actions.entering import Entrant, amiss, decided, enter
from gongqiao.membership.flow import DECISION, FLOW
from gongqiao.membership.models import Application, Resolution
from gongqiao.people import actions as people
from gongqiao.people.actions import Facts
from gongqiao.people.models import Person


@operation
def resolve(
    union: int,
    *,
    number: str,
    met_on: date,
    present: Sequence[str],
    applications: Sequence[UUID],
    by: Actor,
    at: datetime,
) -> Resolution:
    """Record what the committee decided on one day about so many applicants: from that day they are members."""
    Resolution.objects.locked(union)
    held = Application.objects.all_locked(applications)
    require(by, grants.RESOLVE, union)
    for application in held:
        settle(application, FLOW, at)
    members = queries.known_members(held)
    refuse(amiss(union, number, met_on, present, at=at), rules.chosen(held, applications))
    refuse(reason for each in held for reason in rules.admission(each, met_on, union=union, member=each.pk in members))

    resolution = decided(union, number, met_on, present, count=len(held), by=by, at=at)
    entrants = [_admit(application, resolution, by, at) for application in held]

    told = events.Admitted(resolution.pk, union, met_on, len(held), enter(entrants, resolution))
    announce(told, by=by, about=resolution, at=at, law=DECISION)
    return resolution


def _admit(application: Application, resolution: Resolution, by: Actor, at: datetime) -> Entrant:
    """The committee's word makes the applicant a person of the union, and her claim no longer stands apart."""
    with _named(application):
        person = application.person or _confirmed(application, by, at)
    application.person, application.resolution, application.decided_on = person, resolution, resolution.met_on
    application.name, application.document_number, application.birth_on = "", None, None
    move(application, FLOW, "admit", on=resolution.met_on)
    application.save()
    return Entrant(person.pk, application.employment_form, person.sex)


def _confirmed(application: Application, by: Actor, at: datetime) -> Person:
    """The union's confirmation is one of the three ways in which an account becomes a person's."""
    union = application.union_body_id
    facts = Facts(
        document_type=application.document_type,
        document_number=application.document_number.reveal(),
        name=application.name,
        phone=application.phone.reveal() if application.phone else "",
        sex=application.sex,
        birth_on=application.birth_on,
    )
    person = people.register(facts, body_id=union, by=by, at=at)
    people.tie(application.account, person_id=person.pk, way="union", body_id=union, by=by, at=at)
    return person


@contextmanager
def _named(application: Application) -> Iterator[None]:
    """A reason against one of many says whom it is about."""
    try:
        yield
    except Refused as refused:
        told = application.shown_name
        raise Refused(
            replace(reason, words=f"{told}：{reason.words}", field="applications") for reason in refused.reasons
        ) from refused
