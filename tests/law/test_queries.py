"""When a clock runs out, asked as other floors ask it: the row, the days, and what is told beside them."""

from datetime import date

import pytest

from gongqiao.kernel import periods as kernel
from gongqiao.kernel.flow import FLOWS
from gongqiao.kernel.models import Deadline
from gongqiao.law import queries
from gongqiao.law.catalogue import CLOCKS
from gongqiao.law.models import ArrangedDay, Arrangement, Reading

pytestmark = pytest.mark.django_db
HANGZHOU, WENZHOU = "330109", "330302"


def arranged(year, days, *, division="", version=1):
    made = Arrangement.objects.create(
        year=year, division=division, version=version, source="国办发明电〔2026〕8号", published_on=date(2026, 11, 30)
    )
    for day, kind in days.items():
        ArrangedDay.objects.create(arrangement=made, day=day, kind=kind, name="春节")
    return made


def read(question, answer, *, division="", since=date(2020, 1, 1)):
    Reading.objects.create(question=question, answer=answer, division=division, since=since, basis="会议纪要")


def review(start, division=HANGZHOU):
    return queries.due("bargaining.review", start, division=division, kind="wage")


def test_a_reply_in_hangzhou_is_due_after_ten_working_days_and_the_twenty_days_are_told():
    due = queries.due("bargaining.reply", date(2026, 3, 10), division=HANGZHOU, kind="wage")

    assert due == queries.Due(
        last_day=date(2026, 3, 24),
        unrolled=date(2026, 3, 24),
        effect_day=None,
        unit="working",
        article="《杭州市企业工资集体协商条例》第二十四条",
        row="bargaining.reply@3301/wage#2014-05-01",
        provisional=False,
        words="",
        calendar="2026:chinesecalendar-1.11.0",
        value="10个工作日",
        notes=("不得拒绝", "另有规定：《集体合同规定》第三十二条为20日"),
        hint_day=date(2026, 3, 23),
    )


def test_where_the_other_text_ends_earlier_the_hint_comes_before_that_day():
    due = queries.due("bargaining.reply", date(2026, 9, 22), division=WENZHOU)
    assert due.last_day == date(2026, 10, 13)
    assert due.hint_day == date(2026, 10, 10), "the twentieth day is the 12th; the day before it is a Sunday"


def test_silence_of_fifteen_days_takes_effect_the_day_after_the_rolled_last_day():
    due = review(date(2026, 3, 6))
    assert (due.unrolled, due.last_day, due.effect_day) == (date(2026, 3, 21), date(2026, 3, 23), date(2026, 3, 24))
    assert due.article == "《杭州市企业工资集体协商条例》第四十条"


def test_a_bureau_that_does_not_let_its_review_roll_is_followed_in_its_own_place():
    read("review_roll", "no", division="3301")
    assert review(date(2026, 3, 6)).effect_day == date(2026, 3, 22)
    assert review(date(2026, 3, 6), WENZHOU).effect_day == date(2026, 3, 24)
    assert queries.due("bargaining.file", date(2026, 3, 4), division=HANGZHOU).last_day == date(2026, 3, 16)


def test_a_reading_holds_from_its_day_on_and_the_nearest_place_wins():
    read("review_roll", "no", division="33", since=date(2026, 3, 6))
    assert review(date(2026, 3, 5)).effect_day == date(2026, 3, 21)
    assert review(date(2026, 3, 6)).effect_day == date(2026, 3, 22)
    read("review_roll", "yes", division="330109")
    assert review(date(2026, 3, 6)).effect_day == date(2026, 3, 24)


def test_the_narrower_reading_of_rest_days_is_a_setting_of_the_place():
    read("rest_days", "statutory", division="33")
    assert queries.due("bargaining.file", date(2026, 3, 4), division=HANGZHOU).last_day == date(2026, 3, 14)


@pytest.mark.parametrize(
    ("kind", "last_day", "unit"),
    [("wage", date(2026, 3, 11), "working"), ("comprehensive", date(2026, 3, 13), "calendar")],
)
def test_information_is_given_before_the_session_by_the_rule_of_the_kind(kind, last_day, unit):
    due = queries.due("bargaining.information", date(2026, 3, 20), division=HANGZHOU, kind=kind)
    assert (due.last_day, due.unit) == (last_day, unit)


def test_a_day_reckoned_on_the_provisional_year_is_marked():
    due = queries.due("bargaining.reply", date(2026, 12, 25), division=WENZHOU)
    assert due.last_day == date(2027, 1, 11)
    assert due.provisional
    assert due.words == "暂定（待国务院放假通知）"
    assert due.calendar == "2026:chinesecalendar-1.11.0 2027:provisional-1"


def test_a_day_that_only_starts_before_the_provisional_year_is_not_marked():
    assert not queries.due("bargaining.reply", date(2026, 12, 10), division=WENZHOU).provisional


def test_a_day_in_a_year_nobody_maintains_is_empty_and_says_so():
    due = queries.due("bargaining.review", date(2027, 12, 25), division=WENZHOU)
    assert (due.last_day, due.effect_day, due.unrolled) == (None, None, date(2028, 1, 9))
    assert due.words == "日历未维护（2028年）"
    assert due.article == "《浙江省集体合同条例》第三十四条"


def test_a_maximum_duration_asks_no_calendar():
    due = queries.due("bargaining.suspension", date(2027, 12, 20), division=HANGZHOU, kind="wage")
    assert (due.last_day, due.calendar, due.provisional) == (date(2028, 1, 19), "", False)


def test_where_no_text_sets_the_period_there_is_no_day():
    due = queries.due("bargaining.conclusion", date(2026, 3, 10), division=WENZHOU, kind="wage")
    assert (due.last_day, due.row, due.words) == (None, "", "该地区没有这项期限的规定")


def test_the_rows_of_another_day_may_be_asked_for():
    due = queries.due("bargaining.reply", date(2026, 3, 10), division=HANGZHOU, kind="wage", on=date(2014, 4, 30))
    assert due.article == "《浙江省集体合同条例》第七条"


def test_the_arrangement_the_operator_entered_replaces_the_provisional_year():
    arranged(2027, {date(2027, 1, 1): "off", date(2027, 1, 3): "work", date(2027, 1, 4): "off"})
    due = queries.due("bargaining.reply", date(2026, 12, 25), division=WENZHOU)
    assert (due.last_day, due.provisional) == (date(2027, 1, 11), False)
    assert due.calendar == "2026:chinesecalendar-1.11.0 2027:v1"


def test_the_newest_version_of_a_year_holds():
    arranged(2027, {date(2027, 1, 4): "off"})
    arranged(2027, {date(2027, 1, 4): "off", date(2027, 1, 5): "off"}, version=2)
    assert queries.due("bargaining.reply", date(2026, 12, 25), division=WENZHOU).last_day == date(2027, 1, 12)


def test_a_notice_may_order_days_of_the_december_before():
    arranged(2027, {date(2026, 12, 31): "off", date(2027, 1, 1): "off"})
    assert queries.due("bargaining.publish", date(2026, 12, 24), division=WENZHOU).last_day == date(2027, 1, 4)


def test_a_local_arrangement_holds_in_its_place_only():
    arranged(2026, {date(2026, 3, 12): "off"}, division="3301")
    there, elsewhere = (queries.due("bargaining.publish", date(2026, 3, 10), division=d) for d in (HANGZHOU, WENZHOU))
    assert (there.last_day, elsewhere.last_day) == (date(2026, 3, 18), date(2026, 3, 17))
    assert there.calendar == "2026:chinesecalendar-1.11.0+3301v1"


def test_the_versions_of_many_local_years_stay_short_enough_to_be_kept():
    for year in range(2015, 2028):
        for place in ("33", "3301", "330109"):
            arranged(year, {date(year, 3, 3): "off"}, division=place)
    due = queries.due("bargaining.reply", date(2026, 12, 25), division=HANGZHOU)
    assert due.calendar == "2026:chinesecalendar-1.11.0+33v1+3301v1+330109v1 2027:provisional-1+33v1+3301v1+330109v1"
    assert len(due.calendar) <= Deadline._meta.get_field("calendar").max_length


def test_the_kernel_is_answered_by_the_same_rows():
    where = kernel.Jurisdiction(division=HANGZHOU, kind="wage")
    assert kernel.reckon("bargaining.file", date(2026, 3, 10), jurisdiction=where) == queries.due(
        "bargaining.file", date(2026, 3, 10), division=HANGZHOU, kind="wage"
    )


@pytest.mark.parametrize("clock", sorted(CLOCKS))
def test_every_clock_of_the_catalogue_can_be_reckoned_somewhere(clock):
    found = [queries.due(clock, date(2026, 3, 10), division=place, kind="wage") for place in ("3301", "3302")]
    assert any(due.last_day for due in found)
    assert all(due.effect_day is None or due.effect_day > due.last_day for due in found)


def test_every_clock_of_the_flows_runs_by_a_period_of_the_catalogue():
    periods = {clock.period for flow in FLOWS.values() for clock in flow.clocks}
    assert periods <= set(CLOCKS)


def test_an_unknown_clock_is_an_error():
    with pytest.raises(KeyError):
        queries.due("bargaining.nothing", date(2026, 3, 10), division=HANGZHOU)


def test_a_reckoning_asks_the_database_three_times_however_many_years_it_holds(django_assert_num_queries):
    arranged(2027, {date(2027, 1, 4): "off"})
    arranged(2028, {date(2028, 1, 3): "off"})
    with django_assert_num_queries(3):
        queries.due("bargaining.reply", date(2026, 12, 25), division=WENZHOU)
