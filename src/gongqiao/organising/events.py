"""What others may listen to. Each says whether it was done here or on paper, and the day from which it counts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class Petitioned(Event):
    """Workers of an employer ask the union above for a preparation group; for the second time where it `again` says."""

    founding_id: UUID
    employer: int
    superior: int
    again: bool
    on_paper: bool
    on: date


@dataclass(frozen=True)
class PaperReturned(Event):
    """The union above sent a petition or a report back, with its reason; `step` says which."""

    founding_id: UUID
    step: str
    on_paper: bool
    on: date


@dataclass(frozen=True)
class GroupApproved(Event):
    founding_id: UUID
    superior: int
    on_paper: bool
    on: date


@dataclass(frozen=True)
class MembersListed(Event):
    founding_id: UUID
    members: int
    women: int
    on_paper: bool
    on: date


@dataclass(frozen=True)
class PersonsStated(Event):
    """The employer said who cannot stand for election."""

    founding_id: UUID
    employer: int
    on_paper: bool
    on: date


@dataclass(frozen=True)
class CandidatesPosted(Event):
    founding_id: UUID
    seats: int
    candidates: int
    on_paper: bool
    on: date


@dataclass(frozen=True)
class PostingClosed(Event):
    """One of the two postings ran its days; `over` when both have."""

    founding_id: UUID
    over: bool
    on: date


@dataclass(frozen=True)
class OpinionGiven(Event):
    """The Party organisation has looked at the candidates."""

    founding_id: UUID
    agreed: bool
    on_paper: bool
    on: date


@dataclass(frozen=True)
class CongressCalled(Event):
    founding_id: UUID
    meeting_on: date
    on_paper: bool
    on: date


@dataclass(frozen=True)
class CongressApproved(Event):
    founding_id: UUID
    on_paper: bool
    on: date


@dataclass(frozen=True)
class ResultReported(Event):
    founding_id: UUID
    entitled: int
    attended: int
    elected: int
    on_paper: bool
    on: date


@dataclass(frozen=True)
class UnionFounded(Event):
    """The union above approved the election: the basic union stands from this act on."""

    founding_id: UUID
    employer: int
    superior: int
    union: int
    on_paper: bool
    on: date


@dataclass(frozen=True)
class FoundingDropped(Event):
    founding_id: UUID
    on_paper: bool
    on: date


@dataclass(frozen=True)
class PaperSealed(Event):
    """The signed and sealed copy of a paper was put beside its text."""

    founding_id: UUID
    paper_id: UUID
    on: date


@dataclass(frozen=True)
class LegalPersonRegistered(Event):
    founding_id: UUID
    union: int
    valid_until: date
    on: date


@dataclass(frozen=True)
class AccountOpened(Event):
    founding_id: UUID
    union: int
    on: date


@dataclass(frozen=True)
class SealCut(Event):
    founding_id: UUID
    union: int
    on: date


@dataclass(frozen=True)
class MembersBrought(Event):
    """Whom the roster named came from their old unions into the new one, by one resolution."""

    founding_id: UUID
    union: int
    count: int
    on: date


@dataclass(frozen=True)
class RenewalOpened(Event):
    certificate_id: UUID
    union: int
    on: date


@dataclass(frozen=True)
class CertificateRenewed(Event):
    certificate_id: UUID
    union: int
    valid_until: date
    on: date


@dataclass(frozen=True)
class UnionEnded(Event):
    """A union ended with its unit, or went up in another one; every member has a place."""

    ending_id: UUID
    union: int
    into: int | None
    on: date
