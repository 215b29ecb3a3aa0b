"""What a result means: rules with names and articles, reckoned in whole numbers, over those who are entitled.

以上 includes the number itself, 过半数 does not (民法典 第一千二百五十九条). Who abstains has come and does not agree.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongqiao.ballots.models import COMMITTEE, CONTRACT, HALF, OVER_HALF, TWO_THIRDS, Vote
from gongqiao.ballots.questions import ANOTHER

HELD = "工会基层组织选举工作条例 第十七条；集体合同规定 第三十六条"
DECIDED = "工会基层组织选举工作条例 第十七条"
AGREED = "集体合同规定 第三十六条"


@dataclass(frozen=True)
class Rule:
    """`holds` is asked with a number of votes, or of those who came, and with the number entitled."""

    words: str
    law: str
    holds: Callable[[int, int], bool]


RULES = {
    TWO_THIRDS: Rule("参加投票的达到应到人数的三分之二", HELD, lambda came, roll: 3 * came >= 2 * roll),
    OVER_HALF: Rule("赞成的超过应到人数的半数", DECIDED, lambda votes, roll: 2 * votes > roll),
    HALF: Rule("赞成的达到应到人数的半数", AGREED, lambda votes, roll: 2 * votes >= roll),
}


@dataclass(frozen=True)
class Outcome:
    """One question, or one candidate: the votes by answer, and what follows; `passed` is unknown until voted anew."""

    words: str
    votes: tuple[tuple[str, int], ...]
    verdict: str
    passed: bool | None


def held(vote: Vote) -> bool:
    """Whether enough came for the vote to hold; known from the close on."""
    return RULES[vote.quorum].holds(vote.came or 0, vote.roll or 0)


def outcomes(vote: Vote) -> list[Outcome]:
    """Everything that was voted on, in the order in which it was asked."""
    rows = [row[vote.blank :] for row in vote.result or ()]
    if vote.form == CONTRACT:
        return [_resolved(vote, words, row) for words, row in zip(vote.asked, rows, strict=True)]
    if vote.form == COMMITTEE:
        agreed = [(name, [("赞成", votes)]) for name, votes in zip([*vote.candidates, ANOTHER], rows[0], strict=True)]
    else:
        agreed = [(name, _three(row)) for name, row in zip(vote.candidates, rows, strict=True)]
    return _elected(vote, agreed)


def _three(row: Sequence[int]) -> list[tuple[str, int]]:
    return list(zip(("赞成", "不赞成", "弃权"), row, strict=True))


def _agrees(vote: Vote, votes: int) -> bool:
    return held(vote) and RULES[vote.majority].holds(votes, vote.roll or 0)


def _resolved(vote: Vote, words: str, row: Sequence[int]) -> Outcome:
    passed = _agrees(vote, row[0])
    return Outcome(words, tuple(_three(row)), "通过" if passed else "没有通过", passed)


def _elected(vote: Vote, agreed: list[tuple[str, list[tuple[str, int]]]]) -> list[Outcome]:
    """Most votes first takes a seat; whoever has as many as another at the last seat is voted on once more."""
    enough = sorted(
        (told[0][1] for name, told in agreed if name != ANOTHER and _agrees(vote, told[0][1])), reverse=True
    )
    over, last = len(enough) > vote.seats, enough[: vote.seats][-1:] or [0]
    tied = over and enough[vote.seats] == last[0]
    return [_stood(vote, name, told, last[0], tied=tied) for name, told in agreed]


def _stood(vote: Vote, name: str, told: list[tuple[str, int]], last: int, *, tied: bool) -> Outcome:
    votes = told[0][1]
    if not _agrees(vote, votes):
        verdict, passed = "" if name == ANOTHER else "没有当选", False
    elif name == ANOTHER:
        verdict, passed = "另选他人的达到规定票数：请提名后另行投票", None
    elif votes == last and tied:
        verdict, passed = "最后一席得票相同：请另行投票", None
    else:
        passed = votes >= last
        verdict = "当选" if passed else "超过应选人数，没有当选"
    return Outcome(name, tuple(told), verdict, passed)
