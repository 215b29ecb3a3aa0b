"""What the operator entered, read once: the newest arrangements and the readings of places."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from gongqiao.law.calendar import Calendar, Year
from gongqiao.law.models import ArrangedDay, Arrangement, Reading

TIERS = (2, 4, 6, 9)


def places(division: str) -> list[str]:
    """The codes of a place and of everything above it, the country first."""
    return ["", *(division[:length] for length in TIERS if length < len(division)), *([division] if division else [])]


def year_of(arrangement: Arrangement) -> Year:
    """An arrangement of the whole country as the calendar reads it."""
    days = [each for each in arrangement.days.all() if each.day.year == arrangement.year]
    return Year(
        arrangement.year,
        off={each.day: each.name for each in days if each.kind == ArrangedDay.OFF},
        work={each.day: each.name for each in days if each.kind == ArrangedDay.WORK},
        version=f"v{arrangement.version}",
        source=arrangement.source,
        published_on=arrangement.published_on,
    )


@dataclass(frozen=True)
class Book:
    """Calendars and readings for any place, without asking the database again."""

    arrangements: tuple[Arrangement, ...] = ()
    readings: tuple[Reading, ...] = ()

    @classmethod
    def opened(cls) -> "Book":
        newest = Arrangement.objects.order_by("year", "division", "-version").distinct("year", "division")
        return cls(tuple(newest.prefetch_related("days")), tuple(Reading.objects.order_by("since")))

    def calendar(self, division: str, on: date) -> Calendar:
        """The days as they hold in a place, under the place's reading of rest days."""
        key = (division, self._reading("rest_days", division, on) != "statutory")
        if key not in self._calendars:
            self._calendars[key] = self._bound(places(division), weekly=key[1])
        return self._calendars[key]

    def review_rolls(self, division: str, on: date) -> bool:
        """Does the bureau of this place let the last day of its review move off a rest day?"""
        return self._reading("review_roll", division, on) != "no"

    def with_arrangement(self, arrangement: Arrangement) -> "Book":
        """The book as it would be with one arrangement more."""
        return replace(self, arrangements=(*self.arrangements, arrangement))

    @cached_property
    def _calendars(self) -> dict[tuple[str, bool], Calendar]:
        return {}

    def _bound(self, within: Iterable[str], *, weekly: bool) -> Calendar:
        """A place's own days go over the country's; so do days of December that a notice of the next year orders."""
        here = sorted((each for each in self.arrangements if each.division in within), key=lambda e: len(e.division))
        national = {each.year: year_of(each) for each in here if not each.division}
        single = {
            day.day: day.kind == ArrangedDay.WORK
            for each in here
            for day in each.days.all()
            if each.division or day.day.year != each.year
        }
        versions = " ".join(f"{each.division}:{each.year}v{each.version}" for each in here if each.division)
        return Calendar(national, single, versions, weekly=weekly)

    def _reading(self, question: str, division: str, on: date) -> str:
        """The nearest place's latest reading of a question; empty where nobody answered it."""
        within = places(division)
        held = [r for r in self.readings if r.question == question and r.division in within and r.since <= on]
        return max(held, key=lambda r: (len(r.division), r.since)).answer if held else ""
