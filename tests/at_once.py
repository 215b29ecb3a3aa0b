"""Several people at one moment, each in a thread and on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from gongqiao.kernel.reasons import Refused


def apart(act: Callable[..., Any], *args: Any) -> Any:
    """One act in a thread of a pool: on that thread's own connection, which ends with it."""
    try:
        return act(*args)
    finally:
        connection.close()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gives, or the words of its refusal."""
    together = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            together.wait()
            return act()
        except Refused as refused:
            return [reason.words for reason in refused.reasons]

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(apart, [run] * len(acts), acts))


def somebody_waits() -> bool:
    """Whether anybody in this test's database waits for what another transaction holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # what was seen once in a transaction is seen until its end
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return bool(cursor.fetchone())
