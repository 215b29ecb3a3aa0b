"""Tasks follow the states of things: opened once, closed when the state is left, handed on when the thing is."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from gongqiao.kernel.authority import SELF
from gongqiao.kernel.records import announce
from gongqiao.law import queries as law
from gongqiao.law.book import Book
from gongqiao.notices import actions, queries
from gongqiao.notices.models import Notice, Task
from tests import make
from tests.notices import papers
from tests.notices.papers import ACCEPTED, BACK, CHIEF, CLERK, OPEN, STRANGER, move, paper

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 3, 20)


@pytest.fixture(name="writer")
def _writer():
    return make.oneself(make.account(make.person()))


@pytest.fixture(name="newcomer")
def _newcomer():
    """Somebody whose account is not tied to a person yet."""
    return make.oneself(make.account())


def titles(viewer, folder="tasks"):
    return [task.title for task in getattr(queries, folder)(viewer).order_by("sorts_on", "pk")]


def test_a_state_that_asks_for_somebody_opens_her_task_with_the_clocks_last_day(hear, writer):
    made = paper(OPEN, writer=writer, due_on=FRIDAY)
    move(made, OPEN, by=writer)

    hear()

    task = Task.objects.get()
    assert (task.kind, task.title) == ("contenttypes.read", f"张*的卷子 {made.pk}")
    assert (task.body_id, task.roles) == (made.pk, [CLERK, CHIEF])
    assert (task.due_on, task.sorts_on, task.href, task.follow) == (FRIDAY, FRIDAY, "/me/", "/me/looks/")
    assert (task.started_by, task.owner_account) == (writer.person_id, writer.account_id)


@pytest.mark.parametrize(("role", "seen"), [(CLERK, 1), (CHIEF, 1), (STRANGER, 0), (SELF, 0)])
def test_only_the_named_roles_at_the_body_have_the_task(hear, writer, role, seen):
    made = paper(OPEN, writer=writer)
    move(made, OPEN, by=writer)
    hear()

    assert len(titles(make.actor(role, made))) == seen
    assert titles(make.actor(role, make.body())) == []


def test_however_often_the_ear_hears_there_is_one_task(hear, writer):
    made = paper(OPEN, writer=writer)
    for _ in range(3):
        move(made, OPEN, by=writer)

    hear(again=True)
    hear(again=True)

    assert Task.objects.count() == 1


def test_leaving_the_state_closes_the_task_and_opens_the_next_persons(hear, writer):
    made = paper(OPEN, writer=writer)
    move(made, OPEN, by=writer)
    hear()
    clerk = make.actor(CLERK, made)

    move(made, BACK, by=clerk, at=make.AT + timedelta(hours=1))
    hear()

    assert titles(clerk) == []
    assert titles(clerk, "done") == [f"张*的卷子 {made.pk}"]
    assert titles(writer) == ["修改卷子"]
    assert titles(make.actor(CHIEF, made), "done") == []
    done = Task.objects.get(kind="contenttypes.read")
    assert (done.done_by, done.done_body, done.done_at) == (
        clerk.person_id,
        made.pk,
        make.AT + timedelta(hours=1),
    )


def test_an_account_without_a_person_has_an_inbox_too(hear, newcomer):
    made = paper(OPEN, writer=newcomer)
    move(made, BACK, by=make.actor(CLERK, made))

    hear()

    assert titles(newcomer) == ["修改卷子"]
    assert titles(newcomer, "started") == ["修改卷子"]
    assert titles(make.oneself(make.account())) == []


def test_a_thing_handed_on_leaves_one_office_and_enters_the_other(hear, writer):
    made, other = paper(OPEN, writer=writer), make.body()
    move(made, OPEN, by=writer)
    hear()

    papers.OFFICES[made.pk] = other.pk
    move(made, OPEN, by=make.actor(CLERK, made))
    hear()

    assert titles(make.actor(CLERK, made)) == []
    assert len(titles(make.actor(CLERK, other))) == 1


def test_a_late_ear_looks_at_the_state_as_it_is_now(hear, writer):
    made = paper(OPEN, writer=writer)
    move(made, OPEN, by=writer)
    move(made, ACCEPTED, by=make.actor(CLERK, made))

    hear()

    assert Task.objects.standing().count() == 0


def test_a_batch_closes_the_tasks_of_all_its_things_and_tells_their_owners_once(hear, writer, newcomer):
    made = [paper(OPEN, writer=each) for each in (writer, newcomer, None)]
    for each in made:
        move(each, OPEN, by=writer)
    hear()
    papers.Paper.objects.filter(pk__in=[each.pk for each in made]).update(name=ACCEPTED)
    meeting = make.body(name="会议")
    event = papers.AcceptedMany([each.pk for each in made])
    announce(event, by=make.actor(CHIEF, meeting), about=meeting, at=make.AT)

    hear()
    hear(again=True)

    assert Task.objects.standing().count() == 0
    told = Notice.objects.order_by("pk").values_list("account", "words")
    assert list(told) == [(each.account_id, "您的卷子通过了") for each in (writer, newcomer)]


def test_a_broken_ear_leaves_the_act_alone_and_mends_itself_at_the_next_one(hear, writer, monkeypatch):
    made = paper(OPEN, writer=writer)
    with monkeypatch.context() as patch:
        patch.setattr("gongqiao.notices.actions.keep_up", lambda *_: 1 / 0)
        record = move(made, OPEN, by=writer)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            hear()

    assert record.pk
    hear(again=True)
    assert Task.objects.count() == 1


def test_the_started_folder_shows_each_thing_once_by_where_it_is_now(hear, writer):
    made = paper(OPEN, writer=writer)
    clerk = make.actor(CLERK, made)
    for state, by in ((OPEN, writer), (BACK, clerk), (OPEN, writer)):
        move(made, state, by=by)
        hear()

    assert titles(writer, "started") == [f"张*的卷子 {made.pk}"]
    assert titles(clerk, "started") == ["修改卷子"]
    assert Task.objects.count() == 3


def test_a_last_day_filled_in_later_is_carried_over(hear, writer):
    made = paper(OPEN, writer=writer)
    deadline = papers.running(made, None)
    move(made, OPEN, by=writer)
    hear()
    assert Task.objects.get().due_on is None

    deadline.due_on = FRIDAY
    deadline.save()
    assert actions.refresh(make.AT) == 1
    assert actions.refresh(make.AT) == 0

    assert Task.objects.get().due_on == FRIDAY


def test_what_is_due_first_stands_first_and_what_has_no_day_last(hear, writer):
    reader = make.body()
    for due_on in (None, FRIDAY, date(2026, 3, 12)):
        made = paper(OPEN, writer=writer, due_on=due_on)
        papers.OFFICES[made.pk] = reader.pk
        move(made, OPEN, by=writer)
    hear()

    found = queries.tasks(make.actor(CLERK, reader)).order_by("sorts_on", "pk")

    assert [task.due_on for task in found] == [date(2026, 3, 12), FRIDAY, None]


def test_a_reminder_moves_back_from_a_rest_day():
    book = Book.opened()

    sunday = date(2026, 3, 15)
    assert law.remind_on(date(2026, 3, 16), 1, division="330106", book=book) == date(2026, 3, 13)
    assert law.remind_on(sunday, 2, division="", book=book) == date(2026, 3, 13)
    assert law.remind_on(date(2026, 3, 18), 1, division="", book=book) == date(2026, 3, 17)
    assert law.remind_on(date(2040, 1, 9), 1, division="", book=book) == date(2040, 1, 8)
