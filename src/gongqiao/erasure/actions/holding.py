"""Holding an erasure off for a lawsuit, an arbitration, a discipline inspection or an audit; prolonging it; its end."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from gongqiao.erasure import events, grants, queries
from gongqiao.erasure.actions.asking import Told, found
from gongqiao.erasure.flow import ASKED, ERASING, ERASURE
from gongqiao.erasure.models import Erasure, Hold
from gongqiao.erasure.rules import asking as rules
from gongqiao.files import actions as files
from gongqiao.files.fields import Kept
from gongqiao.kernel.actions import move, operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.people import queries as people


@dataclass(frozen=True)
class Ground:
    """What a hold rests on: for what, by which paper, the number of the case, and its last day."""

    kind: str
    basis: str
    number: str
    until: date


@operation
def hold(who: Told, *, ground: Ground, scan: Kept, by: Actor, at: datetime) -> Hold:
    """From here on nothing of hers is erased until the last day; the paper that orders it stays with it."""
    require(by, grants.HOLD, by.body_id)
    person = found(who, by, grants.HOLD)
    refuse(rules.holding(ground.until, longest=queries.longest_hold(day(at)), on=day(at)))

    told = {"kind": ground.kind, "basis": ground.basis, "number": ground.number, "until": ground.until}
    held = Hold(
        person=person, called=person.name, union_body_id=cast("int", by.body_id), set_by=by.person_id, set_at=at, **told
    )
    held.save(force_insert=True)
    files.store(scan, owner=held, body_id=held.union_body_id, by=by, at=at)

    announce(events.HoldSet(held.pk, held.kind, held.until), by=by, about=held, at=at, law=ERASING)
    return held


@operation
def prolong(pk: UUID, *, until: date, words: str, by: Actor, at: datetime) -> Hold:
    """It is needed for longer: at most a year from today, and again."""
    held = Hold.objects.locked(pk)
    require(by, grants.HOLD, held.union_body_id)
    refuse(
        rules.standing(stands=_stands(held, day(at))),
        rules.prolonging(until, before=held.until),
        rules.holding(until, longest=queries.longest_hold(day(at)), on=day(at)),
    )

    held.until, held.words = until, words
    held.save()

    announce(events.HoldProlonged(pk, until), by=by, about=held, at=at, law=ERASING)
    return held


@operation
def lift(pk: UUID, *, words: str, by: Actor, at: datetime) -> Hold:
    """It is over before its last day: what had been put off goes on from today."""
    held = Hold.objects.locked(pk)
    waiting = list(Erasure.objects.filter(person=held.person_id, state=ASKED).select_for_update().order_by("pk"))
    require(by, grants.HOLD, held.union_body_id)
    refuse(rules.standing(stands=_stands(held, day(at))))

    held.lifted_at, held.lifted_by, held.words = at, by.person_id, words
    held.save()

    announce(events.HoldLifted(pk, day(at)), by=by, about=held, at=at, law=ERASING)
    for erasure in waiting:
        _resume(erasure, by, at)
    return held


def _stands(held: Hold, on: date) -> bool:
    return held.lifted_at is None and held.until >= on


def _resume(erasure: Erasure, by: Actor, at: datetime) -> None:
    """Where another hold still stands, its clock finds that out."""
    if queries.standing_hold(people.rows_of(erasure.person_id), on=day(at)) is None:
        step = move(erasure, ERASURE, "resume", on=day(at))
        erasure.save()
        announce(events.ErasureResumed(erasure.pk, day(at)), by=by, about=erasure, at=at, law=step.law)
