"""Why a union, an employer or a post may not be entered like this: every branch, in its own words."""

from datetime import date

import pytest

from gongqiao.organisations import rules
from gongqiao.organisations.models import Organisation, Term
from tests import make
from tests.make import TODAY

SINCE = date(2024, 3, 10)
UNION_CODE = "81330109MC1234567" + make.uscc.calc_check_digit("81330109MC1234567")
LAST = Term(number=2, since=SINCE)


def codes(reasons):
    return [reason.code for reason in reasons]


@pytest.mark.parametrize(
    ("tier", "above", "closed_above", "told"),
    [
        ("county", "city", False, []),
        ("county", "county", False, []),
        ("province", "", False, []),
        ("county", "township", False, ["below_its_own"]),
        ("county", "city", True, ["closed_above"]),
        ("county", "township", True, ["closed_above", "below_its_own"]),
    ],
)
def test_a_union_is_founded_under_a_higher_one_that_stands(tier, above, closed_above, told):
    assert codes(rules.founding(tier, above, closed_above=closed_above)) == told


@pytest.mark.parametrize(
    ("path", "above", "closed_above", "told"),
    [
        ("u1.2.", "u1.3.", False, []),
        ("", "u1.3.", False, ["not_on_line"]),
        ("u1.2.", "", False, ["above_not_on_line"]),
        ("u1.2.", "", True, ["closed_above"]),
        ("u1.2.", "u1.2.", False, ["circle"]),
        ("u1.2.", "u1.2.7.", False, ["circle"]),
        ("u1.2.", "u1.20.", False, []),
    ],
)
def test_a_union_moves_under_one_on_its_line_that_is_not_its_own(path, above, closed_above, told):
    assert codes(rules.moving(path, above, closed_above=closed_above)) == told


@pytest.mark.parametrize(
    ("union", "parts", "told"),
    [
        (Organisation(kind="committee"), {}, []),
        (Organisation(kind="industrial"), {"top": True, "path_above": ""}, []),
        (Organisation(kind="committee", dissolved_on=TODAY), {}, ["closed"]),
        (Organisation(kind="committee"), {"path": "i1."}, ["on_line"]),
        (Organisation(kind="committee"), {"closed_above": True}, ["closed_above"]),
        (Organisation(kind="committee"), {"top": True}, ["not_industry"]),
        (Organisation(kind="committee"), {"path_above": ""}, ["above_not_on_line"]),
    ],
)
def test_what_stands_in_the_way_of_a_place_on_an_industrys_line(union, parts, told):
    right = {"path": "", "path_above": "i1.", "top": False, "closed_above": False}

    assert codes(rules.joining(union, **{**right, **parts})) == told


@pytest.mark.parametrize(
    ("value", "union", "told"),
    [
        (make.credit_code(), False, []),
        (UNION_CODE, True, []),
        (UNION_CODE, False, ["uscc_kind"]),
        (make.credit_code(), True, ["uscc_kind"]),
        ("913301090000000000", False, ["uscc"]),
        ("", True, ["uscc"]),
    ],
)
def test_a_credit_code_is_right_and_of_its_kind(value, union, told):
    assert codes(rules.code(value, union=union)) == told


def test_a_code_is_entered_once():
    assert (codes(rules.own_code(taken=False)), codes(rules.own_code(taken=True))) == ([], ["uscc_taken"])


@pytest.mark.parametrize(
    ("role", "others", "until", "told"),
    [
        ("chair", [], None, []),
        ("chair", [], SINCE, []),
        ("emperor", [], None, ["unknown_role"]),
        ("chair", [], date(2024, 3, 9), ["ends_before"]),
        ("system-admin", ["system-admin", "chair"], None, []),
        ("system-admin", ["audit-admin"], None, ["three_duties"]),
        ("chair", ["audit-admin"], None, []),
    ],
)
def test_a_post_is_known_ends_after_it_began_and_keeps_the_three_duties_apart(role, others, until, told):
    assert codes(rules.appointing(role, others, since=SINCE, until=until)) == told


@pytest.mark.parametrize(("years", "told"), [(2, ["years"]), (3, []), (4, ["years"]), (5, [])])
def test_a_term_is_three_or_five_years(years, told):
    assert codes(rules.term(years)) == told


@pytest.mark.parametrize(
    ("number", "since", "last", "told"),
    [
        (1, TODAY, None, []),
        (3, TODAY, LAST, []),
        (3, date(2026, 3, 11), LAST, ["in_the_future"]),
        (2, TODAY, LAST, ["number"]),
        (3, SINCE, LAST, ["before_last"]),
    ],
)
def test_a_term_follows_the_one_before_it(number, since, last, told):
    assert codes(rules.electing(number, since, last, on=TODAY)) == told


@pytest.mark.parametrize(
    ("closed", "below", "told"),
    [(False, 0, []), (True, 0, ["closed"]), (False, 2, ["below"]), (True, 1, ["closed", "below"])],
)
def test_a_union_ends_once_and_not_while_others_stand_under_it(closed, below, told):
    assert codes(rules.dissolving(closed=closed, below=below)) == told


def test_an_employer_has_a_union_of_its_place():
    assert (codes(rules.placing(7)), codes(rules.placing(None))) == ([], ["no_union"])


@pytest.mark.parametrize(
    ("union", "told"),
    [
        (Organisation(kind="joint", tier="community"), []),
        (Organisation(kind="federation", tier="township"), []),
        (Organisation(kind="federation", tier="county"), ["kind"]),
        (Organisation(kind="joint", tier="community", dissolved_on=date(2026, 3, 11)), []),
        (Organisation(kind="joint", tier="community", dissolved_on=TODAY), ["closed"]),
        (None, ["closed"]),
    ],
)
def test_workers_are_organised_in_a_union_that_stands_and_takes_people_in(union, told):
    assert codes(rules.covering(union, on=TODAY)) == told


def test_a_station_is_closed_once():
    assert (codes(rules.closing(closed=False)), codes(rules.closing(closed=True))) == ([], ["closed"])


@pytest.mark.parametrize(
    ("met_on", "present", "told"),
    [
        (TODAY, ["李明"], []),
        (date(2026, 3, 11), ["李明"], ["in_the_future"]),
        (TODAY, [], ["nobody_present"]),
        (TODAY, ["李明", "李明"], ["present_twice"]),
        (TODAY, ["名" * 31], ["long_name"]),
    ],
)
def test_a_resolution_needs_a_meeting_that_was_held(met_on, present, told):
    assert codes(rules.meeting(met_on, present, on=TODAY)) == told
