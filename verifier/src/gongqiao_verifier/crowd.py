"""Work shared among all processors: a list is cut into pieces, and each piece goes to a worker that knows the group."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from functools import lru_cache
from multiprocessing.pool import Pool
from typing import Any, TypeVar

from gongqiao_verifier.groups import Group, group_named

T = TypeVar("T")
R = TypeVar("R")

_Task = tuple[str, Callable[[Group[Any], list[Any]], list[Any]], list[Any]]

# A worker makes its group, with the tables in it, once.
_group = lru_cache(maxsize=1)(group_named)


def _work(task: _Task) -> list[Any]:
    name, function, piece = task
    return function(_group(name), piece)


def processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


class Team:
    """Workers are hired at the first list long enough to be worth it, and let go at the end."""

    def __init__(self, group: Group[Any], jobs: int | None = None) -> None:
        self._group = group
        self._jobs = processors() if jobs is None else max(1, jobs)
        self._pool: Pool | None = None

    def run(self, function: Callable[[Group[Any], list[T]], list[R]], items: list[T], piece: int) -> list[R]:
        """The results of `function`, applied to pieces of the list, in order."""
        if self._jobs == 1 or len(items) <= piece:
            return function(self._group, items)
        if self._pool is None:
            self._pool = multiprocessing.get_context().Pool(self._jobs)
        tasks: list[_Task] = [
            (self._group.name, function, items[start : start + piece]) for start in range(0, len(items), piece)
        ]
        results: list[R] = []
        for part in self._pool.imap(_work, tasks):
            results.extend(part)
        return results

    def close(self) -> None:
        if self._pool is not None:
            self._pool.terminate()
            self._pool.join()
            self._pool = None
