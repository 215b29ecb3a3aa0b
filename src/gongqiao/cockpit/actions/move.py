"""What a body adds up to follows it to its new place."""

from django.db import connection

from gongqiao.cockpit.actions.fold import FOLDING

CARRY = """
    INSERT INTO cockpit_delta (body, indicator, day, cell, n)
    SELECT side.body, total.indicator, total.day, total.cell, side.sign * total.n
    FROM cockpit_total total CROSS JOIN (VALUES (%(before)s::int, -1), (%(after)s::int, 1)) AS side (body, sign)
    WHERE total.body = %(moved)s AND total.n <> 0 AND side.body IS NOT NULL
"""


def carry(moved: int, *, before: int | None, after: int | None) -> None:
    """Take a body's kept sums from the one above it before and give them to the one above it now, if there is one.

    Called in the transaction that changes its place. No fold may run until that is committed: until then changes
    below the body are folded along the old line, afterwards along the new one, so that the kept sums are just what
    the old line was given. What is pending needs nothing: it will be folded along the new line.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOLDING])
        cursor.execute(CARRY, {"moved": moved, "before": before, "after": after})
