"""Members follow the founding; a union ends, and every member of it has a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from gongqiao.changes import actions as changes
from gongqiao.changes.actions.resettling import Where
from gongqiao.changes.grants import RESETTLE
from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reasons, refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import queries as members
from gongqiao.membership.models import Membership
from gongqiao.membership.models.memberships import ACTIVE, RETAINED
from gongqiao.organisations import actions as organisations
from gongqiao.organisations import queries as unions
from gongqiao.organisations.models import Organisation
from gongqiao.organising import events, grants, rules
from gongqiao.organising.flow import ENDING_LAW
from gongqiao.organising.models import Ending, Founding


@operation
def bring_members(pk: UUID, *, number: str, met_on: date, present: Sequence[str], by: Actor, at: datetime) -> Founding:
    """Whom the signed roster named comes from her old union into the new one, by one resolution, without a gap."""
    case = Founding.objects.locked(pk)
    require(by, grants.APPROVE, case.superior_body_id)
    coming = _coming(case)
    refuse(rules.standing_union(case.state), _obstacles(case, coming, by))

    told: dict[str, Any] = {"number": number, "met_on": met_on, "present": present, "by": by, "at": at}
    for union in sorted({each.union_body_id for each in coming}):
        named = [each.card.number for each in coming if each.union_body_id == union]
        changes.bring_along(union, where=Where(case.union_body_id, named, None), **told)
    case.brought = len(coming)
    case.save(update_fields=["brought"])

    announce(events.MembersBrought(pk, case.union, len(coming), day(at)), by=by, about=case, at=at)
    return case


def _coming(case: Founding) -> list[Membership]:
    """Those named who are still members somewhere else."""
    held = Membership.objects.filter(pk__in=case.listed.values("membership"), state__in=[ACTIVE, RETAINED])
    return list(
        held.exclude(union_body=case.union_body_id).select_related("person", "union_body", "card").order_by("pk")
    )


def _obstacles(case: Founding, coming: Sequence[Membership], by: Actor) -> Reasons:
    reach = by.scope(RESETTLE)
    beyond = [
        f"{each.person.shown_name}（{each.union_body.name}）" for each in coming if not reach.covers(each.union_body_id)
    ]
    moving = [each.person.shown_name for each in coming if members.is_moving(each)]
    yield from rules.bringing(len(coming), beyond, moving, brought=case.brought is not None)


@dataclass(frozen=True)
class Parting:
    """Why a union ends; where it goes when it is merged, and its members where it is not."""

    ground: str
    into: int | None = None
    meeting_on: date | None = None
    to: int | None = None
    kept_at: int | None = None


@operation
def end_union(
    union: int, *, parting: Parting, number: str, met_on: date, present: Sequence[str], by: Actor, at: datetime
) -> Ending:
    """A union ends with its unit, or goes up in another one; no member is left without a place (工会法 第十三条)."""
    Organisation.objects.locked(union)
    require(by, grants.END, union)
    into, on = parting.into, day(at)
    refuse(rules.ending(parting.ground, into, parting.meeting_on, union=union, on=on), rules.numbering(number))
    refuse(unions.meeting(met_on, present, on=on, law=ENDING_LAW))

    told: dict[str, Any] = {"number": number, "met_on": met_on, "present": present, "by": by, "at": at}
    ended = Ending(
        union_body_id=union, decided_body_id=cast("int", by.body_id), into_body_id=into, number=number, on=on
    )
    ended.ground, ended.met_on = parting.ground, parting.meeting_on
    ended.moved = _resettled(union, Where(into or parting.to, frozenset(), parting.kept_at), told)
    ended.save(force_insert=True)
    if into:
        for employer in unions.covered_by(union):
            organisations.cover(employer, union=into, by=by, at=at)
    organisations.dissolve(union, by=by, at=at)

    announce(events.UnionEnded(ended.pk, union, into, on), by=by, about=ended, at=at, law=ENDING_LAW)
    return ended


def _resettled(union: int, where: Where, told: dict[str, Any]) -> int:
    """Nobody has to be resettled where nobody is left."""
    if not Membership.objects.filter(union_body=union, state__in=[ACTIVE, RETAINED]).exists():
        return 0
    decided = changes.resettle(union, where=where, **told)
    return int(decided.moved + decided.kept)
