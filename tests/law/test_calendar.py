"""Which days are worked: the package's years, the provisional one, the operator's and a place's own."""

from datetime import date, timedelta

import pytest

from gongqiao.law.calendar import PACKAGED, Calendar, UnmaintainedError, Year, packaged, provisional, statutory

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


@pytest.mark.parametrize(
    ("year", "source", "published_on"),
    [
        (2026, "国办发明电〔2025〕7号", date(2025, 11, 4)),
        (2023, "国办发明电〔2022〕16号", date(2022, 12, 8)),
        (2013, "国办发明电〔2012〕33号", date(2012, 12, 10)),
        (2008, "国办发明电〔2007〕52号", date(2007, 12, 18)),
    ],
)
def test_a_year_tells_its_notice_and_the_day_it_was_published(year, source, published_on):
    held = NATIONAL.year(year)
    assert (held.source, held.published_on) == (source, published_on)
    assert (held.provisional, held.unchecked) == (False, False)


def test_a_year_that_a_second_notice_changed_names_both():
    assert "国办发明电〔2019〕3号调整劳动节" in NATIONAL.year(2019).source
    assert not NATIONAL.works(date(2019, 5, 3))
    assert "国办发明电〔2020〕1号延长春节" in NATIONAL.year(2020).source
    assert not NATIONAL.works(date(2020, 1, 31))
    assert "国发明电〔2015〕1号增加9月3日" in NATIONAL.year(2015).source
    assert not NATIONAL.works(date(2015, 9, 3))


@pytest.mark.parametrize(
    ("year", "source"),
    [
        (2007, "国办发明电〔2006〕49号（2006年12月14日成文）"),
        (2006, "国办发明电〔2005〕35号（2005年12月16日成文）"),
        (2005, "国务院办公厅当年的放假通知（由软件包汇编，文号未核）"),
    ],
)
def test_before_2008_a_year_tells_its_notice_where_it_was_seen_and_no_day_of_publication(year, source):
    held = NATIONAL.year(year)
    assert (held.source, held.published_on, held.unchecked) == (source, None, True)


@pytest.mark.parametrize(
    ("year", "worked"),
    [(2006, "1/28 2/5 4/29 4/30 9/30 10/8 12/30 12/31"), (2007, "2/17 2/25 4/28 4/29 9/29 9/30 12/29")],
)
def test_the_days_made_up_in_2006_and_2007_are_those_of_the_notices(year, worked):
    """12/30 and 12/31 stand in the notice of 2007, 12/29 in that of 2008."""
    assert " ".join(f"{day.month}/{day.day}" for day in sorted(NATIONAL.year(year).work)) == worked


def test_of_every_packaged_year_it_is_known_whether_the_day_of_its_notice_was_seen():
    assert [year for year in PACKAGED if NATIONAL.year(year).unchecked] == [2004, 2005, 2006, 2007]
    assert not NATIONAL.year(2027).unchecked


def test_a_notice_is_published_before_its_year_begins():
    published = {year: NATIONAL.year(year).published_on for year in PACKAGED if not NATIONAL.year(year).unchecked}
    assert all(date(year - 1, 10, 1) <= day < date(year, 1, 1) for year, day in published.items())


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


def days_of(text, year):
    """ "1/1 2/16-2/19" as days."""
    for stretch in text.split():
        first, _, last = stretch.partition("-")
        start, end = (date(year, *map(int, each.split("/"))) for each in (first, last or first))
        yield from (start + timedelta(days=n) for n in range((end - start).days + 1))


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2004, "1/1 1/22-1/24 5/1-5/3 10/1-10/3"),
        (2007, "1/1 2/18-2/20 5/1-5/3 10/1-10/3"),
        (2008, "1/1 2/6-2/8 4/4 5/1 6/8 9/14 10/1-10/3"),
        (2012, "1/1 1/22-1/24 4/4 5/1 6/23 9/30 10/1-10/3"),
        (2013, "1/1 2/9-2/11 4/4 5/1 6/12 9/19 10/1-10/3"),
        (2014, "1/1 1/31-2/2 4/5 5/1 6/2 9/8 10/1-10/3"),
        (2020, "1/1 1/25-1/27 4/4 5/1 6/25 10/1-10/3"),
        (2024, "1/1 2/10-2/12 4/4 5/1 6/10 9/17 10/1-10/3"),
        (2025, "1/1 1/28-1/31 4/4 5/1-5/2 5/31 10/1-10/3 10/6"),
        (2026, "1/1 2/16-2/19 4/5 5/1-5/2 6/19 9/25 10/1-10/3"),
        (2027, "1/1 2/5-2/8 4/5 5/1-5/2 6/9 9/15 10/1-10/3"),
    ],
    ids=lambda value: f"{value}" if isinstance(value, int) else "",
)
def test_the_statutory_days_are_those_of_the_revision_that_held_in_the_year(year, expected):
    assert sorted(statutory(year)) == sorted(days_of(expected, year))


@pytest.mark.parametrize("year", PACKAGED)
def test_every_statutory_day_is_off_by_the_notice_of_its_year(year):
    assert [day for day in statutory(year) if NATIONAL.works(day)] == []


def test_the_statutory_days_of_a_year_whose_feasts_are_not_listed_are_refused():
    with pytest.raises(UnmaintainedError, match="2041年日历未维护"):
        statutory(2041)


@pytest.mark.parametrize(
    ("day", "rests"),
    [
        (date(2026, 2, 15), False),
        (date(2026, 2, 16), True),
        (date(2026, 2, 19), True),
        (date(2026, 2, 20), False),
        (date(2026, 2, 21), False),
        (date(2026, 2, 22), False),
        (date(2026, 2, 23), False),
        (date(2026, 3, 14), False),
        (date(2026, 5, 2), True),
        (date(2026, 5, 3), False),
        (date(2024, 5, 2), False),
        (date(2024, 2, 13), False),
        (date(2013, 2, 9), True),
        (date(2007, 5, 3), True),
        (date(2007, 5, 4), False),
    ],
)
def test_the_narrower_reading_moves_a_last_day_off_the_statutory_days_only(day, rests):
    narrow = Calendar(weekly=False)
    assert narrow.rests(day) is rests
    assert not narrow.works(day), "working days stay those of the state calendar"


def test_what_a_place_adds_is_no_statutory_day():
    calendar = Calendar(local={date(2026, 3, 12): False}, weekly=False)
    assert not calendar.works(date(2026, 3, 12))
    assert not calendar.rests(date(2026, 3, 12))


def test_a_stretch_of_days_names_the_tables_that_spoke():
    calendar = Calendar(local_versions={2026: "+3301v1", 2025: "+3301v3"})
    assert calendar.versions(date(2026, 12, 30), date(2027, 1, 4)) == (
        "2026:chinesecalendar-1.11.0+3301v1 2027:provisional-1"
    )
