"""A committee whose term ends is told so in time, with the union above it, and each day of the three only once."""

from datetime import date, timedelta

import pytest

from gongqiao.kernel.models import Deadline, Record
from gongqiao.kernel.sweep import sweep
from gongqiao.notices import actions as notices
from gongqiao.notices.models import Notice, Task
from gongqiao.notices.queries import tasks
from gongqiao.organisations import actions
from tests import make
from tests.hearing import hear

__all__ = ["hear"]

pytestmark = pytest.mark.django_db
ELECTED = date(2023, 11, 10)
ENDS = date(2026, 11, 10)
DAYS = {180: date(2026, 5, 14), 90: date(2026, 8, 12), 31: date(2026, 10, 10)}
"""Thirty days before is a Sunday; the Saturday before it is worked that year."""


def on(day):
    return make.AT + (day - make.TODAY)


@pytest.fixture(name="chair")
def _chair(tree):
    return make.actor("chair", tree["joint"].body)


@pytest.fixture(name="told")
def _told(tree, hear):
    """Who was told what so far: the joint union's chair, and the officer of the street's union above."""
    by = make.actor("installer")
    people = {"chair": make.person(), "above": make.person(), "beside": make.person()}
    posts = (("chair", "joint-chair", "joint"), ("above", "officer", "township"), ("beside", "chair", "community"))
    for who, role, union in posts:
        actions.appoint(people[who].pk, role=role, body_id=tree[union].pk, since=date(2023, 1, 1), by=by, at=make.AT)

    def told(day, *, remind=False):
        sweep(on(day))
        hear()
        if remind:
            notices.remind(on(day))
        return {
            who: [n.words for n in Notice.objects.filter(person=person).order_by("pk")]
            for who, person in people.items()
        }

    return told


def begin(union, since=ELECTED, *, at=make.AT):
    by = make.actor("installer")
    return actions.begin_term(union.pk, number=2, years=3, since=since, by=by, at=at)


def test_on_each_of_the_three_days_the_committee_and_the_union_above_are_told_once(tree, told):
    begin(tree["joint"])
    count = {}

    for left in sorted([*DAYS, *DAYS, *(n + 1 for n in DAYS), *(n - 1 for n in DAYS), 9, 1], reverse=True):
        heard = told(ENDS - timedelta(days=left), remind=True)
        count.setdefault((len(heard["chair"]), len(heard["above"])), left)

    assert count == {(0, 0): 181, (1, 1): 180, (2, 2): 90, (3, 3): 31}
    heard = told(ENDS)
    assert [words.partition("，")[0] for words in heard["chair"]] == ["第2届委员会2026年11月10日任期届满"] * 3
    assert [words.partition("还有")[2] for words in heard["chair"]] == [f"{n}天，请筹备换届" for n in DAYS]
    assert len(heard["above"]) == 3
    assert all(tree["joint"].name in words for words in heard["above"])
    assert heard["beside"] == []


def test_the_task_lies_with_the_committee_until_the_next_one_is_elected(tree, told, chair, hear):
    begin(tree["joint"])
    for day in DAYS.values():
        told(day)

    (task,) = tasks(chair)
    assert (task.title, task.due_on) == ("第2届委员会任期届满换届", ENDS)
    assert task.href == f"/desk/unions/{tree['joint'].pk}/"
    assert list(tasks(make.actor("officer", tree["joint"].body))) == [task]

    actions.elect(tree["joint"].pk, number=3, years=3, since=date(2026, 10, 20), by=chair, at=on(date(2026, 10, 20)))
    hear()
    assert not tasks(chair).exists()


def test_after_the_election_nobody_is_told_any_more(tree, told, chair):
    term = begin(tree["joint"])
    told(DAYS[180])

    actions.end_term(term.pk, by=chair, at=on(date(2026, 6, 1)))

    heard = told(DAYS[90]), told(ENDS + timedelta(days=30))
    assert [len(each["chair"]) for each in heard] == [1, 1]


def test_an_election_on_a_day_of_reminding_is_not_followed_by_the_reminder(tree, told, chair):
    term = begin(tree["joint"])

    actions.end_term(term.pk, by=chair, at=on(DAYS[180]))

    assert told(DAYS[180])["chair"] == []
    assert not Task.objects.exists()


@pytest.mark.parametrize(("left", "more"), [(179, 2), (100, 2), (60, 1), (10, 0)])
def test_a_term_entered_late_sends_only_the_nearest(tree, told, left, more):
    entered = ENDS - timedelta(days=left)
    begin(tree["joint"], at=on(entered))

    heard = told(entered)
    assert [words.partition("还有")[2] for words in heard["chair"]] == [f"{left}天，请筹备换届"]
    for day in (entered, *DAYS.values(), ENDS):
        heard = told(max(day, entered))
    assert len(heard["chair"]) == 1 + more


def test_a_term_that_is_already_over_when_it_is_entered_says_so(tree, told):
    begin(tree["joint"], since=date(2023, 2, 1))

    assert told(make.TODAY)["chair"] == ["第2届委员会2026年2月1日任期已经届满，请尽快换届"]


def test_a_sweep_that_missed_the_day_tells_on_the_next(tree, told):
    begin(tree["joint"])

    assert len(told(DAYS[180] + timedelta(days=3))["chair"]) == 1
    assert len(told(DAYS[31] + timedelta(days=3))["chair"]) == 2


def test_a_day_of_reminding_that_is_over_is_never_called_overdue(tree, told):
    begin(tree["joint"])
    for day in (*DAYS.values(), ENDS + timedelta(days=40)):
        told(day)

    assert not Deadline.objects.exclude(overdue_on=None).exists()
    assert not Deadline.objects.filter(closed_on=None).exists()


def test_a_dissolved_union_is_not_asked_to_elect(tree, told, hear):
    begin(tree["joint"])
    told(DAYS[180])

    by = make.actor("cadre", tree["county"].body)
    actions.dissolve(tree["joint"].pk, by=by, at=on(date(2026, 6, 1)))
    hear()

    assert not Task.objects.filter(done_at=None).exists()
    assert len(told(DAYS[90])["chair"]) == 1


def test_the_union_at_the_top_has_nobody_above_to_tell(tree, told):
    begin(tree["province"])
    told(DAYS[180])

    assert Task.objects.get().body_id == tree["province"].pk
    assert Record.objects.filter(event="organisations.ElectionNear").count() == 1
