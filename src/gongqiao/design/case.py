"""What the pages say of a case: where it is, who has it, by when, what happens if nothing is done, and the article."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from gongqiao.kernel.models import Deadline
from gongqiao.law import queries as law

Tone = Literal["plain", "wait", "good", "bad", "note"]


@dataclass(frozen=True)
class Standing:
    """The case line. `lapse` says what happens after `due_on` if nothing is done; `provisional` marks 暂定 days.

    `effect_on` is the day from which a lapse has legal effect, expected until it has come; `unrolled_on` the last day
    as it was counted, before it moved off a rest day; `undated` a clock that waits for a year nobody has entered;
    `beside` what other texts say, which bind nobody.
    """

    state: str
    holder: str
    due_on: date | None = None
    lapse: str = ""
    law: str = ""
    tone: Tone = "wait"
    provisional: bool = False
    overdue: bool = False
    effect_on: date | None = None
    unrolled_on: date | None = None
    undated: bool = False
    beside: tuple[str, ...] = ()

    @property
    def moved(self) -> str:
        """Which way the last day moved off a rest day; empty when it stayed."""
        if self.due_on is None or self.unrolled_on in {None, self.due_on}:
            return ""
        return "顺延" if self.unrolled_on < self.due_on else "提前"

    @property
    def effect_unmoved(self) -> date | None:
        """When the lapse would have effect if its last day had not moved, where that is another day."""
        return self.unrolled_on + timedelta(days=1) if self.unrolled_on and self.moved else None


def ticking(deadline: Deadline | None) -> dict[str, Any]:
    """What a running clock says on the case line."""
    if deadline is None:
        return {}
    return {
        "due_on": deadline.due_on,
        "law": deadline.article,
        "provisional": deadline.provisional,
        "overdue": deadline.overdue_on is not None,
        "effect_on": deadline.effect_on,
        "unrolled_on": deadline.unrolled_on,
        "undated": deadline.due_on is None,
        "beside": law.beside(deadline),
    }


@dataclass(frozen=True)
class Happening:
    """One row of a trace: what was done, when, by whom, with which words."""

    words: str
    at: datetime | date
    by: str = ""
    note: str = ""


@dataclass(frozen=True)
class Fact:
    """One row of a key-value list. `href` opens the thing named."""

    label: str
    value: object
    href: str = ""


@dataclass(frozen=True)
class Figure:
    """One number with its unit and the moment it stands for."""

    label: str
    value: int | str
    unit: str = ""
    as_of: datetime | None = None
    href: str = ""
    change: str = ""
