"""What others may listen to. What an export was for is in people's own words, so it stays out of here."""

from dataclasses import dataclass
from uuid import UUID

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class HandedOut(Event):
    """A ledger was taken away: how many rows, and a digest over their ids in the order of the table."""

    export_id: UUID
    ledger: str
    count: int
    digest: str


@dataclass(frozen=True)
class Fetched(Event):
    """The table of an export was downloaded."""

    export_id: UUID
