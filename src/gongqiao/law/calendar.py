"""Which days are worked and which are rest: the State Council's arrangement of each year, or what stands in for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import chinese_calendar  # type: ignore[import-untyped]

from gongqiao.law.data import table

SATURDAY = 5
PACKAGE = f"chinesecalendar-{chinese_calendar.__version__}"
PACKAGED = range(2004, max(chinese_calendar.holidays).year + 1)
AHEAD = 2  # how many years after this one an arrangement may be entered
# Without a day: the notice was seen, not when it was published.
NOTICES = {
    int(row["year"]): (row["source"], date.fromisoformat(row["published_on"]) if row["published_on"] else None)
    for row in table("notices")
}
UNCHECKED = ("国务院办公厅当年的放假通知（由软件包汇编，文号未核）", None)
STATUTE = "全国年节及纪念日放假办法"
# 第二条, from a year on: the days off that each feast gives, counted from its own day.
ONE, THREE = range(1), range(3)
SINCE_2008 = dict.fromkeys(("元旦", "清明节", "劳动节", "端午节", "中秋节"), ONE) | {"国庆节": THREE}
REVISIONS = {
    1999: {"元旦": ONE, "春节": THREE, "劳动节": THREE, "国庆节": THREE},
    2008: SINCE_2008 | {"春节": range(-1, 2)},
    2014: SINCE_2008 | {"春节": THREE},
    2025: SINCE_2008 | {"春节": range(-1, 3), "劳动节": range(2)},
}
SOLAR = {"元旦": "01-01", "劳动节": "05-01", "国庆节": "10-01"}
# The other feasts follow sun and moon: astronomy, not policy.
FEASTS = {int(row.pop("year")): SOLAR | row for row in table("feasts")}


class UnmaintainedError(Exception):
    """Nobody has said which days of this year are worked, and nothing may be guessed."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}年日历未维护")
        self.year = year


Days = Mapping[date, str]


@dataclass(frozen=True)
class Year:
    """One year's arrangement: weekdays off, weekends worked, where it was published, which version this is.

    A place's own arrangement (division not empty) names only the days on which it differs from the country.
    """

    number: int
    off: Days
    work: Days
    version: str
    source: str
    published_on: date | None = None
    provisional: bool = False
    division: str = ""

    @property
    def unchecked(self) -> bool:
        """Is the day on which its notice was published not known?"""
        return bool(self.version) and not self.provisional and self.published_on is None

    @property
    def single(self) -> dict[date, bool]:
        """Days it orders worked or not: a place's own, and those a national notice puts into the December before."""
        every = dict.fromkeys(self.off, False) | dict.fromkeys(self.work, True)
        return {day: works for day, works in every.items() if self.division or day.year != self.number}


@cache
def packaged(number: int) -> Year | None:
    """The year as the package knows it."""
    if number not in PACKAGED:
        return None
    source, published_on = NOTICES.get(number, UNCHECKED)
    chinese = {feast.value: feast.chinese for feast in chinese_calendar.Holiday}
    off = {day: chinese[name] for day, name in chinese_calendar.holidays.items() if day.year == number}
    work = {day: chinese[name] for day, name in chinese_calendar.workdays.items() if day.year == number}
    return Year(number, off, work, PACKAGE, source, published_on)


@cache
def statutory(number: int) -> Days:
    """The days everybody has off by statute in a year; the rest of a notice is weekends moved about."""
    if number not in FEASTS:
        raise UnmaintainedError(number)
    given = REVISIONS[max(since for since in REVISIONS if since <= number)]
    firsts = {feast: date.fromisoformat(f"{number}-{FEASTS[number][feast]}") for feast in given}
    return {firsts[feast] + timedelta(days=each): feast for feast, days in given.items() for each in days}


@cache
def provisional(number: int) -> Year | None:
    """Weekends and the statutory days of the year whose notice is awaited: marked 暂定 wherever it is used."""
    if number != PACKAGED.stop:
        return None
    return Year(number, statutory(number), {}, "provisional-1", f"{STATUTE}（2024年修订）第二条", provisional=True)


@dataclass(frozen=True)
class Calendar:
    """The days as they hold in one place.

    `entered` are the years the operator entered, which replace the built-in ones whole; `local` are single days that a
    place orders otherwise. `weekly` is the reading of 法定休假日: with it every rest day moves a last day, without it
    only the statutory days do, and neither weekends nor what a notice or a place adds to them.
    """

    entered: Mapping[int, Year] = field(default_factory=dict)
    local: Mapping[date, bool] = field(default_factory=dict)
    local_versions: Mapping[int, str] = field(default_factory=dict)
    weekly: bool = True

    def year(self, number: int) -> Year:
        """The arrangement that holds for a year; refused where there is none."""
        year = self.entered.get(number) or packaged(number) or provisional(number)
        if year is None:
            raise UnmaintainedError(number)
        return year

    def works(self, day: date) -> bool:
        """Is it a working day of the state calendar (工作日)? Made-up Saturdays and Sundays are."""
        year = self.year(day.year)
        if (ordered := self.local.get(day)) is not None:
            return ordered
        return day in year.work or (day.weekday() < SATURDAY and day not in year.off)

    def rests(self, day: date) -> bool:
        """Does a period that would end on this day move on (民法典 第二百零三条)?"""
        return not self.works(day) and (self.weekly or day in statutory(day.year))

    def versions(self, first: date, last: date) -> str:
        """Which tables spoke for a stretch of days, for the record of a reckoning."""
        years = range(first.year, last.year + 1)
        return " ".join(f"{year}:{self.year(year).version}{self.local_versions.get(year, '')}" for year in years)

    def is_provisional(self, first: date, last: date) -> bool:
        return any(self.year(number).provisional for number in range(first.year, last.year + 1))


def next_day(day: date, step: int, wanted: Callable[[date], bool]) -> date:
    """The first wanted day from this one on, this one included, forwards or backwards."""
    while not wanted(day):
        day += timedelta(days=step)
    return day
