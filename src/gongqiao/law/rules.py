"""Why an arrangement cannot be as it was typed."""

from datetime import date

from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.law.calendar import AHEAD, PACKAGED, STATUTE, Days
from gongqiao.law.models import Reading

# The feasts on fixed days of the solar calendar; a notice that does not name them was not copied whole.
FIXED = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
DECEMBER = 12


def arrangement(year: int, off: Days, work: Days, *, division: str, published_on: date, on: date) -> Reasons:
    """What stands in the way of entering a year's days."""
    if not PACKAGED.start <= year <= on.year + AHEAD:
        yield Reason("year", f"只能录入{PACKAGED.start}年至{on.year + AHEAD}年的安排")
    if published_on > on:
        yield Reason("in_the_future", "公布日期不能晚于今天", field="published_on")
    for day in sorted({*off, *work}):
        if day.year != year and (day.year, day.month) != (year - 1, DECEMBER):
            yield Reason("outside", f"{day}不在{year}年，请核对年份", field="days")
    for day in sorted({*off} & {*work}):
        yield Reason("both", f"{day}既放假又上班，请只保留一种", field="days")
    missing = [f"{month}月{number}日" for month, number in FIXED if date(year, month, number) not in off]
    if missing and not division:
        yield Reason(
            "statutory", f"缺少法定节假日{'、'.join(missing)}，请对照通知补全", field="days", law=f"{STATUTE} 第二条"
        )


def reading(question: str, answer: str) -> Reasons:
    """An answer must be one of its question's."""
    if answer not in Reading.ANSWERS[question]:
        yield Reason("answer", "这一取值不属于所选的口径，请重新选择", field="answer")
