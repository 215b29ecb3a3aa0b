"""Which days are worked: the package's years, the provisional one, the operator's and a place's own."""

from datetime import date

import pytest

from gongqiao.law.calendar import PACKAGED, Calendar, UnmaintainedError, Year, packaged, provisional

NATIONAL = Calendar()


def entered(*, off=(), work=(), number=2027):
    return Year(
        number, dict.fromkeys(off, "假"), dict.fromkeys(work, "班"), "v1", "国办发明电〔2026〕8号", date(2026, 11, 30)
    )


@pytest.mark.parametrize(
    "day",
    [date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10)],
)
def test_a_made_up_weekend_day_of_2026_is_a_working_day(day):
    assert day.weekday() >= 5
    assert NATIONAL.works(day)
    assert not NATIONAL.rests(day)


@pytest.mark.parametrize("day", [date(2026, 1, 2), date(2026, 2, 16), date(2026, 2, 23), date(2026, 10, 7)])
def test_a_weekday_off_by_the_notice_is_a_rest_day(day):
    assert day.weekday() < 5
    assert NATIONAL.rests(day)


def test_february_2026_is_worked_but_for_its_sundays_and_the_nine_days_of_the_festival():
    february = [date(2026, 2, number) for number in range(1, 29)]
    assert [day.day for day in february if not NATIONAL.works(day)] == [1, 7, 8, *range(15, 24)]


def test_the_package_knows_every_year_from_2004_to_2026():
    assert (PACKAGED.start, PACKAGED.stop) == (2004, 2027)
    assert {number for number in range(2000, 2030) if packaged(number) or provisional(number)} == {*range(2004, 2028)}


def test_a_year_tells_its_notice_and_the_day_it_was_published():
    year = NATIONAL.year(2026)
    assert (year.source, year.published_on, year.provisional) == ("国办发明电〔2025〕7号", date(2025, 11, 4), False)


def test_2027_is_provisional_with_weekends_and_the_thirteen_statutory_days():
    year = NATIONAL.year(2027)
    assert year.provisional
    assert len(year.off) == 13
    assert year.work == {}
    assert not NATIONAL.works(date(2027, 2, 5))
    assert NATIONAL.works(date(2027, 2, 9))


@pytest.mark.parametrize("day", [date(2028, 1, 3), date(2003, 12, 31)])
def test_a_year_nobody_maintains_is_refused_and_not_guessed(day):
    with pytest.raises(UnmaintainedError, match=f"{day.year}年日历未维护"):
        NATIONAL.works(day)


def test_a_year_the_operator_entered_replaces_the_provisional_one_whole():
    calendar = Calendar({2027: entered(off=[date(2027, 2, 9)], work=[date(2027, 2, 14)])})
    assert not calendar.works(date(2027, 2, 9))
    assert calendar.works(date(2027, 2, 14))
    assert calendar.works(date(2027, 2, 5)), "a statutory day the notice does not name is not added to it"


def test_a_year_the_operator_entered_makes_an_unmaintained_year_reckonable():
    assert Calendar({2028: entered(number=2028)}).works(date(2028, 1, 3))


def test_a_place_may_order_a_single_day_otherwise():
    calendar = Calendar(local={date(2026, 3, 10): False, date(2026, 3, 14): True}, local_versions={2026: "+3301v1"})
    assert [calendar.works(date(2026, 3, day)) for day in (9, 10, 14, 15)] == [True, False, True, False]
    assert calendar.rests(date(2026, 3, 10))


def test_the_narrower_reading_moves_a_last_day_off_holidays_only():
    narrow = Calendar(weekly=False)
    assert not narrow.rests(date(2026, 3, 14)), "an ordinary Saturday"
    assert narrow.rests(date(2026, 2, 21)), "a Saturday within the Spring Festival"
    assert not narrow.works(date(2026, 3, 14)), "working days stay those of the state calendar"


def test_a_stretch_of_days_names_the_tables_that_spoke():
    calendar = Calendar(local_versions={2026: "+3301v1", 2025: "+3301v3"})
    assert calendar.versions(date(2026, 12, 30), date(2027, 1, 4)) == (
        "2026:chinesecalendar-1.11.0+3301v1 2027:provisional-1"
    )
