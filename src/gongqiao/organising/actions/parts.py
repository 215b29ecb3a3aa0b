"""What several of these verbs do alike: who acts for whom, which day counts, and the paper that is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongqiao.files import actions as files
from gongqiao.files import papers as documents
from gongqiao.files.papers import OnPaper
from gongqiao.kernel.authority import Actor, Permission, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reasons
from gongqiao.organising import grants, papers
from gongqiao.organising.models import COMMITTEE, Founding, FoundingPaper


@dataclass(frozen=True)
class Plan:
    """Who prepares, how many are expected to join, and the Party organisation; empty where there is none."""

    head: str
    group: list[str]
    expected: int
    party: str = ""


@dataclass(frozen=True)
class Roll:
    """The signed roster: how many, and those who are members elsewhere, each with her name and her card's number."""

    members: int
    women: int
    named: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Slate:
    seats: int
    candidates: list[str]
    chairs: list[str]
    posted_on: date
    posted_at: str
    leadership: str = COMMITTEE


@dataclass(frozen=True)
class Call:
    meeting: str
    meeting_on: date
    place: str


@dataclass(frozen=True)
class Ballot:
    """What the tellers wrote down."""

    held_on: date
    entitled: int
    attended: int
    issued: int
    returned: int
    elected: tuple[tuple[str, int], ...]
    chair: str
    women_head: str
    years: int


def group_acts(by: Actor, case: Founding, paper: OnPaper | None) -> None:
    """The preparation group by its contact here; what it wrote is entered by the offices that have the case."""
    if paper is None:
        require(by, grants.OWN, person_id=case.person_id, account_id=case.account)
    else:
        having(by, grants.ENTER, case)


def superior_acts(by: Actor, case: Founding, paper: OnPaper | None) -> None:
    if paper is None:
        require(by, grants.APPROVE, case.superior_body_id)
    else:
        having(by, grants.ENTER, case)


def having(by: Actor, permission: Permission, case: Founding) -> None:
    """One of the offices that have it, whichever the actor may act for."""
    covered = (body for body in case.parties if by.scope(permission).covers(body))
    require(by, permission, next(covered, case.superior_body_id))


def faults(paper: OnPaper | None, case: Founding, at: datetime) -> Reasons:
    return documents.faults(paper, since=case.moved_on, on=day(at))


def put_down(case: Founding, kind: str, number: str, paper: OnPaper | None, by: Actor, at: datetime) -> FoundingPaper:
    """The paper as it reads today, with its scan where it came on paper."""
    on, kind = paper.dated_on if paper else day(at), papers.kind_of(kind, case)
    kept = FoundingPaper(founding=case, kind=kind, dated_on=on, on_paper=paper is not None, recorded_at=at)
    kept.number = paper.number if paper else number
    kept.issuer, kept.reader, kept.text = (
        papers.issuer(kind, case),
        papers.reader(kind, case),
        papers.composed(kind, case),
    )
    if paper:
        kept.signed_by, kept.served = paper.signed_by, paper.served
    kept.save(force_insert=True)
    if paper:
        scanned(kept, paper, case.parties, by, at)
    return kept


def scanned(kept: FoundingPaper, paper: OnPaper, bodies: Sequence[int], by: Actor, at: datetime) -> None:
    for body in bodies:
        files.store(paper.scan, owner=kept, body_id=body, by=by, at=at)
    if over := paper.handed_over:
        files.receive(kept, over, bodies=bodies, where=kept.founding.jurisdiction, by=by, at=at)
