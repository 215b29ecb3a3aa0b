"""What happens to stored files."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class Stored(Event):
    file_id: UUID
    owner_type: str
    owner_id: str
    on: date


@dataclass(frozen=True)
class Received(Event):
    """A paper of a case was handed over at a counter; `on` is the day from which it counts."""

    handover_id: UUID
    owner_type: str
    owner_id: str
    on: date


@dataclass(frozen=True)
class Removed(Event):
    file_id: UUID
    on: date
