"""Several workers at once: which tests stay together on one of them, and which come first.

A file is a piece of work: what its tests share is made once. Tests that share a whole platform stay together whatever
their file. The heaviest begins first, so that nobody waits for it in the end.
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

FIRST = ("tests/journeys", "tests/faults", "tests/shell", "tests/house")
"""What takes longest, in this order; the rest as it was found."""
TOGETHER = ("tests/journeys", "tests/faults")
"""Folders whose tests share a province."""


def is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def piece(nodeid: str) -> str:
    """What the test is a part of."""
    return next((folder for folder in TOGETHER if nodeid.startswith(f"{folder}/")), nodeid.partition("::")[0])


def order(items: list[pytest.Item]) -> None:
    items.sort(key=lambda each: next((n for n, name in enumerate(FIRST) if each.nodeid.startswith(name)), len(FIRST)))


class Pieces(LoadScopeScheduling):
    def __init__(self, config: pytest.Config, log: Any) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False  # the order is ours

    def _split_scope(self, nodeid: str) -> str:
        return piece(nodeid)
