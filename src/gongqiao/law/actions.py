"""What the operator does with time: enter a year, let waiting clocks have their day, settle a reading."""

from datetime import date, datetime
from uuid import UUID

from gongqiao.kernel.actions import many, operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Deadline
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.law import events, queries, rules
from gongqiao.law.calendar import Days
from gongqiao.law.grants import KEEP
from gongqiao.law.models import ArrangedDay, Arrangement, Reading

REFILLED = ("due_on", "effect_on", "unrolled_on", "hint_on", "calendar", "provisional")


@operation
def arrange(
    year: int, *, division: str, source: str, published_on: date, off: Days, work: Days, by: Actor, at: datetime
) -> Arrangement:
    """Enter a year's arrangement as it was published. Clocks that already have their day keep it."""
    version = Arrangement.objects.locked(year, division) + 1
    require(by, KEEP)
    refuse(rules.arrangement(year, off, work, division=division, published_on=published_on, on=day(at)))

    made = Arrangement.objects.create(
        year=year, division=division, version=version, source=source, published_on=published_on
    )
    ArrangedDay.objects.bulk_create(
        ArrangedDay(arrangement=made, day=each, kind=kind, name=name)
        for kind, days in ((ArrangedDay.OFF, off), (ArrangedDay.WORK, work))
        for each, name in days.items()
    )

    announce(events.Arranged(made.pk, year, division, version), by=by, about=made, at=at)
    return made


@many
def fill(arrangement_id: UUID, *, by: Actor, at: datetime) -> int:
    """Give the clocks that waited for a year their last day; one told provisionally only ever moves later."""
    require(by, KEEP)
    made = Arrangement.objects.get(pk=arrangement_id)
    filled = list(queries.refilled())
    Deadline.objects.bulk_update(filled, REFILLED, batch_size=1000)
    announce(events.Filled(made.year, len(filled)), by=by, about=made, at=at)
    return len(filled)


@operation
def settle_reading(
    question: str, *, division: str, answer: str, basis: str, since: date, by: Actor, at: datetime
) -> Reading:
    """Enter how a place reads an open question from a day on; the same day's earlier entry is corrected."""
    require(by, KEEP)
    refuse(rules.reading(question, answer))
    reading, _ = Reading.objects.update_or_create(
        question=question, division=division, since=since, defaults={"answer": answer, "basis": basis}
    )
    announce(events.ReadingSettled(question, division, answer, since), by=by, about=reading, at=at)
    return reading
