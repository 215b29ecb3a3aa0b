"""The port through which the modules above say what must be brought to an end before an account can be closed."""

from collections.abc import Callable
from datetime import date

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.reasons import Reasons

Bond = Callable[[Actor, date], Reasons]
_BONDS: list[Bond] = []


def keep_from_closing(bond: Bond) -> Bond:
    """Register what a module has under way with somebody: called with her and the day, gives why she cannot go yet."""
    if bond not in _BONDS:
        _BONDS.append(bond)
    return bond


def what_keeps(viewer: Actor, *, on: date) -> Reasons:
    for bond in _BONDS:
        yield from bond(viewer, on)
