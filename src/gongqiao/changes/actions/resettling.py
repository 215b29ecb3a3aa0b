"""A union that is to end, and its members: a committee above decides by one resolution where all of them go."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from gongqiao.changes import events, grants, rules
from gongqiao.changes.flow import DONE, ENDING, MOVING
from gongqiao.changes.models import FOLLOWED, RESETTLED, Change, Resettlement
from gongqiao.kernel.actions import many
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.reasons import Reasons, refuse
from gongqiao.kernel.records import announce, digest_of
from gongqiao.membership import actions as membership
from gongqiao.membership import queries as members
from gongqiao.membership.models import Membership
from gongqiao.membership.models.memberships import RETAINED
from gongqiao.organisations import queries as organisations

Members = Sequence[Membership]


@dataclass(frozen=True)
class Where:
    """What the resolution says: the holders of these cards, or everybody, to one union; the rest kept by one above."""

    to: int | None
    named: Collection[str]
    kept_at: int | None


@many
def resettle(
    union: int, *, where: Where, number: str, met_on: date, present: Sequence[str], by: Actor, at: datetime
) -> Resettlement:
    """Carry every member to where the resolution says; each of them is told, and nobody is forgotten."""
    open_changes = Change.objects.open().filter(union_body=union)
    list(open_changes.select_for_update().order_by("pk"))
    held = membership.all_held_still(union)
    require(by, grants.RESETTLE, union)
    moved, kept = _parted(held, where)
    refuse(_obstacles(union, held, where, by, at), _whole(held, kept, where))
    refuse(organisations.meeting(met_on, present, on=day(at), law=ENDING))

    decided = Resettlement(union_body_id=union, decided_body_id=cast("int", by.body_id), number=number, met_on=met_on)
    decided.present, decided.recorded_by, decided.recorded_at = list(present), by.person_id, at
    decided.to_body_id, decided.moved = where.to if moved else None, len(moved)
    decided.kept_body_id, decided.kept = where.kept_at if kept else None, len(kept)
    decided.stood = _tallies(moved=moved, kept=kept)
    decided.save(force_insert=True)
    _carry(moved, decided, decided.to_body_id, at=at)
    _carry(kept, decided, decided.kept_body_id, state=RETAINED, at=at)

    announce(_told(decided, on=day(at)), by=by, about=decided, at=at, law=ENDING, batch=uuid7())
    return decided


@many
def bring_along(
    union: int, *, where: Where, number: str, met_on: date, present: Sequence[str], by: Actor, at: datetime
) -> Resettlement:
    """Carry members whose unit founded a union of its own there, as they stand; their old union goes on."""
    moved = _named(union, where)
    require(by, grants.RESETTLE, union)
    refuse(rules.following(len(moved), len(set(where.named)), [each for each in moved if members.is_moving(each)]))
    refuse(organisations.meeting(met_on, present, on=day(at), law=MOVING))

    decided = Resettlement(union_body_id=union, decided_body_id=cast("int", by.body_id), number=number, met_on=met_on)
    decided.present, decided.recorded_by, decided.recorded_at = list(present), by.person_id, at
    decided.to_body_id, decided.moved, decided.ends, decided.stood = where.to, len(moved), False, _tallies(moved=moved)
    decided.save(force_insert=True)
    _carry(moved, decided, where.to, kind=FOLLOWED, at=at)

    announce(_told(decided, on=day(at)), by=by, about=decided, at=at, law=MOVING, batch=uuid7())
    return decided


def _named(union: int, where: Where) -> Members:
    """The holders of the cards, and what they have begun, held still."""
    list(Change.objects.open().filter(membership__card__number__in=where.named).select_for_update().order_by("pk"))
    return [each for each in membership.all_held_still(union) if each.card.number in where.named]


def _parted(held: Members, where: Where) -> tuple[Members, Members]:
    """Who moves, who is kept."""
    if where.to is None:
        return [], held
    moved = [each for each in held if not where.named or each.card.number in where.named]
    gone = {each.pk for each in moved}
    return moved, [each for each in held if each.pk not in gone]


def _whole(held: Members, kept: Members, where: Where) -> Reasons:
    unknown = len(set(where.named) - {each.card.number for each in held})
    return rules.whole(unknown, len(kept), named=bool(where.named), to=where.to, kept_at=where.kept_at)


def _obstacles(union: int, held: Members, where: Where, by: Actor, at: datetime) -> Reasons:
    """The unions named are kept from ending until this is done."""
    on, to, kept_at = day(at), where.to, where.kept_at
    reach = by.scope(grants.RESETTLE)
    receives = to is not None and not organisations.closed(to, on=on) and members.receives(to, on=on)
    reached = to is not None and (to == by.body_id or reach.covers(to))
    yield from rules.resettling(len(held), union=union, to=to, receives=receives, reached=reached)
    above = [each.pk for each in organisations.ancestors(union) if each.pk == by.body_id or reach.covers(each.pk)]
    closed = kept_at is not None and organisations.closed(kept_at, on=on)
    yield from rules.keeping_above(kept_at, above=above, closed=closed)
    yield from rules.none_moving(members.moving_from(union))


def _told(decided: Resettlement, *, on: date) -> events.Resettled:
    to, kept_at = (decided.to_body_id, decided.moved), (decided.kept_body_id, decided.kept)
    union, digest = decided.union_body_id, digest_of(decided.stood)
    return events.Resettled(decided.pk, union, *to, *kept_at, digest, on, ends=decided.ends)


def _tallies(**groups: Members) -> list[tuple[str, str, str, str, int]]:
    stood = ((name, each.state, each.employment_form, each.sex) for name, group in groups.items() for each in group)
    return [(*stands, count) for stands, count in sorted(Counter(stood).items())]


def _carry(
    group: Members,
    decided: Resettlement,
    to: int | None,
    *,
    kind: str = RESETTLED,
    state: str | None = None,
    at: datetime,
) -> None:
    """One row for each, so that each is told and finds it in her own record; what she had declared goes with her."""
    if to is None or not group:
        return
    on, keys = day(at), [each.pk for each in group]
    membership.carry(group, decided.union_body_id, to, state=state, on=on)
    Change.objects.open().filter(membership__in=keys).update(union_body=to)
    parts = {"resettlement": decided, "state": DONE, "effect_on": on}
    parts |= {"begun_at": at, "begun_on": on, "kind": kind, "union_body_id": to}
    rows = ({"membership": each, "person_id": each.person_id, "called": each.person.name} for each in group)
    Change.objects.bulk_create(Change(**row, **parts) for row in rows)
