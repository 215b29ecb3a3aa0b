"""How values are written on a page: days, moments, numbers, yes and no."""

import re
from collections.abc import Callable
from datetime import date, datetime
from html import escape
from typing import Any

from django.utils.timezone import localtime

NOTHING = "—"
MANY = 10_000


def day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def moment(value: datetime) -> str:
    return f"{localtime(value):%Y-%m-%d %H:%M}"


def number(value: float) -> str:
    value = int(value) if value == int(value) else value
    return f"{value:,}" if abs(value) >= MANY else str(value)


def plain(value: object) -> str:
    """A value as a page says it, not yet escaped."""
    writer = WRITERS.get(type(value))
    return writer(value) if writer else str(value) or NOTHING


WRITERS: dict[type, Callable[[Any], str]] = {
    str: lambda value: value or NOTHING,
    type(None): lambda _: NOTHING,
    bool: lambda value: "是" if value else "否",
    int: number,
    float: number,
    date: date.isoformat,
    datetime: moment,
}


MARKUP = re.compile("[&<>\"']").search


def html(value: object) -> str:
    """A value as a page says it, escaped; most words have nothing to escape, and looking is cheaper than replacing."""
    said = value if type(value) is str and value else plain(value)
    return escape(said) if MARKUP(said) else said


def short(value: float) -> str:
    """A number for a small place: 8,346 → 8346, 123,456 → 12.3万, 21,873,456 → 2187万."""
    for size, word in ((100_000_000, "亿"), (MANY, "万")):
        if abs(value) >= size:
            scaled = value / size
            return f"{scaled:.1f}{word}" if abs(scaled) < 100 else f"{scaled:.0f}{word}"  # noqa: PLR2004 -- three digits fit
    return f"{value:g}" if value % 1 else str(int(value))
