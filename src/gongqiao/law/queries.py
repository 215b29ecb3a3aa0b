"""What the law holds and when a period ends. Public law has no viewer: anybody may ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from gongqiao.kernel import periods as kernel
from gongqiao.kernel.clock import SHANGHAI
from gongqiao.kernel.flow import FLOWS
from gongqiao.kernel.models import Deadline
from gongqiao.law import parameters
from gongqiao.law.book import Book
from gongqiao.law.calendar import Calendar
from gongqiao.law.catalogue import CLOCKS, Clock
from gongqiao.law.models import Counter
from gongqiao.law.parameters import Held, Parameter
from gongqiao.law.periods import Count, Reckoned, Unit, one_before, reckon

PROVISIONAL = "暂定（待国务院放假通知）"
UNRULED = "该地区没有这项期限的规定"


@dataclass(frozen=True)
class Due(kernel.Due):
    """The kernel's answer with what a person wants to know beside it: its value, other texts, a year missed."""

    value: str = ""
    notes: tuple[str, ...] = ()
    missing: int | None = None


def clocks() -> dict[str, Clock]:
    """Every clock of the platform: the catalogue, and the flows' clocks by the period of it that they run by."""
    flows = ((subject.split(".")[0], clock) for subject, flow in FLOWS.items() for clock in flow.clocks)
    return {f"{module}.{clock.name}": CLOCKS[clock.period] for module, clock in flows} | CLOCKS


def parameter(key: str, *, division: str, kind: str = "", level: str = "", on: date) -> Held | None:
    """The row that held for this key there on that day, with the other values as notes."""
    return parameters.held(key, division=division, kind=kind, level=level, on=on)


def due(
    clock: str,
    start: date,
    *,
    division: str,
    kind: str = "",
    level: str = "",
    on: date | None = None,
    book: Book | None = None,
) -> Due:
    """When a clock started on a day runs out, under the rows that hold on `on` (the day it starts)."""
    known, day = CLOCKS.get(clock) or clocks()[clock], on or start
    held = parameter(known.name, division=division, kind=kind, level=level, on=day)
    if held is None:
        return Due(None, None, None, unit="", article="", row="", words=UNRULED)
    book = book or Book.opened()
    rolls = known.count is not Count.EFFECT or book.review_rolls(division, day)
    return _due(known.count, held, start, book.calendar(division, day), rolls=rolls)


def reckoner(clock: str, start: date, *, jurisdiction: kernel.Jurisdiction) -> Due:
    """The kernel's port: what its clocks ask when they start."""
    return due(clock, start, division=jurisdiction.division, kind=jurisdiction.kind, level=jurisdiction.level)


def counted_at(handed_over_at: datetime, counter: Counter, *, division: str, book: Book | None = None) -> datetime:
    """The moment as of which a paper counts that was handed over at a counter: a verb that records it settles by it.

    On line a day ends at 24:00, where there are business hours it ends with them (民法典 第二百零三条): what comes in
    later comes as the next day begins.
    """
    local = handed_over_at.astimezone(SHANGHAI)
    closes = (book or Book.opened()).closes(counter, division, local.date())
    if closes is None or local.time() <= closes:
        return handed_over_at
    return datetime.combine(local.date() + timedelta(days=1), time.min, SHANGHAI)


def remind_on(last: date, days: int, *, division: str, book: Book) -> date:
    """The day so many days before a last day, earlier when it is a rest day; unmoved where no calendar is kept."""
    found = reckon(last, days, Unit.CALENDAR, Count.REMINDER, book.calendar(division, last))
    return found.last or last - timedelta(days=days)


def running() -> QuerySet[Deadline]:
    """The running clocks that the law can reckon."""
    return Deadline.objects.filter(closed_on=None, overdue_on=None, clock__in=clocks()).exclude(parameter="")


def again(each: Deadline, book: Book) -> Due:
    """A running clock reckoned once more, by the rows of the day it started."""
    return due(each.clock, each.started_on, division=each.division, kind=each.kind, level=each.level, book=book)


def beside(each: Deadline) -> tuple[str, ...]:
    """What other texts say of a running clock, under the rows of the day it started."""
    where = {"division": each.division, "kind": each.kind, "level": each.level}
    known = clocks().get(each.clock)
    held = parameter(known.name, **where, on=each.started_on) if known else None
    return held.beside if held else ()


def refilled() -> Iterator[Deadline]:
    """The running clocks that waited for a year and can have their last day now, with that day, not yet saved."""
    book = Book.opened()
    for each in running().filter(Q(due_on=None) | Q(provisional=True)).order_by("pk").iterator():
        found = again(each, book)
        if found.last_day and not found.provisional:
            each.due_on = max(found.last_day, each.due_on or found.last_day)
            each.effect_on = each.due_on + timedelta(days=1) if found.effect_day else None
            each.unrolled_on, each.hint_on = found.unrolled, found.hint_day
            each.calendar, each.provisional = found.calendar, False
            yield each


def _due(count: Count, held: Held, start: date, days: Calendar, *, rolls: bool) -> Due:
    row, found = held.row, _reckoned(count, held.row, start, days, rolls=rolls)
    touched = _touched(start, found, Unit(row.unit), count, rolls=rolls)
    provisional = touched is not None and days.is_provisional(*touched)
    return Due(
        found.last,
        found.unrolled,
        found.effect,
        unit=row.unit,
        article=row.citation,
        row=row.id,
        provisional=provisional,
        words=f"日历未维护（{found.missing}年）" if found.missing else PROVISIONAL if provisional else "",
        calendar=days.versions(*touched) if touched else "",
        value=row.words,
        notes=held.notes,
        missing=found.missing,
        hint_day=_hint(count, held.others, start, found.last, days),
    )


def _reckoned(count: Count, row: Parameter, start: date, days: Calendar, *, rolls: bool) -> Reckoned:
    if not isinstance(row.value, int):
        raise TypeError(f"{row.id} is not a period")
    return reckon(start, row.value, Unit(row.unit), count, days, rolls=rolls)


def _touched(start: date, found: Reckoned, unit: Unit, count: Count, *, rolls: bool) -> tuple[date, date] | None:
    """The stretch of days for which the calendar was asked; none where days were only counted."""
    if found.last is None or found.unrolled is None:
        return None
    if unit is Unit.WORKING:
        first = start + timedelta(days=-1 if count.backwards else 1)
    elif count.roll and rolls:
        first = found.unrolled
    else:
        return None
    return min(first, found.last), max(first, found.last)


def _hint(count: Count, others: tuple[Parameter, ...], start: date, last: date | None, days: Calendar) -> date | None:
    """Where texts differ, remind on the day before the earlier of their last days."""
    if not others or last is None or count is not Count.DEADLINE:
        return None
    lasts = [_reckoned(count, other, start, days, rolls=True).last for other in others]
    return one_before(min([last, *(each for each in lasts if each)]), days)
