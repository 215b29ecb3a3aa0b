"""The years as the calendar pages show them, and what anybody may ask of the law."""

from gongqiao.calendar.queries.asked import clocks, due, held, narrow, no_clock, no_row
from gongqiao.calendar.queries.years import Reckoned, Touched, local, reckoned, touched, year, years

__all__ = [
    "Reckoned",
    "Touched",
    "clocks",
    "due",
    "held",
    "local",
    "narrow",
    "no_clock",
    "no_row",
    "reckoned",
    "touched",
    "year",
    "years",
]
