"""How a period is counted: the first day is not, the last one moves off a rest day, and which way it moves."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongqiao.law.calendar import Calendar, UnmaintainedError, next_day

MONTHS = 12


class Unit(StrEnum):
    """What a period is counted in; 日 is a calendar day unless the text says 工作日."""

    CALENDAR = "calendar"
    WORKING = "working"
    MONTH = "month"
    YEAR = "year"

    @property
    def words(self) -> str:
        return {"calendar": "日", "working": "个工作日", "month": "个月", "year": "年"}[self]


class Count(StrEnum):
    """How a period runs from its event, and what becomes of a last day that is a rest day."""

    DEADLINE = "deadline"
    EFFECT = "effect"
    POSTING = "posting"
    BEFORE = "before"
    REMINDER = "reminder"
    OPENING = "opening"
    MAXIMUM = "maximum"

    @property
    def words(self) -> str:
        return COUNTS[self][0]

    @property
    def has_effect(self) -> bool:
        """Does its lapse change something by itself, from the day after the last one?"""
        return self in {Count.EFFECT, Count.POSTING}

    @property
    def backwards(self) -> bool:
        return self in {Count.BEFORE, Count.REMINDER, Count.OPENING}

    @property
    def roll(self) -> int:
        """Which way a last day moves off a rest day: on, back, or not at all."""
        return COUNTS[self][1]


COUNTS = {
    Count.DEADLINE: ("自次日起算的办理期限，末日逢休息日顺延至其后第一个工作日", 1),
    Count.EFFECT: ("期满即发生效力的期限，末日逢休息日顺延（可按审查机关口径关闭），末日次日零时生效", 1),
    Count.POSTING: ("公示期，末日逢休息日顺延，末日次日起方可进行下一步", 1),
    Count.BEFORE: ("至少提前若干日，自事项前一日倒数，逢休息日再提前", -1),
    Count.REMINDER: ("提醒，自到期日倒数，逢休息日提前", -1),
    Count.OPENING: ("自到期日倒数的开放期，开放之日不移动", 0),
    Count.MAXIMUM: ("最长时限，末日不因休息日移动", 0),
}


@dataclass(frozen=True)
class Reckoned:
    """Where a period ends. Days that would need a year nobody maintains are empty, and `missing` names the year."""

    unrolled: date | None
    last: date | None
    effect: date | None = None
    missing: int | None = None


def reckon(start: date, value: int, unit: Unit, count: Count, calendar: Calendar, *, rolls: bool = True) -> Reckoned:
    """The last day of a period that an event on `start` sets off, forwards or backwards."""
    unrolled = None
    try:
        unrolled = _counted(start, value, unit, -1 if count.backwards else 1, calendar)
        last = _rolled(unrolled, count.roll, calendar) if rolls and unit is not Unit.WORKING else unrolled
    except UnmaintainedError as refused:
        return Reckoned(unrolled, None, missing=refused.year)
    return Reckoned(unrolled, last, last + timedelta(days=1) if count.has_effect else None)


def _counted(start: date, value: int, unit: Unit, step: int, calendar: Calendar) -> date:
    """民法典 201–202: the day of the event is not counted, months and years end on the corresponding day."""
    if unit is Unit.WORKING:
        return _worked(start, value, step, calendar)
    if unit is Unit.CALENDAR:
        return start + timedelta(days=step * value)
    return _corresponding(start, step * value * (MONTHS if unit is Unit.YEAR else 1))


def _worked(start: date, value: int, step: int, calendar: Calendar) -> date:
    day = start
    for _ in range(value):
        day = next_day(day + timedelta(days=step), step, calendar.works)
    return day


def _corresponding(start: date, months: int) -> date:
    year, month = divmod(start.year * MONTHS + start.month - 1 + months, MONTHS)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _rolled(day: date, step: int, calendar: Calendar) -> date:
    return next_day(day, step, lambda each: not calendar.rests(each)) if step else day


def one_before(day: date, calendar: Calendar) -> date:
    """The day on which to remind of a last day: the one before it, earlier when that is a rest day."""
    return _rolled(day - timedelta(days=1), Count.REMINDER.roll, calendar)
