"""How the inbox speaks of last days and of who has a task."""

from datetime import date

from gongqiao.kernel.authority import ROLES

FEW = 3


def due(due_on: date, on: date) -> str:
    """How near the last day is."""
    said, left = f"{due_on.month}月{due_on.day}日", (due_on - on).days
    if left < 0:
        return f"已逾期（{said}到期）"
    if left == 0:
        return "今天到期"
    return f"明天（{said}）到期" if left == 1 else f"还有{left}天到期（{said}）"


def moved(before: date | None, after: date) -> str:
    """That the last day is another one now."""
    now = f"{after.year}年{after.month}月{after.day}日"
    was = f"由{before.year}年{before.month}月{before.day}日改" if before else "确定"
    return f"最后一日{was}为{now}"


def tone(due_on: date | None, on: date) -> str:
    """bad when over, wait when near, plain otherwise; the words say the same."""
    if due_on is None:
        return "plain"
    left = (due_on - on).days
    return "bad" if left < 0 else "wait" if left <= FEW else "plain"


def roles(names: list[str]) -> str:
    return "、".join(ROLES[name].words for name in names if name in ROLES)


def bounded(count: int, most: int = 99) -> str:
    """A badge never counts past 99."""
    return f"{most}+" if count > most else str(count)
