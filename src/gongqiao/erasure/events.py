"""What others may listen to. Ids, dates and codes only: nothing here says who she was."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class ErasureAsked(Event):
    """By herself, or `on_paper` at a union's desk."""

    erasure_id: UUID
    union: int | None
    on_paper: bool
    on: date


@dataclass(frozen=True)
class ErasureDropped(Event):
    """Taken back by her, or set aside since she has been a member again or lives after all (`because`)."""

    erasure_id: UUID
    because: str
    on: date


@dataclass(frozen=True)
class ErasurePutOff(Event):
    """A hold stands: nothing goes before its last day."""

    erasure_id: UUID
    until: date


@dataclass(frozen=True)
class ErasureResumed(Event):
    erasure_id: UUID
    on: date


@dataclass(frozen=True)
class Cleared(Event):
    """What no term keeps is gone; the rest is stored until the day told here."""

    erasure_id: UUID
    rows: int
    until: date | None


@dataclass(frozen=True)
class Erased(Event):
    """Nothing is left that says who she was: so many rows were blanked or deleted."""

    erasure_id: UUID
    rows: int
    on: date


@dataclass(frozen=True)
class ErasedAgain(Event):
    """A backup had brought her back, and she is gone once more."""

    person_id: UUID
    rows: int
    on: date


@dataclass(frozen=True)
class HoldSet(Event):
    hold_id: UUID
    kind: str
    until: date


@dataclass(frozen=True)
class HoldProlonged(Event):
    hold_id: UUID
    until: date


@dataclass(frozen=True)
class HoldLifted(Event):
    hold_id: UUID
    on: date
