"""What an office does with a list of people before its committee's decision is entered, and what ends one."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from gongqiao.files import actions as files
from gongqiao.files import queries as documents
from gongqiao.files.fields import Kept
from gongqiao.kernel import queue
from gongqiao.kernel.actions import move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reason, refuse
from gongqiao.kernel.records import announce
from gongqiao.membership.actions import amiss
from gongqiao.organisations import queries as organisations
from gongqiao.rosters import events, grants, queries, rules
from gongqiao.rosters.actions.checking import flag
from gongqiao.rosters.flow import ROSTER
from gongqiao.rosters.models import Roster, RosterLine, RosterProblem

READ, ENTER = "rosters.read", "rosters.enter"
A_MONTH = "month"


@operation
def receive_roster(
    union: int, *, file: Kept, kind: str, employment_form: str, layout: str = "", by: Actor, at: datetime
) -> Roster:
    """Take in a list of people as a file; it is read in the background, and nobody is a member by it yet."""
    held = Roster.objects.in_turn(union)
    require(by, grants.ENROL, union)
    same = queries.same_roster(held, file.digest)
    refuse(rules.receiving(closed=organisations.closed(union, on=day(at)), same=same))

    roster = Roster(union_body_id=union, kind=kind, name=file.name, digest=file.digest, received_at=at)
    roster.layout, roster.employment_form, roster.actor = layout, employment_form, by
    roster.handled_in = organisations.county_of(union)
    roster.save(force_insert=True)
    files.store(file, owner=roster, body_id=union, retention=A_MONTH, by=by, at=at)
    queue.defer(READ, roster=str(roster.pk))

    announce(events.RosterReceived(roster.pk, union, kind, day(at)), by=by, about=roster, at=at)
    return roster


@operation
def fail_roster(pk: UUID, *, reason: Reason, by: Actor, at: datetime) -> Roster:
    """Say of a file that no list could be read in it, and why."""
    roster = Roster.objects.locked(pk)
    require(by, grants.ENROL, roster.union_body_id)
    settle(roster, ROSTER, at)
    refuse(ROSTER.blocks("fail_roster", roster))

    roster.fault, roster.rows, roster.good = reason.words, 0, 0
    move(roster, ROSTER, "fail_roster", on=day(at))
    roster.save()

    told = events.RosterFailed(pk, roster.union_body_id, reason.code, day(at))
    announce(told, by=by, about=roster, at=at)
    return roster


@operation
def reread_roster(pk: UUID, *, by: Actor, at: datetime) -> Roster:
    """Read the same file once more: what has changed since is found, and what was undone can be taken again."""
    roster = Roster.objects.locked(pk)
    require(by, grants.ENROL, roster.union_body_id)
    settle(roster, ROSTER, at)
    refuse(ROSTER.blocks("reread_roster", roster), rules.dropping(kept=documents.of(roster).exists()))

    clear(roster)
    roster.actor, roster.fault, roster.done, roster.rows, roster.good = by, "", 0, 0, 0
    move(roster, ROSTER, "reread_roster", on=day(at))
    roster.save()
    queue.defer(READ, roster=str(pk))

    announce(events.RosterReread(pk, roster.union_body_id, day(at)), by=by, about=roster, at=at)
    return roster


@operation
def decide_roster(pk: UUID, *, number: str, met_on: date, present: Sequence[str], by: Actor, at: datetime) -> Roster:
    """Write down the committee's resolution about a list; its good rows are entered in the background, all or none."""
    roster = Roster.objects.locked(pk)
    require(by, grants.ENROL, roster.union_body_id)
    settle(roster, ROSTER, at)
    refuse(ROSTER.blocks("decide_roster", roster), rules.taking(good=roster.good))
    refuse(amiss(roster.union_body_id, number, met_on, present, at=at))

    roster.number, roster.met_on, roster.present, roster.actor = number, met_on, list(present), by
    roster.fault = ""
    step = move(roster, ROSTER, "decide_roster", on=day(at))
    roster.save()
    queue.defer(ENTER, roster=str(pk), at=at.isoformat())

    announce(events.RosterDecided(pk, roster.union_body_id, met_on), by=by, about=roster, at=at, law=step.law)
    return roster


@operation
def hand_back_roster(pk: UUID, *, reasons: Sequence[Reason], by: Actor, at: datetime) -> Roster:
    """Give a decided list back to the desk: something changed before its people could be entered, and nobody was."""
    roster = Roster.objects.locked(pk)
    require(by, grants.ENROL, roster.union_body_id)
    settle(roster, ROSTER, at)
    refuse(ROSTER.blocks("hand_back_roster", roster))

    flag(roster)
    roster.good = roster.lines.count()
    roster.fault = "；".join(reason.words for reason in reasons)[:200]
    move(roster, ROSTER, "hand_back_roster", on=day(at))
    roster.save()

    codes = tuple(sorted({reason.code for reason in reasons}))
    announce(events.RosterHandedBack(pk, roster.union_body_id, codes, day(at)), by=by, about=roster, at=at)
    return roster


@operation
def take_out_rows(pk: UUID, *, by: Actor, at: datetime) -> queries.Bad:
    """Hand out the rows that could not be taken, as they were typed and with the reasons, to be mended."""
    roster = Roster.objects.locked(pk)
    require(by, grants.ENROL, roster.union_body_id)
    bad = queries.bad_rows(roster, at)
    refuse(rules.dropping(kept=bad is not None))

    rows = bad.rows if bad else 0
    announce(events.RowsTakenOut(pk, roster.union_body_id, rows, day(at)), by=by, about=roster, at=at)
    return bad or queries.Bad(0, b"")


@operation
def discard_roster(pk: UUID, *, due_on: date | None = None, by: Actor, at: datetime) -> Roster:
    """Let a list go that is not wanted any more, or that nobody took in time; its people and its file go with it."""
    roster = Roster.objects.locked(pk)
    require(by, grants.ENROL, roster.union_body_id)
    if due_on is None:
        settle(roster, ROSTER, at)
    refuse(ROSTER.blocks("discard_roster", roster))

    clear(roster)
    on = due_on or day(at)
    move(roster, ROSTER, "discard_roster", on=on)
    roster.save()
    for stored in documents.of(roster):
        files.remove(stored.pk, by=by, at=at)

    told = events.RosterDiscarded(pk, roster.union_body_id, lapsed=due_on is not None, on=on)
    announce(told, by=by, about=roster, at=at)
    return roster


@operation
def close_roster(pk: UUID, *, due_on: date, by: Actor, at: datetime) -> Roster:
    """The time for confirming is over: whoever has not confirmed does not count, and the list forgets her."""
    roster = Roster.objects.locked(pk)
    require(by, grants.ENROL, roster.union_body_id)
    refuse(ROSTER.blocks("close_roster", roster))

    left_out = roster.lines.count()
    clear(roster)
    move(roster, ROSTER, "close_roster", on=due_on)
    roster.save()

    told = events.RosterClosed(pk, roster.union_body_id, left_out, due_on)
    announce(told, by=by, about=roster, at=at)
    return roster


def clear(roster: Roster) -> None:
    """Forget the people of a list and what was wrong with its rows."""
    RosterLine.objects.filter(roster=roster).delete()
    RosterProblem.objects.filter(roster=roster).delete()
