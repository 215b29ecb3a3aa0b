"""What one of several processes does of it. It is imported before Django is awake there."""

from collections.abc import Callable, Sequence
from datetime import datetime

from gongqiao.shell import surroundings

_HELD: list[Callable[[Sequence[tuple[int, ...]]], int]] = []


def begin(size: tuple[int, int, int], standing: tuple[dict[str, int], dict[int, int]], at: datetime) -> None:
    """Wake up, and make the same plan once more."""
    surroundings.wake()
    from gongqiao.shell.world import build  # noqa: PLC0415 -- its imports need Django awake

    plan, where = build.planned(*size), build.Standing(*standing)
    _HELD[:] = [lambda part: build.admit(plan, where, part, at)]


def admit(part: Sequence[tuple[int, ...]]) -> int:
    return _HELD[0](part)
