"""What was done on paper counts like what was done here, from the day it bears (线下办理)."""

from dataclasses import dataclass
from datetime import date

from gongqiao.files.fields import Kept
from gongqiao.kernel.reasons import Reason, Reasons


@dataclass(frozen=True)
class OnPaper:
    """One party's act as its paper tells it: number, day, who signed, how it came here, and the scan."""

    number: str
    dated_on: date
    signed_by: str
    served: str
    scan: Kept


def paper(told: OnPaper | None, *, since: date | None, on: date) -> Reasons:
    """A paper is of a day on which it could be written."""
    if told is None:
        return
    if told.dated_on > on:
        yield Reason("in_the_future", "落款日期不能晚于今天，请核对", field="dated_on")
    if since and told.dated_on < since:
        words = f"落款日期早于上一步的日期（{since}），请核对材料"
        yield Reason("before_it_began", words, field="dated_on")
