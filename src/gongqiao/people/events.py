"""What others may listen to. Ids, dates and codes only."""

from dataclasses import dataclass
from uuid import UUID

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class CodeAsked(Event):
    code_id: UUID
    purpose: str


@dataclass(frozen=True)
class SignedIn(Event):
    account_id: UUID
    first_time: bool


@dataclass(frozen=True)
class SignedOut(Event):
    sign_in_id: UUID


@dataclass(frozen=True)
class IdentityTaken(Event):
    account_id: UUID
    appointment_id: UUID | None


@dataclass(frozen=True)
class PersonRegistered(Event):
    person_id: UUID
    document_type: str
    first_time: bool


@dataclass(frozen=True)
class PersonsRegistered(Event):
    """Of a batch: how many were new, and a digest over ids: of all of a roster, of the new ones of a prepared list."""

    batch_id: UUID
    count: int
    digest: str


@dataclass(frozen=True)
class PersonsUnregistered(Event):
    """Of a batch that was taken back: of how many nothing is left."""

    batch_id: UUID
    count: int


@dataclass(frozen=True)
class PersonCorrected(Event):
    person_id: UUID
    fields: list[str]


@dataclass(frozen=True)
class AccountTied(Event):
    account_id: UUID
    person_id: UUID
    way: str


@dataclass(frozen=True)
class AccountClosed(Event):
    account_id: UUID


@dataclass(frozen=True)
class ConsentGiven(Event):
    account_id: UUID
    purpose: str
    version: str


@dataclass(frozen=True)
class ConsentWithdrawn(Event):
    account_id: UUID
    purpose: str
    version: str


@dataclass(frozen=True)
class LookedAt(Event):
    person_id: UUID
    what: str


@dataclass(frozen=True)
class LookedTooOften(Event):
    account_id: UUID
    count: int


@dataclass(frozen=True)
class FactorEnrolled(Event):
    account_id: UUID


@dataclass(frozen=True)
class FactorPassed(Event):
    account_id: UUID
    recovery: bool


@dataclass(frozen=True)
class FactorRemoved(Event):
    account_id: UUID


@dataclass(frozen=True)
class TokenIssued(Event):
    token_id: UUID
    appointment_id: UUID | None


@dataclass(frozen=True)
class TokenRevoked(Event):
    token_id: UUID
