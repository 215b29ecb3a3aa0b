"""What a result means, in whole numbers: every boundary of every named rule, seats, ties, and somebody else."""

from fractions import Fraction
from types import SimpleNamespace

import pytest

from gongqiao.ballots import deciding
from gongqiao.ballots.models import COMMITTEE, CONTRACT, FULL, HALF, OVER_HALF, TWO_THIRDS

EXACTLY = {
    TWO_THIRDS: lambda part, roll: Fraction(part, roll) >= Fraction(2, 3),
    OVER_HALF: lambda part, roll: Fraction(part, roll) > Fraction(1, 2),
    HALF: lambda part, roll: Fraction(part, roll) >= Fraction(1, 2),
}


@pytest.mark.parametrize("name", EXACTLY)
def test_a_rule_holds_exactly_where_the_fraction_does(name):
    rule, wanted = deciding.RULES[name].holds, EXACTLY[name]

    for roll in range(1, 301):
        for part in range(roll + 1):
            assert rule(part, roll) == wanted(part, roll), (part, roll)
    for part in (333_333, 499_999, 500_000, 500_001, 666_666, 666_667):
        assert rule(part, 1_000_000) == wanted(part, 1_000_000)


def test_a_rule_names_its_article():
    assert all(rule.law for rule in deciding.RULES.values())


def vote(form, result, **parts):
    told = {"form": form, "result": result, "blank": False, "came": 10, "roll": 10, "seats": 1, "asked": ["事"]}
    return SimpleNamespace(**{**told, "candidates": [], "quorum": TWO_THIRDS, "majority": OVER_HALF, **parts})


def told(of):
    return [(each.words, each.verdict, each.passed) for each in deciding.outcomes(of)]


def test_each_matter_is_decided_by_itself_and_over_those_entitled():
    of = vote(CONTRACT, [[6, 4, 0], [5, 0, 5]], asked=["甲", "乙"])

    assert told(of) == [("甲", "通过", True), ("乙", "没有通过", False)]
    assert told(vote(CONTRACT, [[5, 5, 0]], majority=HALF)) == [("事", "通过", True)]


def test_where_too_few_came_nothing_is_decided():
    assert told(vote(CONTRACT, [[6, 0, 0]], came=6)) == [("事", "没有通过", False)]
    assert told(vote(CONTRACT, [[7, 0, 0]], came=7)) == [("事", "通过", True)]


def test_blank_votes_stand_before_the_others_and_are_no_votes_for_anybody():
    of = vote(COMMITTEE, [[9, 6, 0, 0]], candidates=["丁一", "王二"], blank=True)

    assert told(of) == [("丁一", "当选", True), ("王二", "没有当选", False), ("另选他人", "", False)]


@pytest.mark.parametrize("form", [COMMITTEE, FULL])
@pytest.mark.parametrize(
    ("votes", "seats", "elected"),
    [
        ((9, 8, 7), 2, ["当选", "当选", "超过应选人数，没有当选"]),
        ((9, 7, 7), 2, ["当选", "最后一席得票相同：请另行投票", "最后一席得票相同：请另行投票"]),
        ((7, 7, 6), 2, ["当选", "当选", "超过应选人数，没有当选"]),
        ((9, 5, 5), 2, ["当选", "没有当选", "没有当选"]),
        ((5, 5, 5), 1, ["没有当选"] * 3),
        ((6, 6, 6), 3, ["当选"] * 3),
    ],
)
def test_seats_go_to_the_most_votes_and_a_tie_at_the_last_one_is_voted_on_again(form, votes, seats, elected):
    names = ["丁一", "王二", "李三"]
    result = [[*votes, 0]] if form == COMMITTEE else [[each, 10 - each, 0] for each in votes]

    told_of = told(vote(form, result, candidates=names, seats=seats))

    assert [verdict for _, verdict, _ in told_of[:3]] == elected


def test_when_somebody_else_is_wanted_by_a_majority_names_are_to_be_put_forward():
    of = vote(COMMITTEE, [[3, 6]], candidates=["丁一"])

    assert told(of) == [("丁一", "没有当选", False), ("另选他人", "另选他人的达到规定票数：请提名后另行投票", None)]


def test_one_candidate_voted_on_in_full_is_no_ballot_of_names():
    assert told(vote(FULL, [[6, 4, 0]], candidates=["丁一"])) == [("丁一", "当选", True)]
