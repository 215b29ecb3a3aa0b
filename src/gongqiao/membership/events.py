"""What others may listen to."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongqiao.kernel.records import Event

# "form.sex" → how many: all forms and sexes together have room in a Record
Tallies = dict[str, int]


@dataclass(frozen=True)
class Written(Event):
    """The applicant saved a part of her application."""

    application_id: UUID
    part: str


@dataclass(frozen=True)
class Applied(Event):
    application_id: UUID
    union: int
    on: date


@dataclass(frozen=True)
class SentBack(Event):
    application_id: UUID
    union: int
    missing: tuple[str, ...]
    on: date


@dataclass(frozen=True)
class Resubmitted(Event):
    application_id: UUID
    union: int
    on: date


@dataclass(frozen=True)
class Referred(Event):
    """The union found that another one is the right one, and handed the application on."""

    application_id: UUID
    union: int
    to: int
    on: date


@dataclass(frozen=True)
class Rejected(Event):
    application_id: UUID
    union: int
    on: date


@dataclass(frozen=True)
class Withdrawn(Event):
    """By the applicant, or because she let the time for completing it pass (`lapsed`). `was` is its state before."""

    application_id: UUID
    union: int | None
    was: str
    lapsed: bool
    on: date


@dataclass(frozen=True)
class PreAdmitted(Event):
    """An officer admitted somebody under the committee's standing delegation; it is still to be confirmed."""

    application_id: UUID
    union: int
    delegation_id: UUID
    on: date


@dataclass(frozen=True)
class Declined(Event):
    """The committee did not confirm it: as if she had never been admitted."""

    application_id: UUID
    union: int
    resolution_id: UUID
    on: date


@dataclass(frozen=True)
class Admitted(Event):
    """One committee admitted so many by one resolution; `tallies` so that nobody needs to count again.

    Of these `confirmed` had been admitted under its delegation before.
    """

    resolution_id: UUID
    union: int
    on: date
    count: int
    tallies: Tallies
    confirmed: int = 0


@dataclass(frozen=True)
class AdmittedMany(Event):
    """So many committees admitted so many by the resolutions of one batch, which stand in the tables."""

    batch_id: UUID
    resolutions: int
    count: int
    on: date


@dataclass(frozen=True)
class AdmissionUndone(Event):
    """What a list brought is taken back; `tallies` so that whoever counted can count back. `on` was the meeting."""

    resolution_id: UUID
    union: int
    on: date
    tallies: Tallies


@dataclass(frozen=True)
class CardRenewed(Event):
    membership_id: UUID
    on: date


@dataclass(frozen=True)
class SexCorrected(Event):
    """What a membership repeats of its person was put right; state and form of employment say in which figure it is."""

    membership_id: UUID
    union: int
    state: str
    employment_form: str
    was: str
    now: str


@dataclass(frozen=True)
class MovePlanned(Event):
    """The member saved a part of her wish to move."""

    transfer_id: UUID
    part: str


@dataclass(frozen=True)
class Invited(Event):
    """A union asked somebody else's member to come; nothing happens until she agrees."""

    transfer_id: UUID
    new: int
    on: date


@dataclass(frozen=True)
class MoveRequested(Event):
    transfer_id: UUID
    old: int
    new: int
    on_paper: bool
    on: date


@dataclass(frozen=True)
class CalledOff(Event):
    """By the member, or because she let the time for agreeing pass (`lapsed`). `was` is its state before."""

    transfer_id: UUID
    was: str
    lapsed: bool
    on: date


@dataclass(frozen=True)
class Released(Event):
    """By the old union, or because it let its time pass (`lapsed`)."""

    transfer_id: UUID
    old: int
    new: int
    lapsed: bool
    on_paper: bool
    on: date


@dataclass(frozen=True)
class Escalated(Event):
    """The common superior is to decide: the old union will not let go, or the new one has not answered."""

    transfer_id: UUID
    superior: int
    because: str
    on_paper: bool
    on: date


@dataclass(frozen=True)
class Ruled(Event):
    transfer_id: UUID
    superior: int
    verdict: str
    on_paper: bool
    on: date


@dataclass(frozen=True)
class TurnedDown(Event):
    transfer_id: UUID
    new: int
    on_paper: bool
    on: date


@dataclass(frozen=True)
class Transferred(Event):
    """The same membership stands in another union from this day on; as what it stood before, so that all can count."""

    transfer_id: UUID
    membership_id: UUID
    old: int
    state: str
    was: str
    new: int
    employment_form: str
    sex: str
    on_paper: bool
    on: date
