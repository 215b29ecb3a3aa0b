"""Taking a whole list back, as long as nothing was built on it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from gongqiao.intake.actions import unhurried
from gongqiao.kernel.actions import many, move, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import actions as membership
from gongqiao.people import actions as people
from gongqiao.rosters import events, grants, queries
from gongqiao.rosters.flow import ROSTER
from gongqiao.rosters.models import Roster


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
    move(roster, ROSTER, "undo_roster", on=day(at))
    roster.save()

    undone = events.RosterUndone(pk, resolution.pk, roster.union_body_id, resolution.met_on)
    announce(undone, by=by, about=roster, at=at, batch=pk)
    return roster
