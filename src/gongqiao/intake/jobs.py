"""What is done of a list in the background."""

from datetime import datetime
from uuid import UUID

from gongqiao.intake import actions
from gongqiao.intake.actions import ENTER, READ
from gongqiao.intake.flow import ENTERING
from gongqiao.intake.models import Intake
from gongqiao.kernel.clock import moment
from gongqiao.kernel.queue import job
from gongqiao.kernel.reasons import Refused


@job(READ)
def read_intake(intake: str) -> None:
    actions.read_intake(UUID(intake), at=moment())


@job(ENTER)
def enter_intake(intake: str, at: str) -> None:
    """Enter an accepted list, as of the moment it was accepted; what cannot be entered goes back to the desk."""
    held = Intake.objects.get(pk=intake)
    if held.state != ENTERING:
        return
    by, accepted_at = held.actor, datetime.fromisoformat(at)
    try:
        actions.enter_intake(held.pk, by=by, at=accepted_at)
    except Refused as refused:
        if Intake.objects.get(pk=intake).state != ENTERING:
            return  # another worker was faster
        actions.hand_back_intake(held.pk, reasons=refused.reasons, by=by, at=accepted_at)
