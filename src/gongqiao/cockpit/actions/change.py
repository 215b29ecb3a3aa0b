"""What ears call: append what changed, carry over what moved. In the act's own transaction, by one INSERT."""

from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from gongqiao.cockpit.actions.fold import FOLDING
from gongqiao.cockpit.models import ABOVE, SEPARATOR


@dataclass(frozen=True)
class Change:
    """One number that went up or down at a union; `day` only for indicators that are counted per day."""

    body: int
    indicator: str
    cell: str
    n: int
    day: date | None = None


APPEND = f"""
    INSERT INTO cockpit_delta (body, indicator, cell, n, day, above)
    SELECT body, indicator, cell, n, day, {ABOVE.format(body="change.body")}
    FROM (VALUES {{rows}}) AS change (body, indicator, cell, n, day) WHERE n <> 0
"""  # noqa: S608 -- a constant of ours
ROW = "(%s, %s, %s, %s, %s::date)"


def append(*changes: Change) -> None:
    """Let the figures know; they show it as soon as the act is committed."""
    with connection.cursor() as cursor:
        words = APPEND.format(rows=", ".join([ROW] * len(changes)))
        cursor.execute(words, [value for change in changes for value in astuple(change)])


COUNTED = f"""
    INSERT INTO cockpit_delta (body, indicator, cell, n, above)
    SELECT body, %s, concat_ws('{SEPARATOR}', {{codes}}), %s * n, {ABOVE.format(body="counted.body")}
    FROM ({{rows}}) AS counted (body, {{codes}}, n)
"""  # noqa: S608 -- constants of ours


def append_counted(indicator: str, rows: QuerySet[Any, Any], *, sign: int = 1) -> None:
    """Let the figures know of many at once, found by a count over the tables: (body, codes of the cell …, number)."""
    words, values = rows.order_by().query.sql_with_params()
    codes = ", ".join(f"code_{n}" for n in range(len(rows.query.values_select) - 1))
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(codes=codes, rows=words), [indicator, sign, *values])


CARRY = f"""
    WITH moving AS (
        UPDATE cockpit_delta SET above = {ABOVE.format(body="cockpit_delta.body")} WHERE %(moved)s = ANY(above)
    )
    INSERT INTO cockpit_delta (body, indicator, day, cell, n, above)
    SELECT side.body, total.indicator, total.day, total.cell, side.sign * total.n, {ABOVE.format(body="side.body")}
    FROM cockpit_total total CROSS JOIN (VALUES (%(before)s::int, -1), (%(after)s::int, 1)) AS side (body, sign)
    WHERE total.body = %(moved)s AND total.n <> 0 AND side.body IS NOT NULL
"""  # noqa: S608 -- a constant of ours


def carry(moved: int, *, before: int | None, after: int | None) -> None:
    """Take a body's kept sums from the one above it before and give them to the one above it now, if there is one.

    Called in the transaction that changes its place. No fold may run until that is committed: until then changes
    below the body are folded along the old line, afterwards along the new one, so that the kept sums are just what
    the old line was given. What is pending is shown, and will be folded, along the new line; only an act below the
    body that is committed a moment after the move is shown along the old one until the next fold.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOLDING])
        cursor.execute(CARRY, {"moved": moved, "before": before, "after": after})
