"""What stands in the way of pressing and settling; when an SMS may disturb; when to remind."""

from datetime import date, datetime, time, timedelta

from gongqiao.kernel.clock import SHANGHAI
from gongqiao.kernel.reasons import Reason, Reasons

EVENING, MORNING = time(22), time(7)


def pressing(*, done: bool, pressed_on: date | None, opened_on: date, on: date) -> Reasons:
    """One may ask the holder to hurry from the day after the start, once a day, while the task is open."""
    if done:
        yield Reason("done", "这件事已经办结，不需要催办；请刷新页面查看结果")
    elif opened_on == on:
        yield Reason("today", "今天刚提交，请明天以后再催办")
    elif pressed_on == on:
        yield Reason("pressed", "今天已经催办过，请明天再来；急事请直接联系办理单位")


def settling(*, done: bool, by_hand: bool) -> Reasons:
    if done:
        yield Reason("done", "这件待办已经处理过了，请刷新页面")
    elif not by_hand:
        yield Reason("follows", "这件待办会随事项办理自动办结，请打开事项办理")


def disturbing(at: datetime, *, urgent: bool) -> datetime:
    """When an SMS asked for at this moment may go: not between 22:00 and 7:00, unless it is urgent."""
    local = at.astimezone(SHANGHAI)
    if urgent or MORNING <= local.time() < EVENING:
        return at
    tomorrow = local.time() >= EVENING
    return datetime.combine(local.date() + timedelta(days=tomorrow), MORNING, SHANGHAI)


def reminder(due_on: date, days: list[tuple[int, date]], *, on: date) -> str:
    """The occasion of which to remind by this day, empty while none has come: `days` are (n before, its day)."""
    if on > due_on:
        return f"overdue:{due_on}"
    reached = [count for count, its_day in days if its_day <= on]
    return f"due:{due_on}:{min(reached)}" if reached else ""
