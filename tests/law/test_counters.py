"""When the last day ends for a paper: at 24:00 on line, and when the counter closes where there is one."""

from datetime import date, datetime, time

import pytest

from gongqiao.kernel.actions import ran_out
from gongqiao.kernel.clock import SHANGHAI
from gongqiao.kernel.models import Deadline
from gongqiao.law import queries
from gongqiao.law.models import Counter, Reading
from tests import make

pytestmark = pytest.mark.django_db
LAST = date(2026, 3, 23)
HANGZHOU, WENZHOU = "330109", "330302"


def says(answer, *, counter=Counter.LABOUR, division="3301", since=date(2026, 1, 1)):
    Reading.objects.create(question=counter, answer=answer, division=division, since=since, basis="办事指南")


def at(clock, on=LAST):
    return datetime.combine(on, time.fromisoformat(clock), SHANGHAI)


def in_time(clock, *, counter=Counter.LABOUR, division=HANGZHOU):
    """Does the clock that ends on the last day still run for a paper that was handed over on it?"""
    ends = {"clock": "bargaining.file", "started_on": make.TODAY, "due_on": LAST}
    Deadline.objects.update_or_create(subject_type="kernel.body", subject_id="1", defaults=ends)
    counted = queries.counted_at(at(clock), counter, division=division)
    return not Deadline.objects.filter(ran_out(counted)).exists()


@pytest.mark.parametrize(
    ("clock", "expected"), [("09:00:00", True), ("17:00:00", True), ("17:00:01", False), ("23:59:59", False)]
)
def test_a_paper_comes_in_time_until_the_counter_closes(clock, expected):
    says("17:00")
    assert in_time(clock) is expected


@pytest.mark.parametrize("answer", [None, "24:00"])
def test_where_no_hour_is_known_the_whole_day_is_given(answer):
    if answer:
        says(answer)
    assert in_time("23:59:59")


def test_on_line_the_day_ends_at_midnight_whatever_the_counter_does():
    says("16:00")
    assert not in_time("16:30:00")
    assert not Deadline.objects.filter(ran_out(at("23:59:59"))).exists()


def test_each_counter_and_each_place_has_its_own_hour_and_the_nearest_holds():
    says("17:30", division="33")
    says("16:30", division="330109")
    says("17:00", counter=Counter.UNION, division="")
    found = [
        in_time("17:15:00"),
        in_time("17:15:00", division=WENZHOU),
        in_time("17:15:00", division=WENZHOU, counter=Counter.UNION),
    ]
    assert found == [False, True, False]


def test_an_hour_holds_from_its_day_on():
    says("17:00")
    says("16:00", since=date(2026, 3, 24))
    assert in_time("16:30:00")


def test_what_came_late_counts_as_the_next_day_begins_and_what_came_in_time_when_it_came():
    says("17:00")
    counted = [queries.counted_at(at(clock), Counter.LABOUR, division=HANGZHOU) for clock in ("16:59:00", "17:01:00")]
    assert counted == [at("16:59:00"), at("00:00:00", date(2026, 3, 24))]
