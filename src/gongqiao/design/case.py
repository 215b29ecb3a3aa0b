"""What the pages say of a case: where it is, who has it, by when, what happens if nothing is done, and the article."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Tone = Literal["plain", "wait", "good", "bad", "note"]


@dataclass(frozen=True)
class Standing:
    """The case line. `lapse` says what happens after `due_on` if nothing is done; `provisional` marks 暂定 days."""

    state: str
    holder: str
    due_on: date | None = None
    lapse: str = ""
    law: str = ""
    tone: Tone = "wait"
    provisional: bool = False
    overdue: bool = False


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
