"""What a missing year asks of the operator, and what a year that was entered tells whoever must act."""

from datetime import UTC, date, datetime

import pytest

from gongqiao.kernel.models import Deadline
from gongqiao.law import actions as law
from gongqiao.law import queries
from gongqiao.notices import actions, offices
from gongqiao.notices.jobs import remind
from gongqiao.notices.kinds import To, kind
from gongqiao.notices.models import Notice, Task
from gongqiao.notices.queries import tasks
from tests import make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
FEASTS = {date(2027, month, day): "节日" for month, day in ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))}
ACT = kind("contenttypes.file", "报送集体合同")
OFFICER = "officer"


@pytest.fixture(name="operator")
def _operator():
    return make.actor("system-admin", make.body(kind="platform", line="platform"))


@pytest.fixture(name="holder")
def _holder(monkeypatch):
    """The officer of a union, whose inbox shows what the union must do."""
    union, person = make.body(), make.person()
    monkeypatch.setattr(offices, "_PROVIDERS", [lambda body, _roles, _on: [person.pk] if body == union.pk else []])
    return make.actor(OFFICER, union, person_id=person.pk)


def started(clock, on, *, about=None, division="330109"):
    due = queries.due(clock, on, division=division)
    return Deadline.objects.create(
        subject_type="kernel.body",
        subject_id=str((about or make.body()).pk),
        clock=clock,
        started_on=on,
        due_on=due.last_day,
        parameter=due.row,
        provisional=due.provisional,
        division=division,
    )


def asked(holder, clock, on):
    """A task whose clock runs."""
    about = make.body()
    deadline = started(clock, on, about=about)
    to, days = To(holder.body_id, (OFFICER,)), {"due_on": deadline.due_on, "provisional": deadline.provisional}
    actions.open_task(ACT, to, about=about, url="people:me", at=AT, clock=clock, title="某公司集体合同", **days)
    return Task.objects.get(subject_id=str(about.pk))


def arrange(year, operator, hear, *, more=()):
    """The year is entered, then the waiting clocks are filled, then whoever they concern is told."""
    off = {day.replace(year=year): name for day, name in FEASTS.items()} | dict.fromkeys(more, "节日")
    facts = {"division": "", "source": "国办发明电〔2026〕8号", "published_on": date(2026, 11, 30)}
    law.arrange(year, off=off, work={}, by=operator, at=AT, **facts)
    hear()
    hear()


def told(holder):
    return list(Notice.objects.filter(person=holder.person_id).order_by("pk").values_list("words", flat=True))


def test_the_operator_is_asked_once_for_each_year_that_a_running_clock_needs(operator):
    for division in ("330109", "330302"):
        started("bargaining.review", date(2027, 12, 25), division=division)
    started("bargaining.publish", date(2030, 12, 28))

    for _ in range(3):
        actions.ask_for_years(AT)

    assert [task.title for task in tasks(operator).order_by("subject_id")] == [
        "2028年放假安排还没有录入，用到它的期限没有最后一日",
        "2030年放假安排还没有录入（2028年起可以录入），用到它的期限没有最后一日",
    ]
    assert {task.href for task in tasks(operator)} == {"/desk/calendar/"}
    assert not tasks(make.actor("audit-admin", make.body(kind="platform", line="platform"))).exists()


def test_the_job_of_the_morning_asks(operator):
    started("bargaining.review", date(2027, 12, 25))

    remind()

    assert tasks(operator).count() == 1


def test_nothing_is_asked_while_every_running_clock_has_its_day(operator):
    started("bargaining.file", date(2026, 12, 23))
    stopped = started("bargaining.review", date(2027, 12, 25))
    Deadline.objects.filter(pk=stopped.pk).update(closed_on=date(2027, 12, 26))

    actions.ask_for_years(AT)

    assert not tasks(operator).exists()


def test_without_a_platform_nobody_is_asked():
    started("bargaining.review", date(2027, 12, 25))

    actions.ask_for_years(AT)

    assert not Task.objects.exists()


def test_entering_the_year_closes_the_task_and_only_that_one(operator, hear):
    started("bargaining.review", date(2027, 12, 25))
    started("bargaining.publish", date(2030, 12, 28))
    actions.ask_for_years(AT)

    arrange(2028, operator, hear)

    assert [task.subject_id for task in tasks(operator)] == ["2030"]
    assert Task.objects.get(subject_id="2028").done_by == operator.person_id


def test_what_the_operator_has_marked_as_dealt_with_is_not_asked_again(operator):
    started("bargaining.publish", date(2030, 12, 28))
    actions.ask_for_years(AT)

    actions.settle_task(Task.objects.get().pk, by=operator, at=AT)
    actions.ask_for_years(AT)

    assert Task.objects.count() == 1
    assert not tasks(operator).exists()


def test_a_task_closes_when_nothing_waits_for_the_year_any_more_and_opens_when_something_does(operator):
    waiting = started("bargaining.review", date(2027, 12, 25))
    actions.ask_for_years(AT)
    Deadline.objects.filter(pk=waiting.pk).update(closed_on=date(2027, 12, 26))
    actions.ask_for_years(AT)
    assert not tasks(operator).exists()

    started("bargaining.review", date(2027, 12, 26))
    actions.ask_for_years(AT)
    assert tasks(operator).count() == 1


def test_whoever_must_act_is_told_when_her_last_day_moves(operator, holder, hear):
    task = asked(holder, "bargaining.file", date(2026, 12, 23))
    assert (task.due_on, task.provisional) == (date(2027, 1, 4), True)

    arrange(2027, operator, hear, more=[date(2027, 1, 4)])
    hear(again=True)
    actions.refresh(AT)

    task.refresh_from_db()
    assert (task.due_on, task.provisional) == (date(2027, 1, 5), False)
    assert told(holder) == ["最后一日由2027年1月4日改为2027年1月5日：某公司集体合同"]


def test_a_day_that_stays_where_it_was_is_made_definite_without_a_word(operator, holder, hear):
    task = asked(holder, "bargaining.file", date(2026, 12, 23))

    arrange(2027, operator, hear)

    task.refresh_from_db()
    assert (task.due_on, task.provisional) == (date(2027, 1, 4), False)
    assert told(holder) == []


def test_whoever_had_no_last_day_is_told_when_there_is_one(operator, holder, hear):
    asked(holder, "bargaining.review", date(2027, 12, 25))

    arrange(2028, operator, hear)

    assert told(holder) == ["最后一日确定为2028年1月10日：某公司集体合同"]


def test_whoever_has_acted_already_is_not_told(operator, holder, hear):
    task = asked(holder, "bargaining.file", date(2026, 12, 23))
    Task.objects.filter(pk=task.pk).update(done_at=AT)

    arrange(2027, operator, hear, more=[date(2027, 1, 4)])

    assert told(holder) == []
