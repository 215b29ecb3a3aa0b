"""The proof: count everything over the tables, compare with every figure, put right what differs and tell it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from gongqiao.cockpit import grants
from gongqiao.cockpit.actions.fold import FOLDING
from gongqiao.cockpit.events import Recounted
from gongqiao.cockpit.models import SEPARATOR, Total
from gongqiao.cockpit.queries.indicators import INDICATORS, KEPT, Indicator
from gongqiao.kernel.actions import many
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.records import announce

# One statement, so that the tables and the figures are compared as of one instant, whatever goes on meanwhile.
COMPARE = """
    WITH leaf AS (
        SELECT body, {day} AS day, concat_ws('{separator}', {codes}) AS cell, n
        FROM ({rows}) AS counted ({columns})
    ), counted AS (
        SELECT unnest(coalesce(string_to_array(trim(both '.' from substr(path, 2)), '.')::int[], ARRAY[body])) AS body,
            day, cell, n
        FROM leaf LEFT JOIN kernel_line ON body_id = body AND line = 'union' AND until IS NULL
    ), missing AS (
        SELECT body, day, cell, sum(n) AS n FROM (
            SELECT body, day, cell, n FROM counted
            UNION ALL SELECT body, day, cell, -n FROM cockpit_total WHERE indicator = %(name)s
            UNION ALL SELECT unnest(above), day, cell, -n FROM cockpit_delta WHERE indicator = %(name)s
        ) AS sides GROUP BY 1, 2, 3 HAVING sum(n) <> 0
    ), repaired AS (
        INSERT INTO cockpit_total (body, indicator, day, cell, n)
        SELECT body, %(name)s, day, cell, n FROM missing
        ON CONFLICT (body, indicator, day, cell) DO UPDATE SET n = cockpit_total.n + excluded.n
    )
    SELECT count(*), coalesce(sum(abs(n)), 0) FROM missing
"""


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
        cursor.execute(*_comparing(INDICATORS[name], KEPT[name]()))
        cells, off_by = cursor.fetchone()
    told = Difference(name, cells, int(off_by))
    announce(Recounted(name, told.cells, told.off_by), by=by, about=Total(pk=0), at=at)
    return told


def _comparing(indicator: Indicator, rows: QuerySet[Any, Any]) -> tuple[str, dict[str, Any]]:
    """The statement with the module's own count in it, its parameters renamed so that ours can stand beside them."""
    words, values = rows.order_by().query.sql_with_params()
    named = {f"p{n}": value for n, value in enumerate(values)}
    codes = [f"code_{n}" for n in range(len(indicator.dimensions))]
    statement = COMPARE.format(
        day="day" if indicator.per_day else "NULL::date",
        separator=SEPARATOR,
        codes=", ".join(codes) or "''",
        rows=words % tuple(f"%(p{n})s" for n in range(len(values))),
        columns=", ".join(["body", *(["day"] if indicator.per_day else []), *codes, "n"]),
    )
    return statement, {**named, "name": indicator.name}
