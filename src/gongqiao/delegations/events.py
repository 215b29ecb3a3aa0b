"""What others may listen to."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class Delegated(Event):
    """A committee let the holders of some posts decide something in its name, from a day to a day."""

    delegation_id: UUID
    union: int
    permission: str
    since: date
    until: date


@dataclass(frozen=True)
class DelegationEnded(Event):
    """It took that back."""

    delegation_id: UUID
    union: int
    on: date
