"""What is done with tasks and preferences."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class Pressed(Event):
    """Whoever started a task asked its holder to hurry."""

    task_id: UUID
    on: date


@dataclass(frozen=True)
class Settled(Event):
    """A task that follows no state was marked as dealt with."""

    task_id: UUID
    on: date


@dataclass(frozen=True)
class Muted(Event):
    """Which topics an account does not want by SMS."""

    account_id: UUID
    count: int
