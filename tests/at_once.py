"""Several people at one moment, each in a thread and on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from gongqiao.kernel.reasons import Refused


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gives, or the words of its refusal."""
    together = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            together.wait()
            return act()
        except Refused as refused:
            return [reason.words for reason in refused.reasons]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
