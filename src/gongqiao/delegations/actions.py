"""A committee lets its officers decide in its name, and takes it back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gongqiao.delegations import events, grants, rules
from gongqiao.delegations.models import Delegation
from gongqiao.files import actions as files
from gongqiao.files.fields import Kept
from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reasons, refuse
from gongqiao.kernel.records import announce
from gongqiao.organisations import queries as organisations


@dataclass(frozen=True)
class Paper:
    """What a committee resolved, from when to when, on the paper that shows it."""

    number: str
    met_on: date
    present: Sequence[str]
    since: date
    until: date
    scan: Kept


@operation
def delegate(union: int, *, permission: str, roles: Sequence[str], paper: Paper, by: Actor, at: datetime) -> Delegation:
    """Record that the committee resolved to let the holders of these posts decide for a time."""
    held = Delegation.objects.of_locked(union)
    require(by, grants.KEEP, union)
    refuse(_amiss(held, union, permission, roles, paper, by, at))

    made = Delegation(union_body_id=union, permission=permission, roles=list(roles), recorded_at=at)
    made.number, made.met_on, made.present = paper.number, paper.met_on, list(paper.present)
    made.since, made.until = paper.since, paper.until
    made.save(force_insert=True)
    files.store(paper.scan, owner=made, body_id=union, by=by, at=at)

    announce(events.Delegated(made.pk, union, permission, made.since, made.until), by=by, about=made, at=at)
    return made


def _amiss(
    held: Iterable[Delegation],
    union: int,
    permission: str,
    roles: Sequence[str],
    paper: Paper,
    by: Actor,
    at: datetime,
) -> Reasons:
    """A conflict of interest looks at the person, over all her posts at the union."""
    interested = bool(roles) and by.person_id in organisations.persons_holding(union, tuple(roles), on=day(at))
    closed, since, until = organisations.closed(union, on=day(at)), paper.since, paper.until
    yield from rules.delegating(permission, roles, closed=closed, interested=interested)
    yield from organisations.meeting(paper.met_on, paper.present, on=day(at))
    yield from rules.running(paper.met_on, since, until, organisations.in_office_until(union))
    yield from rules.delegated(held, permission, paper.number, since, until)


@operation
def end_delegation(pk: UUID, *, words: str, by: Actor, at: datetime) -> Delegation:
    """The committee takes it back: from today on nobody decides under it."""
    held = Delegation.objects.locked(pk)
    require(by, grants.KEEP, held.union_body_id)
    refuse(rules.ending(held, words, on=day(at)))

    held.ended_on, held.ended_by = day(at), words
    held.save(update_fields=["ended_on", "ended_by"])

    announce(events.DelegationEnded(pk, held.union_body_id, day(at)), by=by, about=held, at=at)
    return held
