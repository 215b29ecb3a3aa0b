"""Entering a year and settling a reading: what is written, what moves, and what keeps its day."""

from datetime import UTC, date, datetime

import pytest

from gongqiao.kernel import queue
from gongqiao.kernel.models import Deadline, Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.law import actions, queries
from gongqiao.law.models import ArrangedDay, Arrangement, Reading
from tests import make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
FEASTS = {date(2027, month, day): "节日" for month, day in ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))}
IN_2028 = {day.replace(year=2028): name for day, name in FEASTS.items()}
WENZHOU = "330302"


def operator():
    return make.actor("system-admin")


def arrange(year=2027, off=FEASTS, work=None, *, by=None, **parts):
    facts = {"division": "", "source": "国办发明电〔2026〕8号", "published_on": date(2026, 11, 30), **parts}
    return actions.arrange(year, off=off, work=work or {}, by=by or operator(), at=AT, **facts)


def start(clock, on, **parts):
    """A running clock as the kernel keeps it."""
    due = queries.due(clock, on, division=WENZHOU)
    facts = {
        "subject_type": "kernel.body", "subject_id": str(next(make.serial)), "clock": clock, "started_on": on,
        "due_on": due.last_day, "effect_on": due.effect_day, "unrolled_on": due.unrolled, "parameter": due.row,
        "article": due.article, "calendar": due.calendar, "provisional": due.provisional, "division": WENZHOU,
    }  # fmt: skip
    return Deadline.objects.create(**facts | parts)


def hear(made):
    record = Record.objects.get(event="law.Arranged", subject_id=str(made.pk))
    queue.run("hear", ear="law.fill_waiting_clocks", record=record.pk)


def test_a_year_is_entered_with_its_days_and_one_record():
    made = arrange(work={date(2027, 2, 14): "春节"})

    assert (made.year, made.division, made.version) == (2027, "", 1)
    assert list(made.days.order_by("day").values_list("kind", flat=True)) == ["off", "work", "off", "off", "off", "off"]
    record = Record.objects.get()
    assert (record.event, record.facts["year"], record.facts["version"]) == ("law.Arranged", 2027, 1)


def test_a_correction_is_a_new_version_and_the_old_one_stays():
    first, second = arrange(), arrange(off=FEASTS | {date(2027, 2, 8): "春节"})

    assert [first.version, second.version] == [1, 2]
    assert ArrangedDay.objects.filter(arrangement=first).count() == 5
    assert not queries.Book.opened().calendar("", date(2027, 1, 1)).works(date(2027, 2, 8))


def test_versions_are_counted_by_place():
    assert [arrange().version, arrange(division="33", off={date(2027, 3, 3): "三月三"}).version] == [1, 1]


def test_only_the_operator_keeps_the_calendar():
    with pytest.raises(Forbidden):
        arrange(by=make.actor("visitor"))
    assert not Arrangement.objects.exists()


def test_a_refused_year_changes_nothing():
    with pytest.raises(Refused):
        arrange(off={})
    assert not Arrangement.objects.exists()
    assert not Record.objects.exists()


@pytest.mark.parametrize(
    ("corrected", "would_be"),
    [
        ({"off": FEASTS | {date(2027, 2, 3): "临时放假"}}, date(2027, 2, 9)),
        ({"work": {date(2027, 2, 6): "春节"}}, date(2027, 2, 6)),
    ],
    ids=["it would have more time", "it would have less"],
)
def test_a_clock_that_has_its_day_keeps_it_when_the_year_is_corrected(corrected, would_be):
    hear(arrange())
    running = start("bargaining.publish", date(2027, 2, 1))
    hear(arrange(**corrected))

    before, after = running.due_on, Deadline.objects.get()
    assert (before, after.due_on, after.calendar) == (date(2027, 2, 8), date(2027, 2, 8), "2027:v1")
    assert queries.again(after, queries.Book.opened()).last_day == would_be


def test_a_clock_without_a_day_has_it_when_its_year_is_loaded():
    review = start("bargaining.review", date(2027, 12, 25))
    assert (review.due_on, review.effect_on) == (None, None)

    hear(arrange())
    review.refresh_from_db()
    assert review.due_on is None, "2028 is still not known"

    hear(arrange(2028, IN_2028))
    review.refresh_from_db()
    assert (review.due_on, review.effect_on, review.unrolled_on) == (
        date(2028, 1, 10),
        date(2028, 1, 11),
        date(2028, 1, 9),
    )
    assert (review.calendar, review.provisional) == ("2028:v1", False)


@pytest.mark.parametrize(
    ("off", "expected"),
    [
        (FEASTS | {date(2027, 1, 4): "元旦"}, date(2027, 1, 5)),
        (FEASTS, date(2027, 1, 4)),
    ],
    ids=["the notice gives a day more", "the notice leaves it where it was"],
)
def test_a_provisional_day_becomes_definite(off, expected):
    running = start("bargaining.file", date(2026, 12, 23))
    assert (running.due_on, running.provisional) == (date(2027, 1, 4), True)

    hear(arrange(off=off))
    running.refresh_from_db()
    assert (running.due_on, running.provisional, running.calendar) == (expected, False, "2027:v1")


def test_a_provisional_day_never_moves_against_the_one_who_must_act():
    running = start("bargaining.file", date(2026, 12, 23))
    hear(arrange(work={date(2027, 1, 2): "元旦"}))

    running.refresh_from_db()
    assert (running.due_on, running.provisional) == (date(2027, 1, 4), False)
    assert queries.again(running, queries.Book.opened()).last_day == date(2027, 1, 2)


def test_stopped_and_unruled_clocks_are_left_alone():
    stopped = start("bargaining.review", date(2027, 12, 25), closed_on=date(2027, 12, 26))
    unruled = start("bargaining.conclusion", date(2027, 12, 25))
    hear(arrange(2028, IN_2028))

    assert {Deadline.objects.get(pk=each.pk).due_on for each in (stopped, unruled)} == {None}


def test_filling_is_told_once_with_its_count_and_by_the_operator_who_loaded_the_year():
    for _ in range(3):
        start("bargaining.review", date(2027, 12, 25))
    made = arrange(2028, IN_2028)
    hear(made)

    arranged, filled = Record.objects.order_by("pk")
    assert (filled.event, filled.facts) == ("law.Filled", {"year": 2028, "clocks": 3})
    assert filled.person == arranged.person


def test_a_reading_is_settled_for_a_place_from_a_day_on():
    facts = {"division": "3301", "basis": "市人力社保局复函", "since": date(2026, 3, 10)}
    actions.settle_reading("review_roll", answer="no", by=operator(), at=AT, **facts)
    corrected = actions.settle_reading("review_roll", answer="yes", by=operator(), at=AT, **facts)

    assert Reading.objects.get() == corrected
    assert str(corrected) == "审查期限末日遇休息日：顺延"
    assert list(Record.objects.values_list("event", flat=True)) == ["law.ReadingSettled"] * 2


def test_only_the_operator_settles_a_reading_and_only_with_one_of_its_answers():
    facts = {"division": "", "basis": "复函", "since": date(2026, 3, 10), "at": AT}
    with pytest.raises(Forbidden):
        actions.settle_reading("rest_days", answer="all", by=make.actor("self"), **facts)
    with pytest.raises(Refused):
        actions.settle_reading("rest_days", answer="no", by=operator(), **facts)
    assert not Reading.objects.exists()
