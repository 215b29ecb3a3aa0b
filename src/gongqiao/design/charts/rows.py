"""What charts are made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """One bar: a name and its number; `href` drills down."""

    label: str
    value: float
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Series:
    """One line: a name and as many numbers as the chart has places on its time axis."""

    label: str
    values: tuple[float, ...]
