"""A cell as text. Needs nothing but Python: it runs in the child."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

EXACT = 10**15  # from here on a spreadsheet's numbers have lost digits
UNSEEN = re.compile("[\u200b-\u200f\u2028-\u202f\u2060\ufeff\u00ad]")
TEXT_FORMULA = re.compile(r'="(.*)"')


def tidy(text: str) -> str:
    """Half width, without blanks at the ends, unseen letters and what only says that it is text: 'x and ="x"."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", UNSEEN.sub("", text))
    text = text.strip()
    if text[:1] in {"'", "=", "`"}:
        found = TEXT_FORMULA.fullmatch(text)
        text = found[1].strip() if found else text.lstrip("'`")
    return text


def number(value: float) -> str:
    """330109 for 330109.0; 3.30E+17, as the sheet shows it, where the last digits are gone."""
    if value != value or abs(value) == float("inf"):  # noqa: PLR0124 -- that is how a number says it is none
        return ""
    if value == int(value):
        return str(int(value)) if abs(value) < EXACT else f"{value:.2E}"
    return f"{value:.10g}"


WRITERS: dict[type, Callable[[Any], str]] = {
    str: tidy,
    float: number,
    int: number,
    bool: lambda value: "是" if value else "否",
    datetime: lambda value: value.date().isoformat(),
    date: date.isoformat,
    time: time.isoformat,
    timedelta: str,
}


def told(row: Sequence[object]) -> list[str]:
    return [WRITERS.get(type(cell), str)(cell) if cell != "" else "" for cell in row]


def letters(column: int) -> str:
    """0 is A, 26 is AA."""
    said = ""
    while column >= 0:
        said, column = chr(65 + column % 26) + said, column // 26 - 1
    return said
