"""What others may listen to. Ids, dates and codes only."""

from dataclasses import dataclass
from uuid import UUID

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class LostPhonesEnded(Event):
    account_id: UUID
    count: int


@dataclass(frozen=True)
class PhoneChanged(Event):
    account_id: UUID
