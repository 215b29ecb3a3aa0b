"""Operations, clocks, records and ears, over a book that is lent."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from gongqiao.kernel import flow, periods, queue, records
from gongqiao.kernel.actions import FORMS, OPERATIONS, many, move, operation, running, rush, settle
from gongqiao.kernel.authority import SYSTEM, Actor, Permission, Reach, grants, require, role, system_clock
from gongqiao.kernel.clock import day
from gongqiao.kernel.flow import Clock, Flow, Step
from gongqiao.kernel.models import Body, Deadline, Heard, Record
from gongqiao.kernel.periods import Due, Jurisdiction
from gongqiao.kernel.reasons import Forbidden, Refused, refuse
from gongqiao.kernel.records import Event, announce, later, when, who_did
from gongqiao.kernel.sweep import settled, sweep
from tests import make

pytestmark = pytest.mark.django_db
LEND = Permission("test.lend", "借书")
KEEPER = role("test-keeper", "管理员")
grants((LEND, {KEEPER: Reach.HERE}))

FLOW = Flow(
    name="借书",
    subject="kernel.body",
    start="in",
    states={"in": "在架", "out": "借出", "late": "逾期", "lost": "遗失"},
    steps=(
        Step("lend", "借出", frozenset({"in"}), "out", starts=("return",)),
        Step("hand_in", "归还", frozenset({"out", "late"}), "in", stops=("return", "search")),
        Step("fall_late", "转逾期", frozenset({"out"}), "late", starts=("search",), stops=("return",)),
        Step("lose", "登记遗失", frozenset({"late"}), "lost", stops=("search",)),
    ),
    clocks=(Clock("return", "还书", "test.return", "fall_late"), Clock("search", "查找", "test.search", "lose")),
)


@dataclass(frozen=True)
class Lent(Event):
    body_id: int
    on: date


heard: list[tuple[int, str]] = []


@when(Lent)
def write_down(event, record):
    heard.append((event.body_id, record.event))


@later(Lent)
def tell(event, record):
    heard.append((event.body_id, "later"))


def book(pk):
    """The state of a book lives in its name, so that no table is needed for it."""
    thing = Body.objects.select_for_update().get(pk=pk)
    thing.state, thing.jurisdiction = thing.name, Jurisdiction("330000")
    thing.refresh_from_db = lambda: setattr(thing, "state", Body.objects.get(pk=pk).name)
    return thing


def keep(thing):
    thing.name = thing.state
    thing.save()


@operation
def lend(pk, *, by, at):
    thing = book(pk)
    require(by, LEND, thing.pk)
    settle(thing, FLOW, at)
    refuse(FLOW.blocks("lend", thing))
    move(thing, FLOW, "lend", on=day(at))
    keep(thing)
    announce(Lent(thing.pk, day(at)), by=by, about=thing, at=at)
    return thing


def _lapse(name):
    def verb(pk, *, due_on, by, at):
        thing = book(pk)
        require(by, LEND, thing.pk)
        move(thing, FLOW, name, on=due_on)
        keep(thing)

    verb.__name__ = name
    verb.__module__ = "gongqiao.kernel.test"
    return operation(verb)


@pytest.fixture(autouse=True)
def _library(monkeypatch):
    """Ten days to hand a book in, then five to look for it: the law of this shelf alone."""
    days = {"test.return": 10, "test.search": 5}

    def reckon(clock, start, *, jurisdiction):
        last = start + timedelta(days=days[clock])
        return Due(last, last, None, "calendar", "馆规 第三条", clock)

    monkeypatch.setattr(periods, "_RECKONER", [reckon])
    monkeypatch.setitem(flow.FLOWS, "kernel.body", FLOW)
    monkeypatch.setattr(records, "LATER", {**records.LATER})
    before, forms = dict(OPERATIONS), dict(FORMS)
    for name in ("fall_late", "lose"):
        _lapse(name)
    heard.clear()
    yield
    OPERATIONS.clear()
    OPERATIONS.update(before)
    FORMS.clear()
    FORMS.update(forms)


@pytest.fixture(name="shelf")
def _shelf():
    return make.body(name="in")


def later_on(days):
    return make.AT + timedelta(days=days)


def test_an_act_changes_the_state_starts_the_clock_and_is_recorded_once(shelf):
    keeper = make.actor(KEEPER, shelf)

    lend(shelf.pk, by=keeper, at=make.AT)

    shelf.refresh_from_db()
    deadline = Deadline.objects.get()
    record = Record.objects.get()
    assert shelf.name == "out"
    assert (deadline.clock, deadline.due_on, deadline.article) == ("kernel.return", date(2026, 3, 20), "馆规 第三条")
    assert (record.person, record.body, record.role) == (keeper.person_id, shelf.pk, KEEPER)
    assert record.facts == {"body_id": shelf.pk, "on": "2026-03-10"}
    assert heard == [(shelf.pk, record.event)]


def test_what_is_forbidden_or_refused_changes_nothing(shelf):
    with pytest.raises(Forbidden):
        lend(shelf.pk, by=make.actor(KEEPER, make.body()), at=make.AT)
    lend(shelf.pk, by=make.actor(KEEPER, shelf), at=make.AT)

    with pytest.raises(Refused, match="现在是“借出”，不能借出"):
        lend(shelf.pk, by=make.actor(KEEPER, shelf), at=make.AT)

    assert (Record.objects.count(), Deadline.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("days", "state", "clocks"),
    [
        (10, "out", [("kernel.return", date(2026, 3, 20))]),
        (11, "late", [("kernel.search", date(2026, 3, 25))]),
        (15, "late", [("kernel.search", date(2026, 3, 25))]),
        (16, "lost", []),
    ],
)
def test_the_sweep_takes_each_lapse_on_the_day_of_the_law_and_follows_the_clocks_it_starts(shelf, days, state, clocks):
    lend(shelf.pk, by=make.actor(KEEPER, shelf), at=make.AT)

    sweep(later_on(days))

    shelf.refresh_from_db()
    assert shelf.name == state
    assert [(each.clock, each.due_on) for each in running(shelf)] == clocks


@pytest.mark.parametrize(("days", "state"), [(9, "out"), (10, "late"), (13, "late")])
def test_a_clock_that_reminds_strikes_on_its_day_and_not_after_it(shelf, monkeypatch, days, state):
    clocks = tuple(replace(clock, reminds=clock.name == "return") for clock in FLOW.clocks)
    monkeypatch.setitem(flow.FLOWS, "kernel.body", replace(FLOW, clocks=clocks))
    lend(shelf.pk, by=make.actor(KEEPER, shelf), at=make.AT)

    sweep(later_on(days))

    shelf.refresh_from_db()
    assert shelf.name == state


def test_an_act_settles_first_whether_or_not_the_sweep_has_run(shelf):
    keeper = make.actor(KEEPER, shelf)
    lend(shelf.pk, by=keeper, at=make.AT)

    with pytest.raises(Refused, match="现在是“遗失”"):
        lend(shelf.pk, by=keeper, at=later_on(30))


def test_a_refused_act_takes_the_settling_back_and_only_the_sweep_makes_it_lasting(shelf):
    keeper = make.actor(KEEPER, shelf)
    lend(shelf.pk, by=keeper, at=make.AT)
    with pytest.raises(Refused):
        lend(shelf.pk, by=keeper, at=later_on(30))

    shelf.refresh_from_db()
    assert shelf.name == "out"
    assert sweep(later_on(30)).struck == 2
    shelf.refresh_from_db()
    assert shelf.name == "lost"


def test_a_clock_that_lapses_into_nothing_marks_its_thing_overdue_on_the_day_of_the_law(shelf, monkeypatch):
    clocks = tuple(replace(clock, lapses_into="") for clock in FLOW.clocks)
    monkeypatch.setitem(flow.FLOWS, "kernel.body", replace(FLOW, clocks=clocks))
    lend(shelf.pk, by=make.actor(KEEPER, shelf), at=make.AT)

    assert (sweep(later_on(12)).struck, sweep(later_on(13)).struck) == (1, 0)

    shelf.refresh_from_db()
    assert (shelf.name, running(shelf).get().overdue_on) == ("out", date(2026, 3, 20))


def test_a_clock_that_stops_between_being_found_and_being_struck_does_not_strike(shelf):
    lend(shelf.pk, by=make.actor(KEEPER, shelf), at=make.AT)

    swept = sweep(later_on(11), tell=lambda _: running(shelf).update(closed_on=make.TODAY))

    shelf.refresh_from_db()
    assert (swept.struck, swept.failed, shelf.name) == (0, 0, "out")


def test_an_operation_is_entered_under_one_of_three_forms(shelf):
    def hand_out(pk, *, by, at):
        return pk

    hand_out.__module__ = "gongqiao.kernel.test"
    for enter, form in ((operation, "single"), (many, "many")):
        assert enter(hand_out)(shelf.pk, by=None, at=make.AT) == shelf.pk
        assert FORMS["kernel.hand_out"] == form


def test_a_rush_is_called_like_any_verb_and_written_for_many(shelf):
    def line_up(pk, group, *, by, at):
        for call in group.calls:
            call.thing = (pk, call.asked["wish"], by.role, at)

    line_up.__module__ = "gongqiao.kernel.test"
    told = rush(line_up)(shelf.pk, wish="a book", by=make.actor(KEEPER, shelf), at=make.AT)

    assert told == (shelf.pk, "a book", KEEPER, make.AT)
    assert FORMS["kernel.line_up"] == "rush"


def test_one_broken_case_does_not_keep_the_sweep_from_the_others(shelf):
    other = make.body(name="in")
    for each in (shelf, other):
        lend(each.pk, by=make.actor(KEEPER, each), at=make.AT)
    Deadline.objects.filter(subject_id=str(shelf.pk)).update(clock="kernel.unheard_of")

    swept = sweep(later_on(11))

    other.refresh_from_db()
    assert (swept.failed, swept.struck, other.name) == (1, 1, "late")


@pytest.mark.parametrize(("days", "state"), [(10, "out"), (11, "late"), (16, "lost")])
def test_a_thing_shown_alone_is_settled_first_and_stays_so(shelf, days, state):
    lend(shelf.pk, by=make.actor(KEEPER, shelf), at=make.AT)

    assert settled(Body.objects.filter(pk=shelf.pk), later_on(days)).name == state

    shelf.refresh_from_db()
    assert shelf.name == state


def test_where_no_clock_ran_out_one_question_more_is_asked_and_nothing_locked(shelf, django_assert_num_queries):
    lend(shelf.pk, by=make.actor(KEEPER, shelf), at=make.AT)

    with django_assert_num_queries(2) as asked:
        settled(Body.objects.filter(pk=shelf.pk), later_on(10))

    assert not any("FOR UPDATE" in each["sql"] for each in asked.captured_queries)
    with django_assert_num_queries(1):
        assert settled(Body.objects.filter(pk=0), later_on(10)) is None


def test_a_lapse_takes_a_thing_out_of_what_was_asked_for(shelf):
    lend(shelf.pk, by=make.actor(KEEPER, shelf), at=make.AT)

    assert settled(Body.objects.filter(pk=shelf.pk, name="out"), later_on(11)) is None


def test_a_lapse_that_breaks_does_not_keep_the_page_from_its_thing(shelf):
    lend(shelf.pk, by=make.actor(KEEPER, shelf), at=make.AT)
    Deadline.objects.update(clock="kernel.unheard_of")

    assert settled(Body.objects.filter(pk=shelf.pk), later_on(11)).name == "out"


def test_a_record_can_be_neither_changed_nor_deleted(shelf):
    lend(shelf.pk, by=make.actor(KEEPER, shelf), at=make.AT)

    for statement in ("UPDATE kernel_record SET event = 'x'", "DELETE FROM kernel_record"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_later_ear_hears_a_record_once_however_often_the_job_runs(shelf):
    lend(shelf.pk, by=make.actor(KEEPER, shelf), at=make.AT)
    record = Record.objects.get()
    heard.clear()

    for _ in range(3):
        queue.run("hear", ear=records.ear_name(tell), record=record.pk)

    assert heard == [(shelf.pk, "later")]
    assert Heard.objects.count() == 1


def test_what_follows_from_an_act_is_done_by_whoever_did_it_be_it_the_clock():
    somebody = Actor("chair", UUID(int=1), body_id=2, appointment_id=UUID(int=3))
    told = {"person": somebody.person_id, "body": somebody.body_id, "appointment": somebody.appointment_id}

    assert who_did(Record(role="chair", **told)) == somebody
    assert who_did(Record(role=SYSTEM)) == system_clock()


def test_a_day_begins_at_midnight_in_shanghai():
    assert day(datetime.fromisoformat("2026-03-10T15:59:59+00:00")) == date(2026, 3, 10)
    assert day(datetime.fromisoformat("2026-03-10T16:00:00+00:00")) == date(2026, 3, 11)
