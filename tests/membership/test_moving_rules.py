"""Why somebody cannot move and why a union cannot take her in: each reason, and where none is left."""

import pytest

from gongqiao.membership import rules
from gongqiao.membership.flow import LEFT, VOID
from gongqiao.membership.models import Membership, Transfer
from gongqiao.membership.models.transfers import REFUSAL, SILENCE
from tests.make import TODAY
from tests.membership.test_rules import codes

HERE, THERE, ABOVE = 1, 2, 3


def membership(state="active"):
    return Membership(state=state, union_body_id=HERE)


@pytest.mark.parametrize(
    ("state", "under_way", "told"),
    [
        ("active", False, []),
        ("active", True, ["under_way"]),
        ("pending", False, ["unconfirmed"]),
        (LEFT, False, ["left"]),
        (VOID, True, ["left", "under_way"]),
    ],
)
def test_whose_membership_is_over_or_not_yet_confirmed_does_not_move_and_nobody_twice_at_once(state, under_way, told):
    assert codes(rules.planning(membership(state), under_way=under_way)) == told


@pytest.mark.parametrize(
    ("union", "receives", "superior", "told"),
    [
        (THERE, True, ABOVE, []),
        (HERE, True, ABOVE, ["same_union"]),
        (THERE, False, ABOVE, ["union_closed"]),
        (THERE, True, None, ["no_common_superior"]),
    ],
)
def test_she_moves_to_another_union_that_takes_people_in_below_one_that_stands_above_both(
    union, receives, superior, told
):
    assert codes(rules.moving(membership(), union, receives=receives, superior=superior)) == told


@pytest.mark.parametrize(
    ("state", "closed", "since", "told"),
    [
        ("active", False, TODAY, []),
        (LEFT, False, TODAY, ["left"]),
        ("active", True, TODAY, ["union_closed"]),
        ("active", False, TODAY.replace(day=11), ["before_her_stay"]),
    ],
)
def test_taken_in_is_who_is_still_a_member_by_a_union_that_still_is_and_after_her_stay_began(
    state, closed, since, told
):
    assert codes(rules.taking_in(membership(state), closed=closed, since=since, on=TODAY)) == told


@pytest.mark.parametrize(
    ("because", "verdict", "words", "told"),
    [
        (REFUSAL, "release", "会费可以以后结清", []),
        (REFUSAL, "take_in", "接收", ["other_question"]),
        (SILENCE, "keep", " ", ["no_words"]),
    ],
)
def test_the_union_above_both_decides_what_it_was_asked_and_says_why(because, verdict, words, told):
    assert codes(rules.ruling(Transfer(because=because), verdict, words)) == told
