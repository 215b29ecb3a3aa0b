"""What stands in the way of a change, asked of the rules alone."""

from datetime import date

from gongqiao.changes import rules

SINCE = date(2026, 3, 10)
EARLIER = [date(2026, 3, day) for day in (1, 2, 3)]


def codes(reasons):
    return [reason.code for reason in reasons]


def test_nothing_is_announced_before_the_stay_that_it_ends():
    assert codes(rules.announcing(*EARLIER, since=SINCE)) == ["before_her_stay"]
    assert codes(rules.announcing(*EARLIER, since=EARLIER[-1])) == []


def test_nobody_is_found_to_have_left_before_the_stay_that_it_ends():
    assert codes(rules.exiting(EARLIER[0], EARLIER[-1], since=SINCE)) == ["before_her_stay"]
    assert codes(rules.exiting(EARLIER[0], SINCE, since=SINCE)) == []


def test_a_union_above_that_has_ended_keeps_nobody():
    assert codes(rules.keeping_above(7, above={7}, closed=True)) == ["union_closed"]
    assert codes(rules.keeping_above(7, above={7}, closed=False)) == []
