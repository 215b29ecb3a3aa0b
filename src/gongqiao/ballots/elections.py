"""A vote as the world reads it: its questions, its election, and the archive that anybody can count again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from io import BytesIO
from uuid import UUID

from gongqiao.ballots import questions
from gongqiao.ballots.flow import COUNTED, OPEN
from gongqiao.ballots.models import COMMITTEE, CONTRACT, Vote
from gongqiao.belenios import archive, credentials, election, tally, trustees
from gongqiao.belenios.archive import Board
from gongqiao.belenios.election import Election, Question
from gongqiao.belenios.forms import Json, compact, digest, group_named, parsed
from gongqiao.belenios.groups import Element
from gongqiao.belenios.proofs import cipher
from gongqiao.belenios.trustees import Item

SETTLING = timedelta(minutes=10)
"""A ballot that came in the last moment of an hour is in the box by then: what is told of an hour stays as it is."""
AUTHORITY = "工桥凭证发放程序"


def asked(vote: Vote) -> tuple[Question, ...]:
    """What stands on its ballot."""
    names = tuple(vote.candidates)
    if vote.form == CONTRACT:
        return tuple(questions.contract(words, blank=vote.blank) for words in vote.asked)
    if vote.form == COMMITTEE:
        return (questions.approvals(vote.asked[0], names, vote.seats, blank=vote.blank),)
    return questions.full(vote.asked[0], names, blank=vote.blank)


def keys(vote: Vote) -> tuple[Item, ...]:
    return trustees.read(vote.trustees, group_named(vote.group))


def made(vote: Vote) -> Election:
    """The election of a vote that is about to open."""
    group = group_named(vote.group)
    return Election(
        uuid=vote.uuid,
        name=vote.title,
        description=vote.about,
        group=group,
        public_key=trustees.key_of(group, keys(vote)),
        questions=asked(vote),
        administrator=vote.union_body.name,
        credential_authority=AUTHORITY,
    )


@dataclass(frozen=True)
class Setup:
    """What a ballot is checked against: the same from the opening on."""

    held: Election
    entitled: Mapping[Element, int]
    revotes: bool
    opens_at: datetime
    closes_at: datetime


@lru_cache(maxsize=16)
def setup(pk: UUID) -> Setup:
    """Read once in a process; asked only of votes that have been opened."""
    vote = Vote.objects.begun().get(pk=pk)
    held = election.read(vote.election)
    entitled = credentials.read(vote.credentials, held.group)
    return Setup(held, entitled, vote.revotes, vote.opens_at, vote.closes_at)


def setup_told(vote: Vote) -> str:
    """The payload of the first event: where the three texts of the setup lie."""
    told = {"election": vote.election, "trustees": vote.trustees, "credentials": vote.credentials}
    return compact({name: digest(text) for name, text in told.items()})


def archived(vote: Vote, *, at: datetime) -> bytes:
    """The file `.bel` as it stands; while voting goes on, with the ballots of the hours that are over."""
    file = BytesIO()
    board = Board(file, int(vote.opened_at.timestamp()) if vote.opened_at else 0)
    board.begin()
    for text in (vote.election, vote.trustees, vote.credentials):
        board.add(text)
    board.happen(archive.SETUP, board.add(setup_told(vote)))
    cast = vote.ballots.arranged()
    for text in (cast.filter(hour__lte=_told_until(at)) if vote.state == OPEN else cast).values_list("text", flat=True):
        board.happen(archive.BALLOT, board.add(text))
    if vote.tally:
        _close(vote, board)
    return file.getvalue()


def _told_until(at: datetime) -> datetime:
    """The last hour that is over and settled."""
    return (at - SETTLING - timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)


def _close(vote: Vote, board: Board) -> None:
    board.happen(archive.END)
    sealed = board.add(vote.tally)
    sized = {"num_tallied": vote.came, "total_weight": vote.came, "encrypted_tally": sealed}
    board.happen(archive.TALLY, board.add(compact(sized)))
    for keeper in vote.keepers.exclude(part="").order_by("number"):
        named = {"owner": keeper.number, "payload": board.add(keeper.part)}
        board.happen(archive.PARTIAL, board.add(compact(named)))
    if vote.state == COUNTED:
        board.happen(archive.RESULT, board.add(result_told(vote.result)))


def result_told(result: list[list[int]] | None) -> str:
    return compact({"result": [[str(each) for each in row] for row in result or ()]})


def sealed(vote: Vote) -> tuple[str, list[Element]]:
    """The sealed sum over everybody's last ballot, and whose credentials these are."""
    held = setup(vote.pk)
    counted = [parsed(text) for text in tally.last_of_each(vote.ballots.arranged().values_list("text", flat=True))]
    table = tally.sealed(held.held, counted, dict(held.entitled))
    return compact(tally.told(table)), [each["credential"] for each in counted]


def table(vote: Vote) -> tally.Table:
    """The sealed sum as it was published."""
    return [[cipher(each) for each in row] for row in parsed(vote.tally)]


def parts(vote: Vote) -> dict[int, Json]:
    """What the trustees have brought, by number."""
    brought = vote.keepers.exclude(part="").values_list("number", "part")
    return {number: parsed(text) for number, text in brought}


def opened(vote: Vote) -> list[list[int]]:
    """The numbers behind the seals, once enough trustees have done their part."""
    held = setup(vote.pk).held
    factors = tally.factors(held, keys(vote), parts(vote))
    return tally.numbers(held.group, tally.bare(held.group, table(vote), factors), vote.came or 0)
