from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class Arranged(Event):
    """A year's arrangement of rest days was entered; no running clock moved by it."""

    arrangement: UUID
    year: int
    division: str
    version: int


@dataclass(frozen=True)
class Filled(Event):
    """Running clocks that waited for a year's arrangement have their last day now."""

    year: int
    clocks: int


@dataclass(frozen=True)
class ReadingSettled(Event):
    """A place's reading of an open question was entered, for clocks that start from a day on."""

    question: str
    division: str
    answer: str
    since: date
