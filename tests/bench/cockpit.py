"""`script/bench cockpit`: a figure of a whole province against counting it, and what keeping the figures costs an act.

On a steady server of its own (fsync on), in a database it makes and drops: some minutes, about 4 GB of disk meanwhile.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

import django
import psycopg

from gongqiao.postgres import Server, embedded, roles
from gongqiao.postgres.server import APP, OWNER, SUPERUSER
from gongqiao.shell.environment import CLONE
from tests.bench.telling import command

DATABASE = "bench_cockpit"
GOAL_MS, GOAL_KEPT, GOAL_LAG = 1.0, 0.8, 5.0


@contextmanager
def scratch() -> Iterator[tuple[str, str]]:
    """A migrated database of its own on a server that keeps what it commits: the owner's and the app's address."""
    server = embedded(CLONE, "bench")
    ran = server.running()
    server.start()
    try:
        _drop(server)
        roles.prepare(server, DATABASE)
        owner, app = server.url(OWNER, DATABASE), server.url(APP, DATABASE)
        os.environ.update(DATABASE_URL=app, GONGQIAO_OWNER_URL=owner, GONGQIAO_MODE="test")
        subprocess.run([sys.executable, "-m", "gongqiao.shell.command", "migrate"], check=True, stdout=sys.stderr)
        yield owner, app
    finally:
        _drop(server)
        if not ran:
            server.stop()


def _drop(server: Server) -> None:
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def run() -> dict[str, object]:
    with scratch() as (owner, app):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongqiao.shell.settings")
        django.setup()
        from tests.bench import province, reading, writing  # noqa: PLC0415 -- their imports need Django awake

        began = perf_counter()
        with psycopg.connect(owner) as connection:
            province.load(connection)
        loaded = perf_counter() - began
        with psycopg.connect(owner, autocommit=True) as connection:
            read = reading.measure(connection)
        written = writing.measure(owner, app)
    slowest = max(tier["p50_ms"] for tier in read["tiers"].values())
    return {
        "name": "cockpit",
        "ours": slowest,
        "unit": "毫秒：最慢一级的一个指标（中位数，含待折叠的增减）",
        "reference": "同一次运行中 PostgreSQL 对 2,200 万行会员表 GROUP BY 全省",
        "reference_value": read["group_by_ms"]["province"],
        "ratio": round(read["group_by_ms"]["province"] / slowest),
        "goal": f"≤ {GOAL_MS} 毫秒；写入保留 ≥ {GOAL_KEPT:.0%}；落后 ≤ {GOAL_LAG:.0f} 秒",
        "met": slowest <= GOAL_MS
        and read["equal"]
        and written["kept"] >= GOAL_KEPT
        and written["shown_after_s"] <= GOAL_LAG,
        "load_s": round(loaded),
        **read,
        **written,
    }


main = command("一个省的数字读得多快，记得多省", run)

if __name__ == "__main__":
    main()
