"""What others may listen to. What an export was for is in people's own words, so it stays out of here."""

from dataclasses import dataclass
from uuid import UUID

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class HandedOut(Event):
    """A ledger was taken away: how many rows, whether in full, and a digest over their ids in the table's order."""

    export_id: UUID
    ledger: str
    count: int
    digest: str
    full: bool = False


@dataclass(frozen=True)
class AskedFor(Event):
    """Somebody wants to take away more rows than one person may alone."""

    export_id: UUID
    ledger: str
    count: int
    digest: str


@dataclass(frozen=True)
class ExportApproved(Event):
    """A second person agreed: from now on everybody on the table can read that it was taken away."""

    export_id: UUID


@dataclass(frozen=True)
class ExportDeclined(Event):
    """A second person did not agree; `lapsed` when nobody decided in time."""

    export_id: UUID
    lapsed: bool = False


@dataclass(frozen=True)
class Fetched(Event):
    """The table of an export was downloaded."""

    export_id: UUID


@dataclass(frozen=True)
class TakenTooOften(Event):
    """Somebody takes away more, or more often, than the work of a day asks for."""

    count: int
    rows: int
