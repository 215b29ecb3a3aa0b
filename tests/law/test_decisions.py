"""Shares in whole numbers, at the edge and one beside it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongqiao.law import decisions


@pytest.mark.parametrize(
    ("present", "entitled", "enough"), [(2, 3, True), (66, 100, False), (67, 100, True), (0, 1, False)]
)
def test_two_thirds_include_the_share_itself(present, entitled, enough):
    assert decisions.two_thirds(present, entitled) is enough


@pytest.mark.parametrize(
    ("yes", "entitled", "carried"), [(50, 100, False), (51, 100, True), (2, 3, True), (1, 2, False)]
)
def test_more_than_half_excludes_the_half(yes, entitled, carried):
    assert decisions.majority(yes, entitled) is carried


@pytest.mark.parametrize(("yes", "entitled", "carried"), [(49, 100, False), (50, 100, True), (1, 3, False)])
def test_at_least_half_includes_the_half(yes, entitled, carried):
    assert decisions.half(yes, entitled) is carried


@pytest.mark.parametrize(("outside", "own", "allowed"), [(1, 3, True), (2, 5, False), (3, 9, True), (0, 3, True)])
def test_at_most_a_third_includes_the_third(outside, own, allowed):
    assert decisions.at_most(outside, own, decisions.THIRD) is allowed


@pytest.mark.parametrize(
    ("candidates", "seats", "enough"), [(7, 7, False), (8, 7, True), (21, 20, True), (22, 21, False), (23, 21, True)]
)
def test_five_in_a_hundred_more_candidates_means_at_least_one_more(candidates, seats, enough):
    assert decisions.enough_candidates(candidates, seats, Fraction(1, 20)) is enough


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.fractions(0, 1, max_denominator=20))
def test_whole_numbers_agree_with_exact_fractions(part, whole, share):
    assert decisions.at_least(part, whole, share) is (Fraction(part, whole) >= share)
    assert decisions.more_than(part, whole, share) is (Fraction(part, whole) > share)
    assert decisions.at_most(part, whole, share) is (Fraction(part, whole) <= share)
