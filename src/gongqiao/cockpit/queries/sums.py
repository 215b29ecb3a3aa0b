"""Sums as they stand this moment, or stood on a day: kept + pending, in one statement and so of one instant."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongqiao.cockpit.models import PLACES, Total


@dataclass(frozen=True)
class AsOf:
    """The end of a day, as it is known now or, with `as_told`, as it was told by that very day."""

    on: date
    as_told: bool = False

    @property
    def bounds(self) -> dict[str, date]:
        return {"on": self.on, "told_by": self.on if self.as_told else date.max}


STANDING, BETWEEN = "day IS NULL", "day BETWEEN %(first)s AND %(last)s"
ONE = """
    SELECT 0 AS id, indicator, day, cell, sum(n) AS n FROM (
        SELECT indicator, day, cell, n FROM cockpit_total
        WHERE body = %(body)s AND indicator = ANY(%(indicators)s) AND {days}
        UNION ALL
        SELECT indicator, day, cell, n FROM cockpit_delta
        WHERE %(body)s = ANY(above) AND indicator = ANY(%(indicators)s) AND {days}
    ) AS both_kinds GROUP BY 2, 3, 4 HAVING sum(n) <> 0
"""
ONE_STANDING, ONE_PER_DAY = ONE.format(days=STANDING), ONE.format(days=BETWEEN)

# `unnest` in the list of columns, not as a joined function: a tenth of the time per pending change.
MANY = """
    SELECT 0 AS id, body, indicator, sum(n) AS n FROM (
        SELECT body, indicator, n FROM cockpit_total
        WHERE body = ANY(%(bodies)s) AND indicator = ANY(%(indicators)s) AND {days}
        UNION ALL
        SELECT above, indicator, n FROM (
            SELECT unnest(above) AS above, indicator, n FROM cockpit_delta
            WHERE above && %(bodies)s::int[] AND indicator = ANY(%(indicators)s) AND {days}
        ) AS everywhere WHERE above = ANY(%(bodies)s)
    ) AS both_kinds GROUP BY 2, 3
"""
MANY_STANDING, MANY_OVER_DAYS = MANY.format(days=STANDING), MANY.format(days=BETWEEN)

# What is pending is placed along the lines of each day, as the fold will do it.
PAST = f"""
    SELECT 0 AS id, {{columns}}, sum(n) AS n FROM (
        SELECT body, indicator, day, cell, n FROM cockpit_past
        WHERE body = ANY(%(bodies)s) AND indicator = ANY(%(indicators)s) AND {{days}}
            AND since <= %(on)s AND told_on <= %(told_by)s
        UNION ALL
        SELECT at.body, indicator, day, cell, at.sign * n FROM cockpit_delta delta
        CROSS JOIN LATERAL {PLACES.format(row="delta")} AS at
        WHERE at.body = ANY(%(bodies)s) AND indicator = ANY(%(indicators)s) AND {{days}}
            AND at.since <= %(on)s AND told_on <= %(told_by)s
    ) AS both_kinds GROUP BY {{columns}} HAVING sum(n) <> 0
"""  # noqa: S608 -- constants of ours
CELLS, BODIES = "indicator, day, cell", "body, indicator"


def by_cell(body: int, indicators: Iterable[str], as_of: AsOf | None = None) -> dict[str, dict[str, int]]:
    """Indicator → cell → number, for one body with all below it."""
    found: dict[str, dict[str, int]] = {name: {} for name in indicators}
    for row in _rows(ONE_STANDING, (CELLS, STANDING), {"body": body, "indicators": list(found)}, as_of):
        found[row.indicator][row.cell] = int(row.n)
    return found


def whole(bodies: Iterable[int], indicators: Iterable[str], as_of: AsOf | None = None) -> dict[str, dict[int, int]]:
    """Indicator → body → number over all cells, for many bodies at once: a map, a ranking."""
    asked = list(bodies)
    found: dict[str, dict[int, int]] = {name: dict.fromkeys(asked, 0) for name in indicators}
    for row in _rows(MANY_STANDING, (BODIES, STANDING), {"bodies": asked, "indicators": list(found)}, as_of):
        found[row.indicator][row.body] = int(row.n)
    return found


def per_day(body: int, indicator: str, first: date, last: date, as_of: AsOf | None = None) -> dict[date, int]:
    """The days on which something was counted, both ends included."""
    found: Counter[date] = Counter()
    asked = {"body": body, "indicators": [indicator], "first": first, "last": last}
    for row in _rows(ONE_PER_DAY, (CELLS, BETWEEN), asked, as_of):
        if row.day is not None:
            found[row.day] += int(row.n)
    return dict(found)


def over_days(
    bodies: Iterable[int], indicator: str, first: date, last: date, as_of: AsOf | None = None
) -> dict[int, int]:
    """What was counted on these days altogether, for many bodies at once."""
    asked = list(bodies)
    found = dict.fromkeys(asked, 0)
    days = {"bodies": asked, "indicators": [indicator], "first": first, "last": last}
    for row in _rows(MANY_OVER_DAYS, (BODIES, BETWEEN), days, as_of):
        found[row.body] = int(row.n)
    return found


def _rows(now: str, then: tuple[str, str], asked: dict[str, Any], as_of: AsOf | None) -> Iterable[Any]:
    return Total.objects.raw(*spelled(now, then, asked, as_of))


def spelled(now: str, then: tuple[str, str], asked: dict[str, Any], as_of: AsOf | None) -> tuple[str, dict[str, Any]]:
    """The statement of today or, of the same columns and days, of the past; and its values."""
    if as_of is None:
        return now, asked
    columns, days = then
    return PAST.format(columns=columns, days=days), {"bodies": [asked.get("body")], **asked, **as_of.bounds}
