"""The figures as a cockpit shows them: totals, breakdowns, the unions below, the last days."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongqiao.cockpit.models import SEPARATOR
from gongqiao.cockpit.queries import sums
from gongqiao.cockpit.queries.guard import guarded
from gongqiao.cockpit.queries.indicators import INDICATORS, JOINED, OVERDUE, Dimension, Indicator
from gongqiao.cockpit.queries.overdue import overdue
from gongqiao.cockpit.queries.seats import Seat
from gongqiao.cockpit.queries.sums import AsOf

DAYS = 30


@dataclass(frozen=True)
class Reading:
    """One indicator at one union: its number, and the numbers of its cells. Per-day ones are of the last days."""

    indicator: Indicator
    total: int
    cells: Mapping[str, int]

    def by(self, *dimensions: Dimension) -> dict[str, int]:
        """The numbers by some of the dimensions, every known value of a single one named, also where it is zero."""
        places = [self.indicator.dimensions.index(each) for each in dimensions]
        found: Counter[str] = Counter()
        if len(dimensions) == 1:
            found.update(dict.fromkeys(dimensions[0].values, 0))
        for cell, n in self.cells.items():
            codes = cell.split(SEPARATOR)
            found[SEPARATOR.join(codes[place] for place in places)] += n
        return dict(found)


def read(seat: Seat, *, joined: int) -> dict[str, Reading]:
    """Every indicator at one union; `joined` is the sum of `per_day`, which the page draws as well."""
    names = [name for name, each in INDICATORS.items() if each.count and not each.per_day]
    cells = sums.by_cell(seat.body_id, names, seat.as_of)
    totals = {**{name: sum(each.values()) for name, each in cells.items()}, JOINED: joined}
    totals[OVERDUE] = overdue([seat.body_id], seat.as_of)[seat.body_id]
    return {name: Reading(each, totals[name], cells.get(name, {})) for name, each in INDICATORS.items()}


def shown(seat: Seat, reading: Reading, dimension: Dimension) -> dict[str, int | None]:
    """A breakdown as it may be shown: at a basic union small numbers are people."""
    numbers = reading.by(dimension)
    return guarded(numbers) if seat.is_basic and reading.indicator.unit == "人" else {**numbers}


def crossed(seat: Seat, reading: Reading, first: Dimension, second: Dimension) -> dict[str, int] | None:
    """Two dimensions at once; nothing at all at a basic union where one of the numbers is small."""
    numbers = reading.by(first, second)
    return None if seat.is_basic and guarded(numbers) != numbers else numbers


def compare(bodies: Iterable[int], name: str, *, on: date, as_of: AsOf | None = None) -> dict[int, int]:
    """One indicator at many unions: for a map, for a ranking. `on` is the last of the days, `as_of` that of a past."""
    asked = list(bodies)
    if name == OVERDUE:
        return overdue(asked, as_of)
    if name == JOINED:
        return sums.over_days(asked, name, on - timedelta(days=DAYS - 1), on, as_of)
    return sums.whole(asked, [name], as_of)[name]


def per_day(seat: Seat, *, on: date) -> dict[date, int]:
    """New members of each of the last days, the days without any too."""
    first = on - timedelta(days=DAYS - 1)
    found = sums.per_day(seat.body_id, JOINED, first, on, seat.as_of)
    return {day: found.get(day, 0) for day in (first + timedelta(days=n) for n in range(DAYS))}
