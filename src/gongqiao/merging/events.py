"""What others may listen to. How a membership stood is told, so that all can count."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class MergeProposed(Event):
    merger_id: UUID
    union: int
    other: int
    on: date


@dataclass(frozen=True)
class MergeConfirmed(Event):
    merger_id: UUID
    body: int | None
    on: date


@dataclass(frozen=True)
class MergeDropped(Event):
    """By whoever was to confirm it, by who proposed it, by her own word, or because she did not answer (`because`)."""

    merger_id: UUID
    because: str
    on: date


@dataclass(frozen=True)
class MergeAgreed(Event):
    """One of her two accounts has said that they are one; the other is still to."""

    merger_id: UUID
    on: date


@dataclass(frozen=True)
class Merged(Event):
    """All that was told of the one is told of the other from here on: so many rows of so many tables."""

    merger_id: UUID
    kept: UUID
    merged: UUID
    rows: int
    on_paper: bool
    on: date


@dataclass(frozen=True)
class MergeUndone(Event):
    """They are two again. A membership that had ended by it lasts again, as it stood; nothing ended, no union."""

    merger_id: UUID
    union: int | None
    state: str
    employment_form: str
    sex: str
    on: date
