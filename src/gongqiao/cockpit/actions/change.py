"""What ears call: append what changed, carry over what moved. One INSERT each, in the act's own transaction."""

from dataclasses import astuple, dataclass
from datetime import date

from django.db import connection

from gongqiao.cockpit.actions.fold import FOLDING


@dataclass(frozen=True)
class Change:
    """One number that went up or down at a union; `day` only for indicators that are counted per day."""

    body: int
    indicator: str
    cell: str
    n: int
    day: date | None = None


APPEND = """
    INSERT INTO cockpit_delta (body, indicator, cell, n, day, above)
    SELECT body, indicator, cell, n, day, cockpit_above(body)
    FROM (VALUES {rows}) AS change (body, indicator, cell, n, day) WHERE n <> 0
"""
ROW = "(%s, %s, %s, %s, %s::date)"


def append(*changes: Change) -> None:
    """Let the figures know; they show it as soon as the act is committed."""
    with connection.cursor() as cursor:
        words = APPEND.format(rows=", ".join([ROW] * len(changes)))
        cursor.execute(words, [value for change in changes for value in astuple(change)])


CARRY = """
    WITH moving AS (
        UPDATE cockpit_delta SET above = cockpit_above(body) WHERE %(moved)s = ANY(above)
    )
    INSERT INTO cockpit_delta (body, indicator, day, cell, n, above)
    SELECT side.body, total.indicator, total.day, total.cell, side.sign * total.n, cockpit_above(side.body)
    FROM cockpit_total total CROSS JOIN (VALUES (%(before)s::int, -1), (%(after)s::int, 1)) AS side (body, sign)
    WHERE total.body = %(moved)s AND total.n <> 0 AND side.body IS NOT NULL
"""


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
