"""Why somebody may not: every branch, in its own words."""

from datetime import date

import pytest

from gongqiao.membership import rules
from gongqiao.membership.models import Application
from gongqiao.membership.models.codes import EightGroups, EmploymentForm, FocusGroups, groups_of
from tests.make import TODAY

LEAP = date(2008, 2, 29)


def codes(reasons):
    return [reason.code for reason in reasons]


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2010, 3, 10), date(2026, 3, 9), 15),
        (date(2010, 3, 10), date(2026, 3, 10), 16),
        (date(2008, 3, 10), date(2026, 3, 9), 17),
        (date(2008, 3, 10), date(2026, 3, 10), 18),
        (LEAP, date(2024, 2, 28), 15),
        (LEAP, date(2024, 2, 29), 16),
        (LEAP, date(2026, 2, 27), 17),
        (LEAP, date(2026, 2, 28), 18),
        (date(2000, 2, 29), date(2100, 2, 28), 100),
    ],
)
def test_a_year_is_complete_on_the_birthday_and_a_leap_day_on_the_last_of_february(born, on, years):
    assert rules.age(born, on) == years


@pytest.mark.parametrize(
    ("born", "told"),
    [
        (date(2010, 3, 11), ["too_young"]),
        (date(2010, 3, 10), []),
        (date(1950, 1, 1), []),
        (date(2026, 3, 11), ["born_later"]),
        (None, []),
    ],
)
def test_one_may_join_from_the_sixteenth_birthday_on(born, told):
    assert codes(rules.working_age(born, TODAY)) == told


def test_a_child_is_told_whom_to_call():
    (reason,) = rules.working_age(date(2010, 3, 11), TODAY)

    assert "12351" in reason.words
    assert reason.law == "劳动法 第十五条"


@pytest.mark.parametrize(
    ("born", "minor"),
    [(date(2010, 3, 10), True), (date(2008, 3, 11), True), (date(2008, 3, 10), False), (None, False)],
)
def test_from_sixteen_to_eighteen_one_is_marked_as_a_minor_at_work(born, minor):
    assert rules.minor(born, TODAY) is minor


@pytest.mark.parametrize(
    ("form", "employer", "station", "told"),
    [
        ("platform", "", "", ["no_platform", "no_station"]),
        ("platform", "饿了么", "", ["no_station"]),
        ("platform", "饿了么", "长河站", []),
        ("contract", "", "", ["no_employer"]),
        ("contract", "某厂", "", []),
        ("flexible", "", "", []),
    ],
)
def test_the_place_of_work_asks_for_what_the_form_of_work_needs(form, employer, station, told):
    assert codes(rules.workplace(form, employer=employer, station=station)) == told


def test_every_form_of_work_may_join_and_none_is_asked_for_a_contract():
    assert len(EmploymentForm) == 8
    for form in EmploymentForm.values:
        assert codes(rules.workplace(form, employer="某厂", station="某站")) == []


def test_a_job_carries_the_tags_of_both_lists():
    assert groups_of(["meals"]) == [EightGroups.MEALS, FocusGroups.MEALS]
    assert groups_of(["guard", "cars"]) == [EightGroups.GUARD, FocusGroups.CARS]
    assert groups_of([]) == []


def test_an_employers_credit_code_is_told_from_its_name():
    assert rules.credit_code_in(" 91330108ma27y1q50b ") == "91330108MA27Y1Q50B"
    assert rules.credit_code_in("91330108MA27Y1Q50X") == ""
    assert rules.credit_code_in("某某机械厂") == ""


def test_a_half_written_application_is_told_each_part_that_is_empty():
    empty = Application()

    assert codes(rules.submission(empty)) == ["no_work", "no_place", "no_identity"]
    assert codes(rules.submission(Application(employment_form="platform", division_id="330108"))) == [
        "no_union",
        "no_identity",
    ]
    whole = Application(employment_form="platform", division_id="330108", union_body_id=1, birth_on=date(1990, 1, 1))
    assert codes(rules.submission(whole)) == []
    assert codes(rules.agreement(whole, agreed=True)) == []
    assert codes(rules.agreement(whole, agreed=False)) == ["no_agreement"]
    assert codes(rules.agreement(empty, agreed=False)) == []


@pytest.mark.parametrize("state", ["submitted", "admitted", "rejected", "withdrawn"])
def test_what_was_handed_in_is_not_written_on(state):
    assert codes(rules.writing(Application(state=state))) == ["not_writable"]


@pytest.mark.parametrize("state", ["draft", "sent_back"])
def test_a_draft_and_what_was_sent_back_can_be_written_on(state):
    assert codes(rules.writing(Application(state=state))) == []


def test_only_a_union_found_for_the_place_can_be_chosen_and_only_before_handing_in():
    assert codes(rules.choosing(Application(), 2, {1, 2})) == []
    assert codes(rules.choosing(Application(), 3, {1, 2})) == ["not_for_this_place"]
    assert codes(rules.choosing(Application(submitted_on=TODAY), 2, {1, 2})) == ["union_chosen"]


def test_a_closed_union_leads_on_to_another():
    (reason,) = rules.open_union(closed=True)

    assert "另选一家" in reason.words
    assert codes(rules.open_union(closed=False)) == []


@pytest.mark.parametrize(
    ("missing", "told"), [([], ["nothing_missing"]), (["station"], []), (["station", "colour"], ["unknown_item"])]
)
def test_who_sends_back_says_what_is_missing(missing, told):
    assert codes(rules.sending_back(missing)) == told


@pytest.mark.parametrize(("words", "told"), [("", ["no_words"]), ("  ", ["no_words"]), ("不在本辖区", [])])
def test_who_rejects_says_why(words, told):
    assert codes(rules.rejecting(words)) == told


@pytest.mark.parametrize(
    ("to", "closed", "told"), [(1, False, ["same_union"]), (2, True, ["union_closed"]), (2, False, [])]
)
def test_an_application_is_handed_on_to_another_open_union(to, closed, told):
    assert codes(rules.referring(1, to, closed=closed)) == told


def test_a_number_is_used_once():
    assert codes(rules.numbering(used=True)) == ["number_used"]
    assert codes(rules.numbering(used=False)) == []


def waiting(**parts):
    return Application(**{"state": "submitted", "union_body_id": 1, "submitted_on": TODAY, "name": "张三丰", **parts})


@pytest.mark.parametrize(
    ("parts", "union", "member", "told"),
    [
        ({}, 1, False, []),
        ({"state": "admitted"}, 1, False, ["wrong_state"]),
        ({"state": "withdrawn"}, 1, False, ["wrong_state"]),
        ({}, 2, False, ["other_union"]),
        ({"submitted_on": date(2026, 3, 11)}, 1, False, ["applied_after_meeting"]),
        ({}, 1, True, ["already_member"]),
    ],
)
def test_a_resolution_admits_who_waits_for_this_committee_and_belongs_nowhere(parts, union, member, told):
    reasons = list(rules.deciding_on(waiting(**parts), "admit", TODAY, union=union, member=member))

    assert codes(reasons) == told
    assert all(reason.words.startswith("张*：") for reason in reasons)


def test_who_was_admitted_by_another_resolution_is_named():
    (reason,) = rules.deciding_on(waiting(state="admitted"), "admit", TODAY, union=1, member=False)

    assert reason.words == "张*：已由另一份决议准予入会，请从名单中去掉后再登记"


@pytest.mark.parametrize(
    ("found", "asked", "told"), [([1], [1], []), ([], [], ["nobody_chosen"]), ([1], [1, 2], ["unknown_application"])]
)
def test_a_list_names_applications_that_exist(found, asked, told):
    assert codes(rules.chosen(found, asked)) == told


def test_a_member_is_told_the_way_to_another_union():
    (reason,) = rules.beginning(member=True)

    assert "转会" in reason.words
    assert codes(rules.beginning(member=False)) == []
