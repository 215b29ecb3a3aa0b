"""What is done of a list in the background."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from gongqiao.intake import actions, rules
from gongqiao.intake.actions import ENTER, READ, UNDO
from gongqiao.intake.flow import ENTERING, READING
from gongqiao.intake.models import Intake
from gongqiao.kernel.clock import moment
from gongqiao.kernel.queue import job
from gongqiao.kernel.reasons import GIVEN_UP, Reason, Refused


def not_read(intake: str) -> None:
    held = Intake.objects.get(pk=intake)
    if held.state == READING:
        actions.fail_intake(held.pk, reason=GIVEN_UP, by=held.actor, at=moment())


def not_entered(intake: str, at: str) -> None:  # noqa: ARG001 -- told as the job was
    held = Intake.objects.get(pk=intake)
    if held.state == ENTERING:
        actions.hand_back_intake(held.pk, reasons=[GIVEN_UP], by=held.actor, at=moment())


def not_undone(intake: str, at: str) -> None:  # noqa: ARG001 -- as above
    held = Intake.objects.get(pk=intake)
    if held.undoing_at is not None:
        actions.leave_intake(held.pk, reasons=[GIVEN_UP], by=held.actor, at=moment())


@job(READ, otherwise=not_read)
def read_intake(intake: str) -> None:
    actions.read_intake(UUID(intake), at=moment())


@job(ENTER, otherwise=not_entered)
def enter_intake(intake: str, at: str) -> None:
    """Enter an accepted list, as of the moment it was accepted; what cannot be entered goes back to the desk."""
    held = Intake.objects.get(pk=intake)
    if held.state != ENTERING:
        return
    by, accepted_at = held.actor, datetime.fromisoformat(at)
    try:
        actions.enter_intake(held.pk, by=by, at=accepted_at)
    except (Refused, IntegrityError) as failed:
        if Intake.objects.get(pk=intake).state != ENTERING:
            return  # another worker was faster
        actions.hand_back_intake(held.pk, reasons=reasons_of(failed, rules.disturbed()), by=by, at=accepted_at)


@job(UNDO, otherwise=not_undone)
def undo_intake(intake: str, at: str) -> None:
    """Take a list back as of the moment that was asked for; what cannot be taken back stays, and says why."""
    held = Intake.objects.get(pk=intake)
    if held.undoing_at is None:
        return
    by, asked_at = held.actor, datetime.fromisoformat(at)
    try:
        actions.undo_intake(held.pk, by=by, at=asked_at)
    except (Refused, IntegrityError) as failed:
        if Intake.objects.get(pk=intake).undoing_at is not None:  # else another worker was faster
            reasons = reasons_of(failed, rules.needed())
            actions.leave_intake(held.pk, reasons=reasons, by=by, at=asked_at)


def reasons_of(failed: Refused | IntegrityError, otherwise: Reason) -> Sequence[Reason]:
    """Why nothing was done with a list; what the database itself refused, somebody else did a moment before."""
    return failed.reasons if isinstance(failed, Refused) else [otherwise]
