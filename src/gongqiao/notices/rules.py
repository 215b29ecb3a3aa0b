"""What stands in the way of pressing and settling; when an SMS may disturb; when to remind."""

from datetime import date, datetime, time, timedelta

from gongqiao.kernel.clock import SHANGHAI
from gongqiao.kernel.reasons import Reason, Reasons

EVENING, MORNING = time(22), time(7)
HINT = "hint:"


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


def reminder(due_on: date, days: list[tuple[int, date]], hint_on: date | None = None, *, on: date) -> str:
    """The occasion of which to remind by this day, empty while none has come: `days` are (n before, its day).

    Where another text ends the period earlier, `hint_on` has an occasion of its own, which says so.
    """
    if on > due_on:
        return f"overdue:{due_on}"
    told = [(its_day, False, -count, f"due:{due_on}:{count}") for count, its_day in days]
    if hint_on:
        told.append((hint_on, True, 0, f"{HINT}{hint_on}"))
    return max((each for each in told if each[0] <= on), default=("",))[-1]
