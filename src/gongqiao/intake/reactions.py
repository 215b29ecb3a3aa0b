"""Who must act on a list, and what its union is told of what went on in the background."""

from gongqiao.intake.events import IntakeEntered, IntakeFailed, IntakeHandedBack, IntakeLeft, IntakeUndone
from gongqiao.intake.flow import CHECKED, INTAKE
from gongqiao.intake.models import Intake
from gongqiao.notices.duties import Duty, Word, attend, kind, office
from gongqiao.organisations.grants import CADRE, OFFICER

OURS, CASE = office("union_body", CADRE, OFFICER), "intake:intake"
ACCEPT = kind("intake.accept", "登记用人单位、任职的名单", topic="批量登记", staff=True)
ENTERED = kind("intake.entered", "批量登记的结果", topic="批量登记", staff=True, texts=False)


def _waits(intake: Intake) -> str:
    """Without the name of the file, in which people are named at times."""
    words = intake.get_kind_display()
    if intake.good:
        return f"{words}名单待登记：可以登记 {intake.good:,} 行，有问题 {intake.bad:,} 行"
    return f"{words}名单待修改：{intake.rows:,} 行都有问题"


def _entered(intake: Intake) -> str:
    return f"{intake.get_kind_display()}名单已登记，共 {intake.good:,} 行"


def _undone(intake: Intake) -> str:
    return f"{intake.get_kind_display()}名单已撤销，共 {intake.good:,} 行"


attend(
    INTAKE,
    Duty(ACCEPT, frozenset({CHECKED}), OURS, CASE, clock="keeping", title=_waits),
    Word(ENTERED, (IntakeFailed,), OURS, CASE, "批量登记的名单没有读成，请查看原因"),
    Word(ENTERED, (IntakeHandedBack,), OURS, CASE, "批量登记的名单没有登记，已退回核对，请查看原因"),
    Word(ENTERED, (IntakeEntered,), OURS, CASE, _entered),
    Word(ENTERED, (IntakeUndone,), OURS, CASE, _undone),
    Word(ENTERED, (IntakeLeft,), OURS, CASE, "批量登记的名单没有撤销，请查看原因"),
)
