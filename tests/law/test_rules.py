"""Why an arrangement or a reading is not taken as typed."""

from datetime import date

import pytest

from gongqiao.law import rules

FEASTS = {date(2027, month, day): "节日" for month, day in ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))}


def codes(year=2027, off=FEASTS, work=None, *, division="", published_on=date(2026, 3, 10), on=date(2026, 3, 10)):
    found = rules.arrangement(year, off, work or {}, division=division, published_on=published_on, on=on)
    return [(reason.code, reason.field) for reason in found]


def test_a_notice_copied_whole_is_taken():
    assert codes(work={date(2027, 2, 14): "春节"}) == []


@pytest.mark.parametrize(("year", "expected"), [(2003, True), (2004, False), (2028, False), (2029, True)])
def test_years_before_the_package_and_more_than_two_ahead_are_refused(year, expected):
    off = {day.replace(year=year): name for day, name in FEASTS.items()}
    assert (("year", "") in codes(year, off)) is expected


@pytest.mark.parametrize(("published_on", "expected"), [(date(2026, 3, 10), []), (date(2026, 3, 11), ["published_on"])])
def test_a_notice_is_not_published_tomorrow(published_on, expected):
    assert [field for _, field in codes(published_on=published_on)] == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 30), [("outside", "days")]),
        (date(2026, 12, 1), []),
        (date(2027, 12, 31), []),
        (date(2028, 1, 1), [("outside", "days")]),
    ],
)
def test_days_lie_in_the_year_or_in_the_december_before(day, expected):
    assert codes(work={day: ""}) == expected


def test_a_day_is_off_or_worked_and_not_both():
    assert codes(work={date(2027, 1, 1): ""}) == [("both", "days")]


@pytest.mark.parametrize("left_out", sorted(FEASTS))
def test_a_notice_without_a_statutory_day_was_not_copied_whole(left_out):
    off = {day: name for day, name in FEASTS.items() if day != left_out}
    assert codes(off=off) == [("statutory", "days")]


def test_a_place_names_only_the_days_it_orders_otherwise():
    assert codes(off={date(2027, 3, 3): "三月三"}, division="33") == []


@pytest.mark.parametrize(
    ("question", "answer", "taken"),
    [
        ("rest_days", "all", True),
        ("rest_days", "statutory", True),
        ("rest_days", "no", False),
        ("review_roll", "no", True),
        ("labour_hour", "17:00", True),
        ("union_hour", "24:00", True),
        ("union_hour", "17:15", False),
        ("review_roll", "17:00", False),
    ],
)
def test_a_reading_is_one_of_its_questions_answers(question, answer, taken):
    assert (list(rules.reading(question, answer)) == []) is taken
