"""What others may listen to. Ids, dates and codes only."""

from dataclasses import dataclass
from uuid import UUID

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class SetOut(Event):
    errand_id: UUID


@dataclass(frozen=True)
class CameBack(Event):
    errand_id: UUID


@dataclass(frozen=True)
class Linked(Event):
    account_id: UUID
    compared: bool


@dataclass(frozen=True)
class Unlinked(Event):
    account_id: UUID
