"""What others may listen to. Casting a ballot is told nowhere: a moment beside it would lead to whoever cast it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class VotePrepared(Event):
    vote_id: UUID
    form: str
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True)
class VoteEntrusted(Event):
    """`digest` is SHA-256 of the trustees' parameters as they were handed in."""

    vote_id: UUID
    digest: str


@dataclass(frozen=True)
class VoteOpened(Event):
    """The roll is frozen: how many stand on it, and SHA-256 over their keys in its order; and the same of the setup."""

    vote_id: UUID
    roll: int
    roll_digest: str
    setup_digest: str


@dataclass(frozen=True)
class VoteClosed(Event):
    """`ballots` lie in the box, of `came` electors; `tally_digest` is SHA-256 of their sealed sum."""

    vote_id: UUID
    ballots: int
    came: int
    tally_digest: str


@dataclass(frozen=True)
class PartBrought(Event):
    """The trustee with this number did her part."""

    vote_id: UUID
    number: int


@dataclass(frozen=True)
class VoteCounted(Event):
    """`digest` is SHA-256 of the result as the archive has it."""

    vote_id: UUID
    digest: str


@dataclass(frozen=True)
class VoteVoided(Event):
    vote_id: UUID
    was: str
