"""Many ballots checked, by as many processes as there are processors."""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from gongqiao.belenios import ballots, election
from gongqiao.belenios.election import Election
from gongqiao.belenios.forms import Fault
from gongqiao.belenios.groups import Element

FEW, STRIDE = 400, 50
"""Fewer are checked sooner than processes begin; a process is handed so many at once."""

_given: dict[str, Callable[[str], list[Fault]]] = {}


def each(
    held: Election, texts: Sequence[str], entitled: Collection[Element], tell: Callable[[int], None]
) -> Iterator[list[Fault]]:
    """The faults of each ballot, in their order; `tell` is given how many more were checked."""
    hands = len(os.sched_getaffinity(0))
    if len(texts) < FEW or hands == 1:
        for text in texts:
            yield ballots.check(held, text, entitled)
            tell(1)
        return
    strides = [texts[start : start + STRIDE] for start in range(0, len(texts), STRIDE)]
    named = frozenset(entitled)
    with ProcessPoolExecutor(hands, get_context("spawn"), _take, (held.text, named)) as pool:
        for found in pool.map(_stride, strides):
            yield from found
            tell(len(found))


def _take(text: str, entitled: frozenset[Element]) -> None:
    """What a process keeps while it checks: the election and who may vote in it."""
    _given["check"] = partial(ballots.check, election.read(text), credentials=entitled)


def _stride(texts: Sequence[str]) -> list[list[Fault]]:
    return list(map(_given["check"], texts))
