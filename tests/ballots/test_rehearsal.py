"""Whole elections in both groups: what the trustees open is what the voters chose, and the archive alone proves it."""

import pytest

from gongqiao.ballots import questions, rehearsal
from gongqiao.ballots.rehearsal import Plan
from gongqiao.belenios import verify
from gongqiao.kernel.reasons import Refused, refuse
from tests import make

KINDS = list(rehearsal.KINDS)
PLANS = [
    Plan(5),
    Plan(60, revotes=7),
    Plan(9, "committee"),
    Plan(20, "committee", threshold=2, blank=True, revotes=18),
    Plan(11, "full", threshold=3, weights=True),
    Plan(10, "full", blank=True, trustees=1),
    Plan(30, "contract", weights=True, blank=True, threshold=1, trustees=1),
    Plan(13, "committee", weights=True, trustees=5, threshold=3, revotes=1),
    Plan(5, "contract", "BELENIOS-2048", threshold=2),
    Plan(6, "committee", "BELENIOS-2048", weights=True, blank=True, revotes=3),
    Plan(5, "full", "BELENIOS-2048", trustees=2, revotes=1),
]


def codes(plan):
    return [reason.code for reason in rehearsal.unfit(plan)]


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_a_whole_election_counts_what_was_cast_and_both_verifiers_say_so(tmp_path, alone, plan):
    seen = []
    done = rehearsal.rehearse(plan, tmp_path, at=make.AT, tell=seen.append)

    assert [path.name for path in tmp_path.iterdir()] == [f"{done.uuid}.bel"]
    found = verify.verify(done.file.read_bytes())
    assert found.finished
    assert found.result == done.result == done.cast
    assert (len(found.weights), found.tallied, found.total) == (plan.voters, plan.voting, done.total)
    assert done.ballots == len(found.trackers) == sum(seen) == plan.voting + plan.revotes
    if not plan.weights:
        assert done.total == plan.voting
    assert alone(done.file) == ("verified", found.result)


@pytest.mark.parametrize(
    ("plan", "voting"), [(Plan(5), 5), (Plan(9), 9), (Plan(10), 9), (Plan(19), 18), (Plan(20), 18)]
)
def test_one_of_ten_stays_away(plan, voting):
    assert plan.voting == voting


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("blank", [False, True])
def test_every_vote_at_random_is_one_that_the_questions_allow(kind, blank):
    plan = Plan(5, kind, blank=blank)

    for _ in range(200):
        votes = rehearsal._choices(plan.questions, plan)
        assert [list(q.unlike(v)) for q, v in zip(plan.questions, votes, strict=True)] == [[]] * len(votes)
        if kind == "full":
            approved = sum(vote[int(blank)] for vote in votes)
            assert approved <= rehearsal.SEATS


@pytest.mark.parametrize(
    ("plan", "refused"),
    [
        (Plan(4), ["voters"]),
        (Plan(5), []),
        (Plan(100_000), []),
        (Plan(100_001), ["voters"]),
        (Plan(5, trustees=0), ["trustees"]),
        (Plan(5, trustees=99), []),
        (Plan(5, trustees=100), ["trustees"]),
        (Plan(5, threshold=0), ["threshold"]),
        (Plan(5, threshold=3), []),
        (Plan(5, threshold=4), ["threshold"]),
        (Plan(5, revotes=-1), ["revotes"]),
        (Plan(10, revotes=9), []),
        (Plan(10, revotes=10), ["revotes"]),
        (Plan(0, trustees=0, threshold=1), ["voters", "trustees", "threshold"]),
    ],
)
def test_an_election_that_cannot_be_is_refused_with_every_reason(plan, refused):
    assert codes(plan) == refused


def test_too_few_voters_are_told_to_vote_on_paper():
    with pytest.raises(Refused, match="请用纸票"):
        refuse(rehearsal.unfit(Plan(4)))


def test_candidates_are_more_than_seats_by_a_twentieth_at_least():
    """工会基层组织选举工作条例: in whole numbers, as the reading of the rule has it."""
    assert 20 * (len(rehearsal.CANDIDATES) - rehearsal.SEATS) >= rehearsal.SEATS


def test_a_contract_is_voted_on_three_ways_and_exactly_one_of_them():
    [asked] = Plan(5).questions

    assert (asked.answers, asked.least, asked.most) == (("赞成", "不赞成", "弃权"), 1, 1)


def test_a_committee_is_chosen_by_at_most_as_many_names_as_seats_one_of_them_another():
    [asked] = Plan(5, "committee").questions

    assert asked.answers[-1] == questions.ANOTHER
    assert (len(asked.answers), asked.least, asked.most) == (5, 0, 3)
    assert Plan(5, "committee", blank=True).questions[0].least == 1


def test_the_full_form_asks_for_each_candidate_and_says_what_is_not_proven():
    assert [len(Plan(5, kind).questions) for kind in KINDS] == [1, 1, 4]
    assert [questions.is_full(Plan(5, kind).questions) for kind in KINDS] == [False, False, True]


def test_an_election_that_is_broken_off_leaves_nothing_behind(tmp_path):
    def stop(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rehearsal.rehearse(Plan(5), tmp_path, at=make.AT, tell=stop)

    assert list(tmp_path.iterdir()) == []
