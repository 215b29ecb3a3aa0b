"""Upkeep of the kept sums. Not an act of anybody: no Record, and nothing a page shows changes by it.

It is also what tells open walls to look again, once for all that happened since the last fold: an act that told them
itself would wait for every other that does.
"""

from django.db import connection, transaction

from gongqiao.cockpit import queries
from gongqiao.cockpit.models import ABOVE, PLACES, VERSION
from gongqiao.kernel import live

CHUNK = 20_000
FOLDING = 7_301_265  # any number nobody else locks: one fold at a time, and none while a union is being moved

# Sums along the line of today, not of the day the change was appended: a union may have moved meanwhile. The past along
# the lines of each day.
FOLD = f"""
    WITH taken AS (
        DELETE FROM cockpit_delta WHERE id IN (SELECT id FROM cockpit_delta ORDER BY id LIMIT %s)
        RETURNING body, indicator, day, cell, n, coalesce(day, since) AS since, told_on
    ), leaf AS (
        SELECT body, indicator, day, cell, since, told_on, sum(n) AS n FROM taken GROUP BY 1, 2, 3, 4, 5, 6
    ), upward AS (
        SELECT above, indicator, day, cell, sum(leaf.n) AS n
        FROM leaf CROSS JOIN LATERAL unnest({ABOVE.format(body="leaf.body")}) AS above GROUP BY 1, 2, 3, 4
    ), kept AS (
        INSERT INTO cockpit_total (body, indicator, day, cell, n)
        SELECT above, indicator, day, cell, n FROM upward WHERE n <> 0 ORDER BY 1, 2, 3, 4
        ON CONFLICT (body, indicator, day, cell) DO UPDATE SET n = cockpit_total.n + excluded.n
    ), placed AS (
        SELECT at.body, indicator, day, cell, at.since, told_on, sum(at.sign * leaf.n) AS n
        FROM leaf CROSS JOIN LATERAL {PLACES.format(row="leaf")} AS at GROUP BY 1, 2, 3, 4, 5, 6
    ), past AS (
        INSERT INTO cockpit_past (body, indicator, day, cell, since, told_on, n)
        SELECT body, indicator, day, cell, since, told_on, n FROM placed WHERE n <> 0 ORDER BY 1, 2, 5, 6, 3, 4
        ON CONFLICT (body, indicator, since, told_on, day, cell) DO UPDATE SET n = cockpit_past.n + excluded.n
    )
    SELECT told.taken, CASE WHEN told.taken > 0 THEN nextval('{VERSION}') END, told.changed FROM (
        SELECT (SELECT count(*) FROM taken) AS taken, array(SELECT DISTINCT above FROM upward WHERE n <> 0) AS changed
    ) AS told
"""  # noqa: S608 -- a constant of ours


def fold(chunk: int = CHUNK) -> int:
    """Fold what is pending, chunk by chunk; whoever finds another one folding leaves it to that one."""
    folded = taken = fold_some(chunk)
    while taken == chunk:
        taken = fold_some(chunk)
        folded += taken
    return folded


def fold_some(chunk: int = CHUNK) -> int:
    """Move at most `chunk` changes into the kept sums, all or nothing. Changes not yet committed wait for the next."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [FOLDING])
        if cursor.fetchone() != (True,):
            return 0
        cursor.execute(FOLD, [chunk])
        taken, version, changed = cursor.fetchone()
        if changed:
            live.changed(queries.topics_of(changed), version)
        return int(taken)
