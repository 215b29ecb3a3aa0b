"""What the operator entered, read once: the newest arrangements and the readings of places."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, time

from gongqiao.law.calendar import Calendar, Year
from gongqiao.law.models import Arrangement, Counter, Reading

TIERS = (2, 4, 6, 9)


@dataclass(frozen=True)
class Book:
    """Calendars and readings for any place, without asking the database again."""

    entered: tuple[Year, ...] = ()
    readings: tuple[Reading, ...] = ()
    _calendars: dict[tuple[str, bool], Calendar] = field(default_factory=dict, init=False)

    @classmethod
    def opened(cls) -> "Book":
        newest = Arrangement.objects.order_by("year", "division", "-version").distinct("year", "division")
        years = tuple(each.as_year for each in newest.prefetch_related("days"))
        return cls(years, tuple(Reading.objects.order_by("since", "pk")))

    def calendar(self, division: str, on: date) -> Calendar:
        """The days as they hold in a place, under the place's reading of rest days."""
        key = (division, self._reading("rest_days", division, on) != "statutory")
        if key not in self._calendars:
            within = set(places(division))
            here = sorted((year for year in self.entered if year.division in within), key=lambda year: year.division)
            versions: dict[int, str] = defaultdict(str)
            for year in here:
                versions[year.number] += f"+{year.division}{year.version}" if year.division else ""
            self._calendars[key] = Calendar(
                {year.number: year for year in here if not year.division},
                {day: works for year in here for day, works in year.single.items()},
                versions,
                weekly=key[1],
            )
        return self._calendars[key]

    def review_rolls(self, division: str, on: date) -> bool:
        """Does the bureau of this place let the last day of its review move off a rest day?"""
        return self._reading("review_roll", division, on) != "no"

    def closes(self, counter: Counter, division: str, on: date) -> time | None:
        """When this place's counter stops taking papers in; nothing where its day ends at 24:00 like any other."""
        hour = self._reading(counter, division, on)
        return time.fromisoformat(hour) if hour not in {"", "24:00"} else None

    def with_year(self, year: Year) -> "Book":
        """The book as it would be with one arrangement more."""
        return replace(self, entered=(*self.entered, year))

    def _reading(self, question: str, division: str, on: date) -> str:
        """The nearest place's latest reading of a question; empty where nobody answered it."""
        within = places(division)
        held = [r for r in self.readings if r.question == question and r.division in within and r.since <= on]
        return max(held, key=lambda r: (len(r.division), r.since)).answer if held else ""


def places(division: str) -> list[str]:
    """The codes of a place and of everything above it, the country first."""
    return ["", *(division[:length] for length in TIERS if length < len(division)), *([division] if division else [])]
