"""A whole election with invented voters, to try programs, machines and people's hands before a real one.

Every secret is drawn anew and forgotten; only the archive stays, which anybody can verify.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import SystemRandom

from gongqiao.ballots import questions
from gongqiao.belenios import archive, ballots, ceremony, credentials, tally, trustees
from gongqiao.belenios.archive import Board
from gongqiao.belenios.election import Election, Question
from gongqiao.belenios.forms import compact, group_named, parsed
from gongqiao.belenios.groups import Group
from gongqiao.belenios.trustees import PEDERSEN, SINGLE
from gongqiao.kernel.reasons import Reason, Reasons

FEWEST, MOST = 5, 100_000
CANDIDATES, SEATS = ("丁一", "王二", "李三", "张四"), 3
KINDS = {
    "contract": "集体合同草案：赞成、不赞成、弃权",
    "committee": "委员选举：可选不超过应选人数的姓名",
    "full": "委员选举：逐人赞成、不赞成、弃权",
}
HEAVIEST, STAYING_AWAY = 3, 10
"""The most votes a voter has where votes are weighted; one voter of ten stays away."""
chance = SystemRandom()


@dataclass(frozen=True)
class Plan:
    """What is to be rehearsed; without a threshold every trustee is needed."""

    voters: int
    kind: str = "contract"
    group: str = "Ed25519"
    trustees: int = 3
    threshold: int | None = None
    weights: bool = False
    blank: bool = False
    revotes: int = 0

    @property
    def voting(self) -> int:
        return self.voters - self.voters // STAYING_AWAY

    @property
    def questions(self) -> tuple[Question, ...]:
        match self.kind:
            case "contract":
                return (questions.contract("是否同意《集体合同（草案）》", blank=self.blank),)
            case "committee":
                words = f"选举工会委员会委员 {SEATS} 名"
                return (questions.approvals(words, CANDIDATES, SEATS, blank=self.blank),)
            case _:
                return questions.full("选举工会委员会委员", CANDIDATES, blank=self.blank)


@dataclass(frozen=True)
class Rehearsed:
    """What came out; `result` is what the trustees opened, `cast` what the voters chose: the sums must agree."""

    uuid: str
    file: Path
    ballots: int
    tallied: int
    total: int
    result: list[list[int]]
    cast: list[list[int]]


@dataclass(frozen=True)
class Keys:
    """The trustees: what is published, and the secret key of each who opens the tally, by number."""

    text: str
    secrets: dict[int, int]


def unfit(plan: Plan) -> Reasons:
    """Why there is no such election."""
    if not FEWEST <= plan.voters <= MOST:
        yield Reason(
            "voters", f"选民应当是 {FEWEST} 至 {MOST} 人；不足 {FEWEST} 人的，结果会暴露各人的选择，请用纸票", "voters"
        )
    if not 1 <= plan.trustees <= trustees.MOST:
        yield Reason("trustees", f"密钥保管人应当是 1 至 {trustees.MOST} 人", "trustees")
    if plan.threshold is not None and not 1 <= plan.threshold <= plan.trustees:
        yield Reason("threshold", "门限应当在 1 和保管人数之间", "threshold")
    if not 0 <= plan.revotes <= plan.voting:
        yield Reason("revotes", f"重投的人数应当在 0 和投票人数 {plan.voting} 之间", "revotes")


def rehearse(plan: Plan, folder: Path, *, at: datetime, tell: Callable[[int], None] = lambda _: None) -> Rehearsed:
    """Hold the election that is planned and leave `<uuid>.bel` in the folder; `tell` is given how many have voted."""
    group = group_named(plan.group)
    uuid = credentials.token(14)
    keys = _keys(group, plan)
    held = Election(
        uuid=uuid,
        name="演练",
        description="无记名投票演练：选民、选票都是虚构的",
        group=group,
        public_key=trustees.key_of(group, trustees.read(keys.text, group)),
        questions=plan.questions,
    )
    file = folder / f"{uuid}.bel"
    part = file.with_suffix(".part")
    try:
        with part.open("xb") as written:
            board = Board(written, int(at.timestamp()))
            told = _hold(plan, held, keys, board, tell)
        part.rename(file)
    finally:
        part.unlink(missing_ok=True)
    return Rehearsed(uuid, file, *told)


def _keys(group: Group, plan: Plan) -> Keys:
    if plan.threshold is None:
        secrets = {number: 1 + chance.randrange(group.order - 1) for number in range(1, plan.trustees + 1)}
        items = [[SINGLE, trustees.public_key(group, secret)] for secret in secrets.values()]
        return Keys(compact(items), secrets)
    parameters, shares = ceremony.held(group, plan.trustees, plan.threshold)
    opening = sorted(chance.sample(range(plan.trustees), plan.threshold))
    return Keys(compact([[PEDERSEN, parameters]]), {number + 1: shares[number] for number in opening})


Told = tuple[int, int, int, list[list[int]], list[list[int]]]


def _hold(plan: Plan, held: Election, keys: Keys, board: Board, tell: Callable[[int], None]) -> Told:
    secrets = [credentials.exponent(held.group, held.uuid, credentials.draw()) for _ in range(plan.voters)]
    weights = [1 + chance.randrange(HEAVIEST) if plan.weights else 1 for _ in secrets]
    entitled = {held.group.raised(secret): weight for secret, weight in zip(secrets, weights, strict=True)}
    _begin(board, held, keys, credentials.listed(dict(chance.sample(list(entitled.items()), len(entitled)))))
    sums, texts = [[0] * question.width for question in held.questions], []
    chosen: dict[int, list[list[int]]] = {}
    for voter in [*range(plan.voting), *chance.sample(range(plan.voting), plan.revotes)]:
        chosen[voter] = _choices(held.questions, plan)
        texts.append(ballots.cast(held, secrets[voter], chosen[voter]))
        board.happen(archive.BALLOT, board.add(texts[-1]))
        tell(1)
    for voter, votes in chosen.items():
        for row, choices in zip(sums, votes, strict=True):
            row[:] = [each + choice * weights[voter] for each, choice in zip(row, choices, strict=True)]
    counted = tally.last_of_each(texts)
    total = sum(weights[voter] for voter in chosen)
    result = _count(board, held, keys, tally.sealed(held, map(parsed, counted), entitled), (len(counted), total))
    return len(texts), len(counted), total, result, sums


def _begin(board: Board, held: Election, keys: Keys, listed: str) -> None:
    board.begin()
    told = {"election": board.add(held.text), "trustees": board.add(keys.text), "credentials": board.add(listed)}
    board.happen(archive.SETUP, board.add(compact(told)))


def _choices(asked: tuple[Question, ...], plan: Plan) -> list[list[int]]:
    """A vote at random, as the booth would let it pass: no more approvals than seats over all questions together."""
    left, votes = SEATS, []
    for question in asked:
        first = 1 if plan.kind == "full" and not left else 0
        least = 0 if plan.kind == "committee" and not plan.blank else 1
        picked = chance.sample(range(first, len(question.answers)), chance.randint(least, question.most))
        left -= plan.kind == "full" and 0 in picked
        votes.append(list(_sealed(question, picked)))
    return votes


def _sealed(question: Question, picked: list[int]) -> Iterator[int]:
    """One voter in eight leaves a question blank, where that is allowed."""
    blank = question.blank and not chance.randrange(8)
    if question.blank:
        yield int(blank)
    yield from (int(not blank and number in picked) for number in range(len(question.answers)))


def _count(board: Board, held: Election, keys: Keys, table: tally.Table, counted: tuple[int, int]) -> list[list[int]]:
    board.happen(archive.END)
    sealed = board.add(compact(tally.told(table)))
    sized = {"num_tallied": counted[0], "total_weight": counted[1], "encrypted_tally": sealed}
    board.happen(archive.TALLY, board.add(compact(sized)))
    parts = {owner: tally.partial(held, secret, table) for owner, secret in keys.secrets.items()}
    for owner, part in parts.items():
        named = {"owner": owner, "payload": board.add(compact(part))}
        board.happen(archive.PARTIAL, board.add(compact(named)))
    opened = tally.factors(held, trustees.read(keys.text, held.group), parts)
    result = tally.numbers(held.group, tally.bare(held.group, table, opened), counted[1])
    board.happen(archive.RESULT, board.add(compact({"result": [[str(each) for each in row] for row in result]})))
    return result
