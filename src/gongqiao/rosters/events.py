"""What others may listen to."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class RosterReceived(Event):
    roster_id: UUID
    union: int
    kind: str
    on: date


@dataclass(frozen=True)
class RosterChecked(Event):
    """A list was read to its end: so many rows, of which so many can be taken."""

    roster_id: UUID
    union: int
    rows: int
    good: int
    on: date


@dataclass(frozen=True)
class RosterFailed(Event):
    roster_id: UUID
    union: int
    because: str
    on: date


@dataclass(frozen=True)
class RosterReread(Event):
    roster_id: UUID
    union: int
    on: date


@dataclass(frozen=True)
class RosterDecided(Event):
    """A committee's resolution about a list was written down; its people are entered next."""

    roster_id: UUID
    union: int
    on: date


@dataclass(frozen=True)
class RosterHandedBack(Event):
    """What had been decided about a list could not be entered, since some of its people are members meanwhile."""

    roster_id: UUID
    union: int
    because: tuple[str, ...]
    on: date


@dataclass(frozen=True)
class RosterEntered(Event):
    """So many of a list are members by its resolution."""

    roster_id: UUID
    resolution_id: UUID
    union: int
    count: int
    on: date


@dataclass(frozen=True)
class ListingConfirmed(Event):
    """One on a signed list has confirmed; `membership` tells that she is a member."""

    roster_id: UUID
    union: int
    on: date


@dataclass(frozen=True)
class RosterCalled(Event):
    """So many on a signed list were asked to confirm; none of them is a member yet."""

    roster_id: UUID
    resolution_id: UUID
    union: int
    count: int
    on: date


@dataclass(frozen=True)
class ListingDeclined(Event):
    """One on a signed list does not want to join."""

    roster_id: UUID
    union: int
    on: date


@dataclass(frozen=True)
class RosterClosed(Event):
    """The time for confirming is over; so many had not, and do not count."""

    roster_id: UUID
    union: int
    left_out: int
    on: date


@dataclass(frozen=True)
class RosterCalledBack(Event):
    """A whole list is to be taken back in the background."""

    roster_id: UUID
    union: int
    on: date


@dataclass(frozen=True)
class RosterLeft(Event):
    """A list that was to be taken back stands, since something was built on it."""

    roster_id: UUID
    union: int
    because: tuple[str, ...]
    on: date


@dataclass(frozen=True)
class RosterUndone(Event):
    """What a list had brought is taken back; `on` was the meeting."""

    roster_id: UUID
    resolution_id: UUID
    union: int
    on: date


@dataclass(frozen=True)
class RosterDiscarded(Event):
    roster_id: UUID
    union: int
    lapsed: bool
    on: date


@dataclass(frozen=True)
class RowsTakenOut(Event):
    """The rows with problems were taken away as a table, to be mended."""

    roster_id: UUID
    union: int
    rows: int
    on: date


@dataclass(frozen=True)
class SpellingsLoaded(Event):
    count: int
    digest: str
