"""How values are written on a page: days, moments, numbers, yes and no."""

from datetime import date, datetime

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
    match value:
        case None | "":
            return NOTHING
        case bool():
            return "是" if value else "否"
        case datetime():
            return moment(value)
        case date():
            return value.isoformat()
        case int() | float():
            return number(value)
        case _:
            return str(value)


def short(value: float) -> str:
    """A number for a small place: 8,346 → 8346, 123,456 → 12.3万, 21,873,456 → 2187万."""
    for size, word in ((100_000_000, "亿"), (MANY, "万")):
        if abs(value) >= size:
            scaled = value / size
            return f"{scaled:.1f}{word}" if abs(scaled) < 100 else f"{scaled:.0f}{word}"  # noqa: PLR2004 -- three digits fit
    return f"{value:g}" if value % 1 else str(int(value))
