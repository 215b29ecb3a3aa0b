"""What others may listen to. How the membership stood before is told, so that all can count."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class Retained(Event):
    """From this day on she pays no dues and does not vote, and has every service still."""

    membership_id: UUID
    union: int
    employment_form: str
    sex: str
    cause: str
    on_paper: bool
    on: date


@dataclass(frozen=True)
class Restored(Event):
    """She works again, in this form; `was` is the one before."""

    membership_id: UUID
    union: int
    was: str
    employment_form: str
    sex: str
    on_paper: bool
    on: date


@dataclass(frozen=True)
class LeavingDeclared(Event):
    change_id: UUID
    union: int
    on_paper: bool
    on: date


@dataclass(frozen=True)
class ChangeDropped(Event):
    """By her own word (`wish`), her union's (`kept`), or since she has moved or died meanwhile (`moved`, `death`)."""

    change_id: UUID
    union: int
    because: str
    on_paper: bool
    on: date


@dataclass(frozen=True)
class MembershipEnded(Event):
    """A membership has ended: of what kind, and whether its union had let its days pass (`lapsed`)."""

    membership_id: UUID
    union: int
    state: str
    employment_form: str
    sex: str
    kind: str
    lapsed: bool
    on: date


@dataclass(frozen=True)
class DeathUndone(Event):
    """A death was recorded by mistake: as if it had never ended her membership counts on from that day, as it stood.

    Who has joined anew meanwhile stays what she is now; then no union is told.
    """

    membership_id: UUID
    union: int | None
    state: str
    employment_form: str
    sex: str
    on: date


@dataclass(frozen=True)
class ExpulsionFiled(Event):
    change_id: UUID
    union: int
    superior: int
    on_paper: bool
    on: date


@dataclass(frozen=True)
class Resettled(Event):
    """Members of a union that is to end, or whose unit founded its own: `moved` are another's as they stood.

    `kept` are held above it; of a union that goes on (`ends` is false) nobody is. How they stood, by state, employment
    form and sex, stands in the resettlement's own row (`queries.stood`); `digest` is over its lines, in their order.
    """

    resettlement_id: UUID
    union: int
    to: int | None
    moved: int
    kept_at: int | None
    kept: int
    digest: str
    on: date
    ends: bool = True


@dataclass(frozen=True)
class Reminded(Event):
    """Of dues and of taking part, in writing, before anything else may be done about it."""

    change_id: UUID
    union: int
    on: date


@dataclass(frozen=True)
class ReminderAnswered(Event):
    change_id: UUID
    union: int
    on: date
