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
