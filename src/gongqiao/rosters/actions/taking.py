"""A decided list becomes memberships, all of them or none; a signed one becomes a question to each."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models.functions import Coalesce

from gongqiao.intake.actions import unhurried
from gongqiao.kernel.actions import many, move, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import actions as membership
from gongqiao.membership.actions import Rows
from gongqiao.people import actions as people
from gongqiao.rosters import events, grants, rules
from gongqiao.rosters.actions.checking import flag
from gongqiao.rosters.flow import DECISION, ROSTER
from gongqiao.rosters.models import WAITING, Roster

PERSON = ("person_key", *people.COLUMNS[1:])  # as a line calls the columns of the person it will be


@many
def enter_roster(pk: UUID, *, by: Actor, at: datetime) -> Roster:
    """Enter what the committee decided about a list: one resolution, and the memberships that rest on it."""
    unhurried()
    membership.apart()
    roster = Roster.objects.locked(pk)
    union, paper = roster.union_body_id, roster.decision
    Roster.objects.in_turn(union)
    require(by, grants.ENROL, union)
    settle(roster, ROSTER, at)
    refuse(ROSTER.blocks("enter_roster", roster), membership.amiss(union, **paper, at=at))
    refuse(rules.changed(flag(roster)))

    roster.good, roster.entered_at = roster.lines.count(), at
    if not roster.signed:
        _register(roster, by, at)
    rows = Rows.of([]) if roster.signed else _rows(roster)
    resolution = membership.admit_listed(union, rows, **paper, batch=pk, by=by, at=at)
    roster.resolution = resolution.pk
    event = (_call if roster.signed else _enter)(roster, resolution.pk, at)
    roster.save()

    announce(event, by=by, about=roster, at=at, law=DECISION, batch=pk)
    return roster


def _rows(roster: Roster) -> Rows:
    """Each line as the membership it becomes, under the line's own key."""
    told = roster.lines.order_by().values_list("pk", Coalesce("known", "person_key"), "employment_form", "sex")
    return Rows(*told.query.sql_with_params(), count=roster.good)


def _register(roster: Roster, by: Actor, at: datetime) -> None:
    """Whoever is not known yet; somebody else may have registered one of them a moment ago."""
    fresh = roster.lines.filter(known=None)
    rows = fresh.order_by().values_list(*PERSON).query.sql_with_params()
    told: dict[str, Any] = {"about": roster, "batch": roster.pk, "body_id": roster.union_body_id}
    new, _ = people.register_prepared(rows, **told, by=by, at=at)
    refuse(rules.changed(fresh.count() - new))


def _enter(roster: Roster, resolution: UUID, at: datetime) -> events.RosterEntered:
    """Everybody on it is a member from the day of the meeting, and the list forgets them."""
    roster.lines.all().delete()
    move(roster, ROSTER, "enter_roster", on=day(at))
    return events.RosterEntered(roster.pk, resolution, roster.union_body_id, roster.good, day(at))


def _call(roster: Roster, resolution: UUID, at: datetime) -> events.RosterCalled:
    """Everybody on it is asked; who confirms is a member from the day of the meeting, nobody is before."""
    roster.lines.update(state=WAITING)
    move(roster, ROSTER, "call_roster", on=day(at))
    return events.RosterCalled(roster.pk, resolution, roster.union_body_id, roster.good, day(at))
