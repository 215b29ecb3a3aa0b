"""Sums as they stand this moment: kept + pending, in one statement and so of one instant."""

from collections.abc import Iterable
from datetime import date

from gongqiao.cockpit.models import Total

# A pending change counts for its body and for each asked body above it. The path is looked up change by change:
# left to itself the planner may hash half a million places to find the few that matter.
PENDING = """
    SELECT ancestor AS body, pending.indicator, pending.day, pending.cell, pending.n
    FROM cockpit_delta pending CROSS JOIN LATERAL unnest(string_to_array(coalesce(
        (SELECT trim(both '.' from substr(path, 2)) FROM kernel_line
         WHERE body_id = pending.body AND line = 'union' AND until IS NULL LIMIT 1),
        pending.body::text), '.')::int[]) AS ancestor
    WHERE pending.indicator = ANY(%(indicators)s) AND ancestor = ANY(%(bodies)s) AND pending.day {days}
"""
KEPT = """
    SELECT body, indicator, day, cell, n FROM cockpit_total
    WHERE body = ANY(%(bodies)s) AND indicator = ANY(%(indicators)s) AND day {days}
"""
SUMS = """
    SELECT 0 AS id, body, indicator, day, {cell} AS cell, sum(n) AS n FROM ({kept} UNION ALL {pending}) AS both_kinds
    GROUP BY 2, 3, 4, 5 HAVING sum(n) <> 0
"""
STANDING, DAILY = "IS NULL", "BETWEEN %(since)s AND %(until)s"
FINE = SUMS.format(cell="cell", kept=KEPT.format(days=STANDING), pending=PENDING.format(days=STANDING))
WHOLE = SUMS.format(cell="''", kept=KEPT.format(days=STANDING), pending=PENDING.format(days=STANDING))
PER_DAY = SUMS.format(cell="''", kept=KEPT.format(days=DAILY), pending=PENDING.format(days=DAILY))


def by_cell(body: int, indicators: Iterable[str]) -> dict[str, dict[str, int]]:
    """Indicator → cell → number, for one body with all below it."""
    found: dict[str, dict[str, int]] = {name: {} for name in indicators}
    for row in Total.objects.raw(FINE, {"bodies": [body], "indicators": list(found)}):
        found[row.indicator][row.cell] = int(row.n)
    return found


def whole(bodies: Iterable[int], indicators: Iterable[str]) -> dict[str, dict[int, int]]:
    """Indicator → body → number over all cells, for many bodies at once: a map, a ranking."""
    asked = list(bodies)
    found: dict[str, dict[int, int]] = {name: dict.fromkeys(asked, 0) for name in indicators}
    for row in Total.objects.raw(WHOLE, {"bodies": asked, "indicators": list(found)}):
        found[row.indicator][row.body] = int(row.n)
    return found


def per_day(body: int, indicator: str, since: date, until: date) -> dict[date, int]:
    """The days on which something was counted, both ends included."""
    asked = {"bodies": [body], "indicators": [indicator], "since": since, "until": until}
    return {row.day: int(row.n) for row in Total.objects.raw(PER_DAY, asked) if row.day}
