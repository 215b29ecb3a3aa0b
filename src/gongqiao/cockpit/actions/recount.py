"""The proof: count everything over the tables, compare with every figure, put right what differs and tell it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from gongqiao.cockpit import grants
from gongqiao.cockpit.actions.fold import FOLDING
from gongqiao.cockpit.events import Recounted
from gongqiao.cockpit.models import PLACES, SEPARATOR, Total
from gongqiao.cockpit.queries.indicators import COUNTED_ON, INDICATORS, KEPT, Indicator
from gongqiao.kernel.actions import many
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.records import announce

# One statement, so that the tables and the figures are compared as of one instant, whatever goes on meanwhile.
MISSING = """
    WITH leaf AS (
        SELECT body, {day} AS day, concat_ws('{separator}', {codes}) AS cell, n
        FROM ({rows}) AS counted ({columns})
    ), counted AS (
        SELECT unnest(coalesce(string_to_array(trim(both '.' from substr(path, 2)), '.')::int[], ARRAY[body])) AS body,
            day, cell, n
        FROM leaf LEFT JOIN kernel_line ON body_id = body AND line = 'union' AND {placed}
    ), missing AS (
        SELECT body, day, cell, sum(n) AS n FROM (
            SELECT body, day, cell, n FROM counted
            {kept}
        ) AS sides GROUP BY 1, 2, 3 HAVING sum(n) <> 0
    )
"""
TODAY = {
    "placed": "until IS NULL",
    "kept": """
            UNION ALL SELECT body, day, cell, -n FROM cockpit_total WHERE indicator = %(name)s
            UNION ALL SELECT unnest(above), day, cell, -n FROM cockpit_delta WHERE indicator = %(name)s
    """,
}
THEN = {
    "placed": "since <= %(on)s AND (until IS NULL OR until > %(on)s)",
    "kept": f"""
            UNION ALL SELECT body, day, cell, -n FROM cockpit_past WHERE indicator = %(name)s AND since <= %(on)s
            UNION ALL SELECT at.body, day, cell, -at.sign * n FROM cockpit_delta delta
                CROSS JOIN LATERAL {PLACES.format(row="delta")} AS at
                WHERE indicator = %(name)s AND at.since <= %(on)s
    """,  # noqa: S608 -- constants of ours
}
REPAIR = """
    , repaired AS (
        INSERT INTO cockpit_total (body, indicator, day, cell, n)
        SELECT body, %(name)s, day, cell, n FROM missing
        ON CONFLICT (body, indicator, day, cell) DO UPDATE SET n = cockpit_total.n + excluded.n
    ), noted AS (
        INSERT INTO cockpit_past (body, indicator, day, cell, since, told_on, n)
        SELECT body, %(name)s, day, cell, coalesce(day, %(on)s), %(on)s, n FROM missing
        ON CONFLICT (body, indicator, since, told_on, day, cell) DO UPDATE SET n = cockpit_past.n + excluded.n
    )
"""
SUM = "SELECT count(*), coalesce(sum(abs(n)), 0)::bigint FROM missing"
COMPARE, COMPARE_THEN = (MISSING, TODAY, REPAIR + SUM), (MISSING, THEN, SUM)


@dataclass(frozen=True)
class Difference:
    """How many cells of an indicator were wrong, and by how much altogether. Nothing when all is well."""

    indicator: str
    cells: int
    off_by: int


@many
def recount(name: str, *, by: Actor, at: datetime) -> Difference:
    """Compare one indicator with a full count. Acts go on meanwhile; folds and moves wait."""
    require(by, grants.RECOUNT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOLDING])
        cursor.execute(*_comparing(COMPARE, INDICATORS[name], KEPT[name](), day(at)))
        told = Difference(name, *cursor.fetchone())
    announce(Recounted(name, told.cells, told.off_by), by=by, about=Total(pk=0), at=at)
    return told


@many
def recount_past(name: str, *, on: date, by: Actor, at: datetime) -> Difference:
    """Compare one indicator as of the end of a past day with what the ledgers tell of that day; nothing is put right.

    A past figure is the sum of what was told of it: when it differs, somebody must find out why.
    """
    require(by, grants.RECOUNT)
    with connection.cursor() as cursor:
        cursor.execute(*_comparing(COMPARE_THEN, INDICATORS[name], COUNTED_ON[name](on), on))
        told = Difference(name, *cursor.fetchone())
    announce(Recounted(name, told.cells, told.off_by, on), by=by, about=Total(pk=0), at=at)
    return told


def _comparing(
    kind: tuple[str, dict[str, str], str], indicator: Indicator, rows: QuerySet[Any, Any], on: date
) -> tuple[str, dict[str, Any]]:
    """The statement with the module's own count in it, its parameters renamed so that ours can stand beside them."""
    words, values = rows.order_by().query.sql_with_params()
    named = {f"p{n}": value for n, value in enumerate(values)}
    codes = [f"code_{n}" for n in range(len(indicator.dimensions))]
    missing, sides, then = kind
    statement = missing.format(
        **sides,
        day="day" if indicator.per_day else "NULL::date",
        separator=SEPARATOR,
        codes=", ".join(codes) or "''",
        rows=words % tuple(f"%(p{n})s" for n in range(len(values))),
        columns=", ".join(["body", *(["day"] if indicator.per_day else []), *codes, "n"]),
    )
    return statement + then, {**named, "name": indicator.name, "on": on}
