"""What the calendar pages show: the years as they hold, and the running clocks a new arrangement would touch."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from gongqiao.law import queries
from gongqiao.law.book import Book
from gongqiao.law.calendar import PACKAGED, Calendar, UnmaintainedError, Year
from gongqiao.notices import queries as notices


@dataclass(frozen=True)
class Reckoned:
    """How many of the running clocks have a last day for good, and what the others wait for."""

    total: int
    settled: int
    provisional: int
    waiting: int
    years: list[int]


def reckoned() -> Reckoned:
    provisional, waiting = Count("pk", filter=Q(provisional=True)), Count("pk", filter=Q(due_on=None))
    found = queries.running().aggregate(total=Count("pk"), provisional=provisional, waiting=waiting)
    settled = found["total"] - found["provisional"] - found["waiting"]
    return Reckoned(**found, settled=settled, years=notices.missing_years() if found["waiting"] else [])


EXAMINED, SHOWN = 2000, 100


def years(until: int) -> list[Year]:
    """Every year up to one, newest first, as the whole country has it; one nobody maintains has no version."""
    calendar = Book.opened().calendar("", date(until, 1, 1))
    return [_year(calendar, number) for number in range(until, PACKAGED.start - 1, -1)]


def year(number: int) -> Year:
    """One year as the whole country has it."""
    return _year(Book.opened().calendar("", date(number, 1, 1)), number)


def local(number: int) -> list[Year]:
    """What places order otherwise in a year."""
    return [each for each in Book.opened().entered if each.division and each.number == number]


def _year(calendar: Calendar, number: int) -> Year:
    try:
        return calendar.year(number)
    except UnmaintainedError:
        return Year(number, {}, {}, version="", source="")


@dataclass(frozen=True)
class Touched:
    """A running clock whose last day would be another one by a new arrangement.

    It keeps its day; one that was told provisionally becomes definite and only ever moves later.
    """

    words: str
    started_on: date
    due_on: date
    would_be: date | None
    article: str
    provisional: bool


def touched(draft: Year) -> list[Touched]:
    """The first running clocks that an arrangement would touch, by their last day."""
    span = (date(draft.number - 1, 12, 1), date(draft.number + 1, 3, 31))
    near = queries.running().filter(due_on__range=span, division__startswith=draft.division).order_by("due_on", "pk")
    before = Book.opened()
    after, clocks, found = before.with_year(draft), queries.clocks(), list[Touched]()
    for each in near[:EXAMINED]:
        now, then = (queries.again(each, book).last_day for book in (before, after))
        if now != then and each.due_on:
            words, provisional = clocks[each.clock].words, each.provisional
            found.append(Touched(words, each.started_on, each.due_on, then, each.article, provisional))
    return found[:SHOWN]
