"""The committee decides: one resolution admits one or many."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from gongqiao.kernel.actions import move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.reasons import Reasons, Refused, refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import events, grants, queries, rules
from gongqiao.membership.actions.entering import Entrant, amiss, apart, decided, enter, take_in
from gongqiao.membership.actions.pre_admitting import decline
from gongqiao.membership.flow import DECISION, FLOW, PENDING, SUBMITTED
from gongqiao.membership.models import Application, Resolution


@operation
def resolve(
    union: int,
    *,
    number: str,
    met_on: date,
    present: Sequence[str],
    applications: Sequence[UUID],
    declined: Sequence[tuple[UUID, str]] = (),
    by: Actor,
    at: datetime,
) -> Resolution:
    """Record what the committee decided on one day about so many applicants: from that day they are members.

    Of those whom its officers had admitted meanwhile it confirms each, or declines her and says why.
    """
    apart()
    Resolution.objects.locked(union)
    held = Application.objects.all_locked([*applications, *(pk for pk, _ in declined)])
    require(by, grants.RESOLVE, union)
    for application in held:
        settle(application, FLOW, at)
    refuse(amiss(union, number, met_on, present, at=at), _listed(union, met_on, held, applications, declined))

    resolution = decided(union, number, met_on, present, count=len(set(applications)), by=by, at=at)
    told = _carry_out(resolution, held, dict(declined), by, at)

    announce(told, by=by, about=resolution, at=at, law=DECISION)
    return resolution


def _listed(
    union: int,
    met_on: date,
    held: Sequence[Application],
    admitted: Sequence[UUID],
    declined: Sequence[tuple[UUID, str]],
) -> Reasons:
    """What is wrong with whom the resolution names, and whom it leaves out."""
    refused = {pk for pk, _ in declined}
    yield from rules.chosen(held, [*admitted, *refused])
    yield from rules.confirming(queries.unconfirmed_by(union, met_on), admitted, refused)
    members = queries.known_members(held)
    for each in held:
        step = "decline" if each.pk in refused else "admit"
        yield from rules.deciding_on(each, step, met_on, union=union, member=each.pk in members)


def _carry_out(
    resolution: Resolution, held: Sequence[Application], declined: Mapping[UUID, str], by: Actor, at: datetime
) -> events.Admitted:
    """Each applicant as the committee has decided."""
    union, on, admitted = resolution.union_body_id, resolution.met_on, [a for a in held if a.pk not in declined]
    confirmed = [_admit(each, resolution, by, at) for each in admitted if each.state == PENDING]
    fresh = [_admit(each, resolution, by, at) for each in admitted if each.state == SUBMITTED]
    for pk, words in declined.items():
        decline(pk, resolution=resolution.pk, words=words, by=by, at=at)
    tallies = enter(fresh, resolution, confirmed)
    return events.Admitted(resolution.pk, union, on, len(admitted), tallies, len(confirmed))


def _admit(application: Application, resolution: Resolution, by: Actor, at: datetime) -> Entrant:
    """The committee's word makes the applicant a member, or lets stand what an officer did in its name."""
    with _named(application):
        entrant = take_in(application, by, at)
    application.resolution, application.decided_on = resolution, resolution.met_on
    move(application, FLOW, "admit", on=resolution.met_on)
    application.save()
    return entrant


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
