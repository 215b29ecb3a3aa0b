"""Taking a whole list back in the background, as long as nothing was built on it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from gongqiao.intake.actions import unhurried
from gongqiao.kernel import queue
from gongqiao.kernel.actions import many, move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reason, refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import actions as membership
from gongqiao.people import actions as people
from gongqiao.rosters import events, grants, queries, rules
from gongqiao.rosters.flow import ROSTER
from gongqiao.rosters.models import Roster

UNDO = "rosters.undo"


@operation
def call_back_roster(pk: UUID, *, by: Actor, at: datetime) -> Roster:
    """Have a whole list taken back in the background; what was built on it is asked again there, and may keep it."""
    roster = Roster.objects.locked(pk)
    require(by, grants.ENROL, roster.union_body_id)
    settle(roster, ROSTER, at)
    refuse(ROSTER.blocks("undo_roster", roster), rules.calling_back(already=roster.undoing_at is not None))
    refuse(queries.what_keeps_roster(roster))

    roster.undoing_at, roster.actor, roster.fault = at, by, ""
    roster.save()
    queue.defer(UNDO, roster=str(pk), at=at.isoformat())

    announce(events.RosterCalledBack(pk, roster.union_body_id, day(at)), by=by, about=roster, at=at)
    return roster


@operation
def leave_roster(pk: UUID, *, reasons: Sequence[Reason], by: Actor, at: datetime) -> Roster:
    """Leave a list standing that was to be taken back: something was built on it meanwhile."""
    roster = Roster.objects.locked(pk)
    require(by, grants.ENROL, roster.union_body_id)
    settle(roster, ROSTER, at)
    refuse(rules.leaving(wanted=roster.undoing_at is not None))

    roster.undoing_at = None
    roster.fault = "；".join(reason.words for reason in reasons)[:200]
    roster.save()

    codes = tuple(sorted({reason.code for reason in reasons}))
    announce(events.RosterLeft(pk, roster.union_body_id, codes, day(at)), by=by, about=roster, at=at)
    return roster


@many
def undo_roster(pk: UUID, *, by: Actor, at: datetime) -> Roster:
    """Take back what a list brought: memberships, cards and whoever was registered by it alone; the figures follow."""
    unhurried()
    roster = Roster.objects.locked(pk)
    require(by, grants.ENROL, roster.union_body_id)
    settle(roster, ROSTER, at)
    refuse(ROSTER.blocks("undo_roster", roster))
    brought = queries.brought_by(roster)
    refuse(queries.built_on(roster, brought))
    persons = list(brought)

    resolution = membership.undo_admission(roster.paper, batch=pk, by=by, at=at)
    told: dict[str, Any] = {"about": roster, "batch": pk, "body_id": roster.union_body_id, "by": by, "at": at}
    people.unregister(persons, registered_at=roster.entered_at or at, **told)
    roster.lines.all().delete()
    roster.undoing_at = None
    move(roster, ROSTER, "undo_roster", on=day(at))
    roster.save()

    undone = events.RosterUndone(pk, resolution.pk, roster.union_body_id, resolution.met_on)
    announce(undone, by=by, about=roster, at=at, batch=pk)
    return roster
