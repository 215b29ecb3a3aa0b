"""Sums as they stand this moment: kept + pending, in one statement and so of one instant."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from gongqiao.cockpit.models import Total

STANDING, BETWEEN = "day IS NULL", "day BETWEEN %(since)s AND %(until)s"
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


def by_cell(body: int, indicators: Iterable[str]) -> dict[str, dict[str, int]]:
    """Indicator → cell → number, for one body with all below it."""
    found: dict[str, dict[str, int]] = {name: {} for name in indicators}
    for row in Total.objects.raw(ONE_STANDING, {"body": body, "indicators": list(found)}):
        found[row.indicator][row.cell] = int(row.n)
    return found


def whole(bodies: Iterable[int], indicators: Iterable[str]) -> dict[str, dict[int, int]]:
    """Indicator → body → number over all cells, for many bodies at once: a map, a ranking."""
    asked = list(bodies)
    found: dict[str, dict[int, int]] = {name: dict.fromkeys(asked, 0) for name in indicators}
    for row in Total.objects.raw(MANY_STANDING, {"bodies": asked, "indicators": list(found)}):
        found[row.indicator][row.body] = int(row.n)
    return found


def per_day(body: int, indicator: str, since: date, until: date) -> dict[date, int]:
    """The days on which something was counted, both ends included."""
    found: Counter[date] = Counter()
    asked = {"body": body, "indicators": [indicator], "since": since, "until": until}
    for row in Total.objects.raw(ONE_PER_DAY, asked):
        if row.day is not None:
            found[row.day] += int(row.n)
    return dict(found)


def over_days(bodies: Iterable[int], indicator: str, since: date, until: date) -> dict[int, int]:
    """What was counted on these days altogether, for many bodies at once."""
    asked = list(bodies)
    found = dict.fromkeys(asked, 0)
    days = {"bodies": asked, "indicators": [indicator], "since": since, "until": until}
    for row in Total.objects.raw(MANY_OVER_DAYS, days):
        found[row.body] = int(row.n)
    return found
