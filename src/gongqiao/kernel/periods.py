"""The seam through which clocks ask the law how long they run.

The kernel knows that a clock has a period with a name; `law` knows what the name means where and when, and enters its
answer here. Lower never imports higher.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True)
class Jurisdiction:
    """Whose rows of the law hold: a GB/T 2260 division, a kind of contract or case, a level. Empty = any."""

    division: str = ""
    kind: str = ""
    level: str = ""


@dataclass(frozen=True)
class Due:
    """When a period ends, and why then.

    `last_day` is empty when no calendar is kept for the year it would fall in (日历未维护): the clock runs, its last
    day is filled in when the year is loaded. `effect_day` is the first day on which a lapse has effect, where it has
    one; `hint_day` the day on which to remind because another text would end the period earlier.
    """

    last_day: date | None
    unrolled: date | None
    effect_day: date | None
    unit: str
    article: str
    row: str
    provisional: bool = False
    words: str = ""
    calendar: str = ""
    hint_day: date | None = None


# How a deadline keeps it, column by column.
KEPT = {
    "due_on": "last_day", "effect_on": "effect_day", "unrolled_on": "unrolled", "hint_on": "hint_day",
    "article": "article", "parameter": "row", "calendar": "calendar", "provisional": "provisional",
}  # fmt: skip


class Reckoner(Protocol):
    def __call__(self, clock: str, start: date, *, jurisdiction: Jurisdiction) -> Due: ...


_RECKONER: list[Reckoner] = []


def reckon_with(reckoner: Reckoner) -> None:
    """Enter the one who can reckon: called once, by `law`."""
    _RECKONER[:] = [reckoner]


def reckon(clock: str, start: date, *, jurisdiction: Jurisdiction) -> Due:
    """When the clock `module.clock`, started on a day, runs out under this jurisdiction's rows."""
    return _RECKONER[0](clock, start, jurisdiction=jurisdiction)
