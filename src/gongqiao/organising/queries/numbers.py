"""What the law's table says where a union is founded, on the day it is asked."""

from datetime import date
from fractions import Fraction
from typing import cast

from gongqiao.law import queries as law
from gongqiao.law.parameters import Held
from gongqiao.organising.models import Founding

SEATS = (50001, 10001, 5001, 1001, 201, 25, 1)


def row(key: str, case: Founding, on: date) -> Held:
    """Every key asked here has a national row."""
    return cast("Held", law.parameter(key, division=case.handled_in, on=on))


def share(key: str, case: Founding, on: date) -> Fraction:
    return cast("Fraction", row(key, case, on).row.value)


def number(key: str, case: Founding, on: date) -> int:
    return cast("int", row(key, case, on).row.value)


def band(case: Founding, on: date) -> tuple[int, int]:
    """How many sit on the committee of so many members; 以上 includes the number."""
    least = next(line for line in SEATS if max(case.members or 1, 1) >= line)
    return cast("tuple[int, int]", row(f"organising.seats_{least}", case, on).row.value)


def differential(case: Founding, on: date) -> bool:
    """Whether more stand for the chair than can be elected."""
    return row("organising.chair_contest", case, on).row.value == "差额"
