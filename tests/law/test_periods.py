"""T-1 to T-5 and R1 to R9: how days are counted, and which way a last day moves."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongqiao.law.calendar import Calendar
from gongqiao.law.periods import Count, Unit, one_before, reckon

NATIONAL, NARROW = Calendar(), Calendar(weekly=False)
DAYS = st.dates(date(2005, 1, 1), date(2025, 6, 30))
SPANS = st.integers(1, 60)


def last(start, value, unit=Unit.CALENDAR, count=Count.DEADLINE, calendar=NATIONAL, **how):
    return reckon(start, value, unit, count, calendar, **how).last


@pytest.mark.parametrize(
    ("start", "value", "expected"),
    [
        (date(2026, 3, 10), 10, date(2026, 3, 20)),
        (date(2026, 3, 10), 1, date(2026, 3, 11)),
        (date(2026, 3, 4), 10, date(2026, 3, 16)),
        (date(2026, 2, 5), 10, date(2026, 2, 24)),
        (date(2026, 2, 4), 10, date(2026, 2, 14)),
        (date(2025, 12, 22), 10, date(2026, 1, 4)),
        (date(2026, 9, 21), 10, date(2026, 10, 8)),
    ],
    ids=["weekday", "next day", "Saturday", "Spring Festival", "made-up Saturday", "New Year", "National Day"],
)
def test_a_deadline_does_not_count_its_first_day_and_moves_on_from_a_rest_day(start, value, expected):
    assert last(start, value) == expected


@pytest.mark.parametrize(
    ("start", "value", "expected"),
    [
        (date(2026, 3, 10), 10, date(2026, 3, 24)),
        (date(2026, 3, 14), 5, date(2026, 3, 20)),
        (date(2025, 1, 15), 10, date(2025, 2, 5)),
        (date(2026, 2, 13), 5, date(2026, 2, 27)),
        (date(2026, 2, 27), 1, date(2026, 2, 28)),
        (date(2025, 12, 31), 1, date(2026, 1, 4)),
    ],
    ids=["plain", "from a Saturday", "Spring Festival 2025", "made-up Saturday counts", "ends on it", "New Year"],
)
def test_a_period_of_working_days_counts_the_days_of_the_state_calendar(start, value, expected):
    assert last(start, value, Unit.WORKING) == expected


def test_a_period_whose_lapse_has_effect_rolls_and_takes_effect_the_day_after():
    found = reckon(date(2026, 3, 6), 15, Unit.CALENDAR, Count.EFFECT, NATIONAL)
    assert (found.unrolled, found.last, found.effect) == (date(2026, 3, 21), date(2026, 3, 23), date(2026, 3, 24))


def test_a_bureau_may_read_its_review_as_not_rolling():
    found = reckon(date(2026, 3, 6), 15, Unit.CALENDAR, Count.EFFECT, NATIONAL, rolls=False)
    assert (found.unrolled, found.last, found.effect) == (date(2026, 3, 21), date(2026, 3, 21), date(2026, 3, 22))


@pytest.mark.parametrize("count", [Count.DEADLINE, Count.BEFORE, Count.REMINDER, Count.OPENING, Count.MAXIMUM])
def test_other_periods_have_no_day_of_effect(count):
    assert reckon(date(2026, 3, 10), 5, Unit.CALENDAR, count, NATIONAL).effect is None


@pytest.mark.parametrize(
    ("event", "value", "unit", "expected"),
    [
        (date(2026, 3, 20), 7, Unit.CALENDAR, date(2026, 3, 13)),
        (date(2026, 3, 21), 7, Unit.CALENDAR, date(2026, 3, 13)),
        (date(2026, 3, 2), 7, Unit.CALENDAR, date(2026, 2, 14)),
        (date(2026, 3, 20), 7, Unit.WORKING, date(2026, 3, 11)),
        (date(2026, 2, 26), 7, Unit.WORKING, date(2026, 2, 10)),
    ],
    ids=["plain", "onto a Saturday", "over the Spring Festival", "working", "working over the Spring Festival"],
)
def test_at_least_so_many_days_before_is_counted_back_and_moves_earlier(event, value, unit, expected):
    assert last(event, value, unit, Count.BEFORE) == expected


def test_a_maximum_duration_never_rolls():
    assert last(date(2026, 1, 22), 30, count=Count.MAXIMUM) == date(2026, 2, 21)


def test_a_window_opens_on_its_own_day_even_a_rest_day():
    assert last(date(2026, 6, 12), 90, count=Count.OPENING) == date(2026, 3, 14)


def test_a_reminder_comes_earlier_when_its_day_is_a_rest_day():
    assert last(date(2026, 3, 24), 30, count=Count.REMINDER) == date(2026, 2, 14)
    assert last(date(2026, 3, 25), 30, count=Count.REMINDER) == date(2026, 2, 14)
    assert one_before(date(2026, 3, 16), NATIONAL) == date(2026, 3, 13)


@pytest.mark.parametrize(
    ("start", "value", "unit", "expected"),
    [
        (date(2025, 1, 31), 1, Unit.MONTH, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, Unit.MONTH, date(2024, 2, 29)),
        (date(2025, 8, 31), 6, Unit.MONTH, date(2026, 2, 28)),
        (date(2025, 11, 10), 3, Unit.MONTH, date(2026, 2, 10)),
        (date(2024, 2, 29), 1, Unit.YEAR, date(2025, 2, 28)),
        (date(2023, 3, 10), 3, Unit.YEAR, date(2026, 3, 10)),
        (date(2025, 12, 31), 2, Unit.MONTH, date(2026, 2, 28)),
    ],
)
def test_months_and_years_end_on_the_corresponding_day_or_the_end_of_the_month(start, value, unit, expected):
    assert last(start, value, unit, Count.MAXIMUM) == expected


@pytest.mark.parametrize(
    ("event", "value", "expected"),
    [
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2026, 3, 15), 3, date(2025, 12, 15)),
        (date(2026, 2, 28), 1, date(2026, 1, 28)),
    ],
)
def test_months_are_counted_back_the_same_way(event, value, expected):
    assert last(event, value, Unit.MONTH, Count.OPENING) == expected


def test_the_narrower_reading_rolls_over_statutory_days_only():
    assert last(date(2026, 3, 4), 10, calendar=NARROW) == date(2026, 3, 14)
    assert last(date(2026, 2, 6), 10, calendar=NARROW) == date(2026, 2, 20), "the day after the four statutory days"
    assert last(date(2026, 3, 10), 10, Unit.WORKING, calendar=NARROW) == date(2026, 3, 24)


def test_a_period_that_crosses_into_2027_is_reckoned_on_the_provisional_year():
    assert last(date(2026, 12, 28), 5, Unit.WORKING) == date(2027, 1, 5)
    assert last(date(2026, 12, 22), 10) == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("start", "value", "unit", "unrolled"),
    [(date(2027, 12, 30), 3, Unit.WORKING, None), (date(2027, 12, 20), 20, Unit.CALENDAR, date(2028, 1, 9))],
)
def test_a_period_that_ends_in_an_unmaintained_year_is_refused(start, value, unit, unrolled):
    found = reckon(start, value, unit, Count.DEADLINE, NATIONAL)
    assert (found.last, found.unrolled, found.missing) == (None, unrolled, 2028)


def test_a_maximum_duration_needs_no_calendar():
    assert last(date(2027, 12, 20), 60, count=Count.MAXIMUM) == date(2028, 2, 18)


def test_24_receipt_days_put_the_tenth_working_day_after_the_twentieth_day():
    odd = []
    for number in range((date(2026, 11, 19) - date(2015, 1, 1)).days + 1):
        start = date(2015, 1, 1) + timedelta(days=number)
        if last(start, 10, Unit.WORKING) > last(start, 20):
            odd.append(start)
    assert len(odd) == 24
    assert date(2020, 1, 14) in odd
    assert (last(date(2020, 1, 14), 10, Unit.WORKING), last(date(2020, 1, 14), 20)) == (
        date(2020, 2, 4),
        date(2020, 2, 3),
    )


@given(DAYS, SPANS)
def test_a_deadline_is_never_before_its_days_are_over(start, value):
    found = reckon(start, value, Unit.CALENDAR, Count.DEADLINE, NATIONAL)
    assert found.unrolled == start + timedelta(days=value)
    assert found.last >= found.unrolled
    assert NATIONAL.works(found.last)
    passed = [found.unrolled + timedelta(days=each) for each in range((found.last - found.unrolled).days)]
    assert all(NATIONAL.rests(day) for day in passed)


@given(DAYS, SPANS)
def test_working_days_are_counted_exactly(start, value):
    end = last(start, value, Unit.WORKING)
    between = [start + timedelta(days=each) for each in range(1, (end - start).days + 1)]
    assert sum(NATIONAL.works(day) for day in between) == value
    assert NATIONAL.works(end)


@given(DAYS, SPANS, st.sampled_from(list(Unit)), st.sampled_from(list(Count)))
def test_a_later_event_never_ends_earlier(start, value, unit, count):
    value = min(value, 5) if unit in {Unit.MONTH, Unit.YEAR} else value
    if unit is Unit.YEAR:
        value = 1
    assert last(start + timedelta(days=1), value, unit, count) >= last(start, value, unit, count)


@given(DAYS, SPANS)
def test_backwards_mirrors_forwards(start, value):
    assert last(start + timedelta(days=value), value, count=Count.OPENING) == start
    back = reckon(start, value, Unit.CALENDAR, Count.BEFORE, NATIONAL)
    assert back.unrolled + timedelta(days=value) == start
    assert back.last <= back.unrolled
    if NATIONAL.works(start):
        assert last(last(start, value, Unit.WORKING), value, Unit.WORKING, Count.BEFORE) == start


@given(DAYS, SPANS, st.sampled_from([Count.BEFORE, Count.REMINDER]))
def test_counting_back_never_leaves_fewer_days_than_asked(start, value, count):
    assert (start - last(start, value, count=count)).days >= value


@given(DAYS, SPANS)
def test_the_narrower_reading_is_never_later(start, value):
    assert last(start, value, calendar=NARROW) <= last(start, value)
