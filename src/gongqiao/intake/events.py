"""What others may listen to."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class IntakeReceived(Event):
    intake_id: UUID
    union: int
    kind: str
    on: date


@dataclass(frozen=True)
class IntakeChecked(Event):
    """A list was read to its end: so many rows, of which so many can be entered."""

    intake_id: UUID
    union: int
    rows: int
    good: int
    on: date


@dataclass(frozen=True)
class IntakeFailed(Event):
    intake_id: UUID
    union: int
    because: str
    on: date


@dataclass(frozen=True)
class IntakeReread(Event):
    intake_id: UUID
    union: int
    on: date


@dataclass(frozen=True)
class IntakeAccepted(Event):
    """An office wants the good rows of a list entered."""

    intake_id: UUID
    union: int
    on: date


@dataclass(frozen=True)
class IntakeHandedBack(Event):
    """An accepted list could not be entered, since something changed meanwhile."""

    intake_id: UUID
    union: int
    because: tuple[str, ...]
    on: date


@dataclass(frozen=True)
class IntakeEntered(Event):
    """So many employers, or so many posts, were entered by a list."""

    intake_id: UUID
    union: int
    kind: str
    count: int
    on: date


@dataclass(frozen=True)
class IntakeCalledBack(Event):
    """An office wants an entered list taken back; it stands until that is done."""

    intake_id: UUID
    union: int
    on: date


@dataclass(frozen=True)
class IntakeLeft(Event):
    """A list that was to be taken back stands: something was built on it meanwhile."""

    intake_id: UUID
    union: int
    because: tuple[str, ...]
    on: date


@dataclass(frozen=True)
class IntakeUndone(Event):
    intake_id: UUID
    union: int
    count: int
    on: date


@dataclass(frozen=True)
class IntakeDiscarded(Event):
    intake_id: UUID
    union: int
    lapsed: bool
    on: date


@dataclass(frozen=True)
class IntakeRowsTakenOut(Event):
    """The rows with problems were taken away as a table, to be mended."""

    intake_id: UUID
    union: int
    rows: int
    on: date
