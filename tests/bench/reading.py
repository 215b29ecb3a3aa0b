"""How long one figure takes at every level, with changes pending, and that it is the number a full count gives."""

from collections.abc import Callable
from datetime import date
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import psycopg

from gongqiao.cockpit.models import ABOVE
from gongqiao.cockpit.queries import sums
from gongqiao.cockpit.queries.sums import AsOf
from tests.bench import province

READS, PENDING = 200, 200  # pending: two seconds between folds at a hundred acts a second
LAST_YEAR = AsOf(date(2025, 9, 1))
LEVELS = ("province", "city", "county", "township", "union")
GROUP_BY = """
    SELECT concat_ws('.', status, form, sex), count(*) FROM bench_member
    WHERE body IN (SELECT body_id FROM kernel_line WHERE line = 'union' AND until IS NULL
        AND path >= %(lo)s AND path < %(hi)s) GROUP BY 1
"""
WHOLE = "SELECT concat_ws('.', status, form, sex), count(*) FROM bench_member GROUP BY 1"


def measure(connection: psycopg.Connection) -> dict[str, Any]:
    connection.execute(
        "INSERT INTO cockpit_delta (body, indicator, cell, n, since, told_on, above)"
        " SELECT body, 'members', 'active.form1.1', 0, current_date, current_date,"
        f" {ABOVE.format(body='any_union.body')}"
        " FROM (SELECT 10001 + (random() * 499999)::int AS body FROM generate_series(1, %s)) AS any_union",
        [PENDING],
    )
    connection.execute("ANALYZE cockpit_delta")
    counted = {level: _count(connection, level) for level in LEVELS[:3]}
    return {
        "tiers": {level: _figures(connection, level) for level in LEVELS},
        "past": {level: _figures(connection, level, LAST_YEAR) for level in LEVELS},
        "group_by_ms": {level: ms for level, (ms, _) in counted.items()},
        "equal": all(equal for _, equal in counted.values()),
        "map_of_90_counties_ms": _map(connection),
        "pending": PENDING,
    }


def _figures(connection: psycopg.Connection, level: str, as_of: AsOf | None = None) -> dict[str, float]:
    chosen = Random(7).choices(province.bodies(level), k=READS)
    return _spread([_timed(lambda body=body: _figure(connection, body, as_of))[0] for body in chosen])


def _spread(times: list[float]) -> dict[str, float]:
    return {"p50_ms": round(median(times), 3), "p95_ms": round(quantiles(times, n=20)[-1], 3)}


def _figure(connection: psycopg.Connection, body: int, as_of: AsOf | None = None) -> dict[str, int]:
    asked = {"body": body, "indicators": ["members"]}
    words, values = sums.spelled(sums.ONE_STANDING, (sums.CELLS, sums.STANDING), asked, as_of)
    rows = psycopg.ClientCursor(connection).execute(words, values)
    return {cell: int(n) for _, _, _, cell, n in rows}


def _map(connection: psycopg.Connection) -> dict[str, float]:
    asked = {"bodies": list(province.bodies("county")), "indicators": ["members"]}

    def draw() -> object:
        return psycopg.ClientCursor(connection).execute(sums.MANY_STANDING, asked).fetchall()

    return _spread([_timed(draw)[0] for _ in range(READS // 10)])


def _count(connection: psycopg.Connection, level: str) -> tuple[float, bool]:
    """The reference: the member table counted, the whole of it where the level is the province."""
    body = province.bodies(level)[0]
    (path,) = connection.execute("SELECT path FROM kernel_line WHERE body_id = %s", [body]).fetchone()
    asked = {"lo": path, "hi": f"{path[:-1]}/"}
    words = WHOLE if level == "province" else GROUP_BY
    runs = [_timed(lambda: dict(connection.execute(words, asked).fetchall())) for _ in range(3)]
    return round(median(ms for ms, _ in runs), 1), runs[0][1] == _figure(connection, body)


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = perf_counter()
    found = work()
    return (perf_counter() - began) * 1000, found
