"""What ears call: append what changed, carry over what moved. In the act's own transaction, by one INSERT."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from gongqiao.cockpit.actions.fold import FOLDING
from gongqiao.cockpit.models import ABOVE, SEPARATOR
from gongqiao.kernel.clock import day as day_of


@dataclass(frozen=True)
class Change:
    """One number that went up or down at a union; `day` only for indicators that are counted per day.

    `since` is the day from which it counts, where that is another one than that of the whole act.
    """

    body: int
    indicator: str
    cell: str
    n: int
    day: date | None = None
    since: date | None = None


APPEND = f"""
    INSERT INTO cockpit_delta (body, indicator, cell, n, day, since, told_on, above)
    SELECT body, indicator, cell, n, day, since, told_on, {ABOVE.format(body="change.body")}
    FROM (VALUES {{rows}}) AS change (body, indicator, cell, n, day, since, told_on) WHERE n <> 0
"""  # noqa: S608 -- a constant of ours
ROW = "(%s, %s, %s, %s, %s::date, %s::date, %s::date)"


def append(*changes: Change, at: datetime, since: date | None = None) -> None:
    """Let the figures know what was told at `at`; they show it as soon as the act is committed.

    It counts from the day `since`, an earlier one or that very day.
    """
    told_on, words = day_of(at), APPEND.format(rows=", ".join([ROW] * len(changes)))
    values = [
        (each.body, each.indicator, each.cell, each.n, each.day, min(each.since or since or told_on, told_on), told_on)
        for each in changes
    ]
    with connection.cursor() as cursor:
        cursor.execute(words, [value for row in values for value in row])


# Where a union stands is looked up once, however many its cells are.
COUNTED = f"""
    WITH counted (body, {{columns}}, n) AS MATERIALIZED ({{rows}}), place AS MATERIALIZED (
        SELECT body, {ABOVE.format(body="one.body")} AS above FROM (SELECT DISTINCT body FROM counted) AS one
    )
    INSERT INTO cockpit_delta (body, indicator, day, cell, n, since, told_on, above)
    SELECT body, %s, {{day}}, concat_ws('{SEPARATOR}', {{cell}}), %s * n, least({{since}}, %s::date), %s::date, above
    FROM counted JOIN place USING (body)
"""  # noqa: S608 -- constants of ours


def append_counted(
    indicator: str,
    rows: QuerySet[Any, Any],
    *,
    at: datetime,
    since: date | None = None,
    dated: bool = False,
    per_day: bool = False,
    sign: int = 1,
) -> None:
    """Let the figures know of many at once, found by a count over the tables: (body, codes of the cell …, number).

    They count from the day `since`; `dated` rows name a day of their own before the number, counted there `per_day`.
    """
    words, values = rows.order_by().query.sql_with_params()
    columns = len(rows.query.values_select) + len(rows.query.annotation_select)
    codes = [f"code_{n}" for n in range(columns - 2 - dated)]
    told = {
        "columns": ", ".join([*codes, "since"] if dated else codes),
        "cell": ", ".join(codes) or "''",
        "since": "since" if dated else "%s::date",
        "day": "since" if per_day else "NULL::date",
    }
    told_on = day_of(at)
    given = [*values, indicator, sign, *([] if dated else [since or told_on]), told_on, told_on]
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(rows=words, **told), given)


# What counted before the day of the move stays where it counted, and goes over on that day as one sum.
CARRY = f"""
    WITH moving AS (
        UPDATE cockpit_delta SET above = {ABOVE.format(body="cockpit_delta.body")} WHERE %(moved)s = ANY(above)
    ), going AS (
        SELECT indicator, day, cell, greatest(since, %(on)s) AS since, sum(n) AS n FROM cockpit_past
        WHERE body = %(moved)s GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0
    )
    INSERT INTO cockpit_delta (body, indicator, day, cell, n, since, told_on, above)
    SELECT side.body, indicator, day, cell, side.sign * n, since, %(told_on)s, {ABOVE.format(body="side.body")}
    FROM going CROSS JOIN (VALUES (%(before)s::int, -1), (%(after)s::int, 1)) AS side (body, sign)
    WHERE side.body IS NOT NULL
"""  # noqa: S608 -- a constant of ours


def carry(moved: int, *, before: int | None, after: int | None, on: date, at: datetime) -> None:
    """Take a body's kept sums from the one above it before and give them to the one above it now, if there is one,
    as from the day `on`; told at `at`.

    Called in the transaction that changes its place. No fold may run until that is committed: until then changes
    below the body are folded along the old line, afterwards along the new one, so that the kept sums are just what
    the old line was given. What is pending is shown, and will be folded, along the new line; only an act below the
    body that is committed a moment after the move is shown along the old one until the next fold.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOLDING])
        cursor.execute(CARRY, {"moved": moved, "before": before, "after": after, "on": on, "told_on": day_of(at)})
