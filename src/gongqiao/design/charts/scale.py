"""Round tops of axes."""

from math import floor, log10

ROUND = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


def ceiling(value: float) -> float:
    """The next number a person would put at the top of an axis."""
    if value <= 0:
        return 1
    size = 10 ** floor(log10(value))
    top = next(step * size for step in ROUND if step * size >= value)
    return top if top % 1 else int(top)
