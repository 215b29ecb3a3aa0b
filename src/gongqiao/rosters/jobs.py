"""What is done of a list in the background."""

from datetime import datetime
from uuid import UUID

from gongqiao.kernel.clock import moment
from gongqiao.kernel.queue import defer, job
from gongqiao.kernel.reasons import GIVEN_UP, Refused
from gongqiao.rosters import actions
from gongqiao.rosters.actions import UNDO
from gongqiao.rosters.actions.lists import ENTER, READ
from gongqiao.rosters.flow import ENTERING, READING
from gongqiao.rosters.models import Roster

INVITE = "rosters.invite"


def not_read(roster: str) -> None:
    held = Roster.objects.get(pk=roster)
    if held.state == READING:
        actions.fail_roster(held.pk, reason=GIVEN_UP, by=held.actor, at=moment())


def not_entered(roster: str, at: str) -> None:  # noqa: ARG001 -- told as the job was
    held = Roster.objects.get(pk=roster)
    if held.state == ENTERING:
        actions.hand_back_roster(held.pk, reasons=[GIVEN_UP], by=held.actor, at=moment())


def not_undone(roster: str, at: str) -> None:  # noqa: ARG001 -- as above
    held = Roster.objects.get(pk=roster)
    if held.undoing_at is not None:
        actions.leave_roster(held.pk, reasons=[GIVEN_UP], by=held.actor, at=moment())


@job(READ, otherwise=not_read)
def read_roster(roster: str) -> None:
    actions.read_roster(UUID(roster), at=moment())


@job(ENTER, otherwise=not_entered)
def enter_roster(roster: str, at: str) -> None:
    """Enter a decided list, as of the moment it was decided; what cannot be entered goes back to the desk."""
    held = Roster.objects.get(pk=roster)
    if held.state != ENTERING:
        return
    by, decided_at = held.actor, datetime.fromisoformat(at)
    try:
        if actions.enter_roster(held.pk, by=by, at=decided_at).signed:
            defer(INVITE)
    except Refused as refused:
        if Roster.objects.get(pk=roster).state != ENTERING:
            return  # another worker was faster
        actions.hand_back_roster(held.pk, reasons=refused.reasons, by=by, at=decided_at)


@job(UNDO, otherwise=not_undone)
def undo_roster(roster: str, at: str) -> None:
    """Take a list back as of the moment that was asked for; what cannot be taken back stays, and says why."""
    held = Roster.objects.get(pk=roster)
    if held.undoing_at is None:
        return
    by, asked_at = held.actor, datetime.fromisoformat(at)
    try:
        actions.undo_roster(held.pk, by=by, at=asked_at)
    except Refused as refused:
        if Roster.objects.get(pk=roster).undoing_at is not None:  # else another worker was faster
            actions.leave_roster(held.pk, reasons=refused.reasons, by=by, at=asked_at)


@job(INVITE, every="0 */10 7-21 * * *")
def invite() -> None:
    """Ask those on signed lists to confirm: at once by day, in the morning when a list was decided at night."""
    actions.invite(moment())
