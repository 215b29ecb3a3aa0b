"""Several workers at once: which tests stay together on one of them, and which come first.

A file is a piece of work: what its tests share is made once. Tests that share a whole platform stay together whatever
their file. The heaviest begins first, so that nobody waits for it in the end.
"""

from collections import Counter
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

FIRST = ("tests/journeys", "tests/faults", "tests/walks", "tests/demo", "tests/shell")
"""What takes longest, in this order; the rest as it was found."""
TOGETHER = ("tests/journeys", "tests/faults")
"""Folders whose tests share a province."""
WITHOUT = ("tests/journeys/test_other_county.py",)
"""Files there that need none, and so are a piece like any other."""
APART = (
    "tests/walks/test_doors_walk.py",
    "tests/walks/test_hostile.py",
    "tests/openid/test_signing_in.py",
    "tests/shell/test_canary.py",
    "tests/shell/test_command.py",
    "tests/shell/test_install.py",
    "tests/house/test_operations.py",
)
"""Files too long for one worker: each function of theirs is a piece."""


def is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def piece(nodeid: str) -> str:
    """What the test is a part of."""
    file = nodeid.partition("::")[0]
    if file in APART:
        return nodeid.partition("[")[0]
    shared = () if file in WITHOUT else TOGETHER
    return next((folder for folder in shared if file.startswith(f"{folder}/")), file)


def order(items: list[pytest.Item]) -> None:
    """The folders of `FIRST`, then the rest; of each, the pieces with the most tests first: small ones fill the end."""
    many = Counter(piece(each.nodeid) for each in items)

    def rank(each: pytest.Item) -> tuple[int, int]:
        folder = next((n for n, name in enumerate(FIRST) if each.nodeid.startswith(name)), len(FIRST))
        return folder, -many[piece(each.nodeid)]

    items.sort(key=rank)


class Pieces(LoadScopeScheduling):
    def __init__(self, config: pytest.Config, log: Any) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False  # the order is ours

    def _split_scope(self, nodeid: str) -> str:
        return piece(nodeid)
