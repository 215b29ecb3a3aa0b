"""What others may listen to."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class Founded(Event):
    body_id: int
    kind: str
    tier: str
    division: str
    on: date


@dataclass(frozen=True)
class FoundedMany(Event):
    """A batch of unions; the bodies are those of the batch's Organisation rows from `first` to `last`."""

    batch_id: UUID
    on: date
    count: int
    first: int
    last: int


@dataclass(frozen=True)
class Moved(Event):
    """A body stands under another one from a day on; `before` and `after` are its paths on the line."""

    body_id: int
    line: str
    before: str
    after: str
    on: date


@dataclass(frozen=True)
class Joined(Event):
    """A union stands on a second line from a day on, at this path."""

    body_id: int
    line: str
    path: str
    on: date


@dataclass(frozen=True)
class Left(Event):
    """A union no longer stands on a second line, where it stood at this path."""

    body_id: int
    line: str
    path: str
    on: date


@dataclass(frozen=True)
class Dissolved(Event):
    body_id: int
    on: date


@dataclass(frozen=True)
class CodeEntered(Event):
    """A union has become a legal person and bears a credit code."""

    body_id: int
    on: date


@dataclass(frozen=True)
class Registered(Event):
    """Somebody who is not a union was entered: an employer, a department, a mass organisation."""

    body_id: int
    kind: str
    on: date


@dataclass(frozen=True)
class RegisteredMany(Event):
    batch_id: UUID
    on: date
    count: int


@dataclass(frozen=True)
class UnregisteredMany(Event):
    """Employers that a batch had entered are no more, as if they had never been entered."""

    batch_id: UUID
    on: date
    count: int


@dataclass(frozen=True)
class Covered(Event):
    employer_id: int
    union: int
    on: date


@dataclass(frozen=True)
class StationOpened(Event):
    station_id: UUID
    union: int
    on: date


@dataclass(frozen=True)
class StationClosed(Event):
    station_id: UUID
    union: int
    on: date


@dataclass(frozen=True)
class Appointed(Event):
    appointment_id: UUID
    body_id: int
    role: str
    on: date


@dataclass(frozen=True)
class Relieved(Event):
    appointment_id: UUID
    body_id: int
    role: str
    on: date


@dataclass(frozen=True)
class PostsWithdrawn(Event):
    """Posts that a batch had entered are no more, as if they had never been entered."""

    batch_id: UUID
    on: date
    count: int


@dataclass(frozen=True)
class TermBegun(Event):
    term_id: UUID
    body_id: int
    until: date


@dataclass(frozen=True)
class ElectionNear(Event):
    """A day came on which a committee is told that its term ends."""

    term_id: UUID
    body_id: int
    on: date


@dataclass(frozen=True)
class TermPostponed(Event):
    """The union above approved that a committee stays in office longer; on paper, where it was not done here."""

    term_id: UUID
    body_id: int
    before: date
    until: date
    on_paper: bool


@dataclass(frozen=True)
class TermEnded(Event):
    term_id: UUID
    body_id: int
    on: date
