"""What others may listen to."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class Allied(Event):
    """Unions joined for sharing, firms beside them; `keeper` writes the book.

    Who they are stands in the alliance's own rows; `digest` is over (number of the body, part) of each, in that order.
    """

    alliance_id: UUID
    keeper: int
    members: int
    partners: int
    digest: str
    on: date


@dataclass(frozen=True)
class AllianceJoined(Event):
    alliance_id: UUID
    body_id: int
    part: str
    on: date


@dataclass(frozen=True)
class AllianceLeft(Event):
    """`on` is the first day on which it belongs no more."""

    alliance_id: UUID
    body_id: int
    on: date


@dataclass(frozen=True)
class AllianceHandedOver(Event):
    alliance_id: UUID
    was: int
    now: int
    on: date


@dataclass(frozen=True)
class AllianceEnded(Event):
    alliance_id: UUID
    keeper: int
    on: date
