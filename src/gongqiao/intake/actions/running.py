"""Reading a list of employers or posts, by the way all lists are read."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from gongqiao.intake.actions.checking import check_intake
from gongqiao.intake.actions.judging import Judge
from gongqiao.intake.actions.lists import clear, fail_intake
from gongqiao.intake.actions.reading import Judged, Reading, read_list
from gongqiao.intake.flow import READING
from gongqiao.intake.models import Intake, IntakeLine, IntakeProblem
from gongqiao.intake.shapes import SHAPES
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reason


def read_intake(pk: UUID, *, at: datetime, tell: Callable[[float], None] = lambda _: None) -> None:
    """Read a list's file from the beginning; `tell` hears which part of it is done."""
    read_list(pk, how(at), tell)


def how(at: datetime) -> Reading[Intake]:
    """Where such a list's rows go, as of a moment."""

    def failed(intake: Intake, reason: Reason) -> object:
        return fail_intake(intake.pk, reason=reason, by=intake.actor, at=at)

    return Reading(
        lock=Intake.objects.locked,
        clear=clear,
        wanted=lambda intake: intake.state == READING,
        ask=lambda intake: SHAPES[intake.kind].ask,
        judge=lambda intake: Judge(intake, day(at)),
        put=_put,
        done=lambda intake: check_intake(intake.pk, by=intake.actor, at=at),
        failed=failed,
    )


def _put(found: Judged) -> None:
    IntakeLine.objects.bulk_create(found.lines, batch_size=1000)
    IntakeProblem.objects.bulk_create(found.problems, batch_size=1000)
