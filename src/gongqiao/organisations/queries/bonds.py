"""The port through which the modules above say what must find another place before a union can end."""

from collections.abc import Callable

from gongqiao.kernel.reasons import Reasons

Bond = Callable[[int], Reasons]
_BONDS: list[Bond] = []


def keep_from_ending(bond: Bond) -> Bond:
    """Register what a module keeps in unions: called with the union that would end, gives the reasons why it cannot."""
    if bond not in _BONDS:
        _BONDS.append(bond)
    return bond


def what_keeps(body_id: int) -> Reasons:
    """Why a union cannot end yet, asked while it is locked."""
    for bond in _BONDS:
        yield from bond(body_id)
