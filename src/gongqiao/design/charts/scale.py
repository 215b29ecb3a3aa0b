"""Round tops of axes, and shades by fifths."""

from bisect import bisect_right
from collections.abc import Iterable
from math import floor, log10

STEPS = 5
ROUND = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


def ceiling(value: float) -> float:
    """The next number a person would put at the top of an axis."""
    if value <= 0:
        return 1
    size = 10 ** floor(log10(value))
    top = next(step * size for step in ROUND if step * size >= value)
    return top if top % 1 else int(top)


class Shades:
    """Which fifth of the values a value is in, so that one giant does not turn all others pale."""

    def __init__(self, values: Iterable[float]) -> None:
        self.values = sorted(values)
        count = len(self.values)
        self.cuts = sorted({self.values[count * step // STEPS] for step in range(1, STEPS)}) if count else []

    def step(self, value: float) -> int:
        """1 (palest) to 5."""
        return bisect_right(self.cuts, value) + 1

    def legend(self) -> list[tuple[int, float]]:
        """Each shade in use with the smallest value it stands for."""
        least: dict[int, float] = {}
        for value in self.values:
            least.setdefault(self.step(value), value)
        return list(least.items())
