"""Several processes admit the members, each with firms of its own. It is imported before Django is awake there."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import datetime
from multiprocessing import get_context

from gongqiao.shell import surroundings

Size = tuple[int, int, int, str]
Unions = tuple[dict[str, int], dict[int, int]]
Part = Sequence[tuple[int, ...]]
_HELD: list[Callable[[Part], int]] = []


def admitted(parts: Sequence[Part], size: Size, unions: Unions, processes: int, at: datetime) -> Iterator[int]:
    """How many members each part has brought, as it is done; `size` is what the plan is made of."""
    if processes == 1:
        yield from map(_admitting(size, unions, at), parts)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (size, unions, at)) as pool:
        for done in as_completed([pool.submit(_admit, part) for part in parts]):
            yield done.result()


def _begin(size: Size, unions: Unions, at: datetime) -> None:
    surroundings.wake()
    _HELD[:] = [_admitting(size, unions, at)]


def _admitting(size: Size, unions: Unions, at: datetime) -> Callable[[Part], int]:
    """Make the same plan once more."""
    from gongqiao.shell.world import build  # noqa: PLC0415 -- its imports need Django awake

    plan, standing = build.planned(*size), build.Standing(*unions)
    return build.Admitting(plan, standing, at)


def _admit(part: Part) -> int:
    return _HELD[0](part)
