"""What was overdue on a past day, wherever the applications went and whenever their committee's paper was entered."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from gongqiao.cockpit import queries
from gongqiao.cockpit.queries.sums import AsOf
from gongqiao.kernel.models import Deadline, Line
from gongqiao.kernel.reasons import Refused
from gongqiao.kernel.sweep import sweep
from gongqiao.membership import actions
from gongqiao.membership.models import Application
from gongqiao.people.models import Account
from tests import make
from tests.cockpit.test_move import move
from tests.membership import made
from tests.organisations import unions

pytestmark = pytest.mark.django_db
WHERE = ("joint", "community")
LATE = timedelta(days=40)


def overdue(as_of, *bodies):
    found = queries.compare([body.pk for body in bodies], "overdue", on=make.TODAY, as_of=as_of)
    return [found[body.pk] for body in bodies]


def due_of(application):
    return Deadline.objects.filter(clock="membership.review", subject_id=f"{application.pk}").latest("pk").due_on


def test_from_the_day_after_the_last_to_the_day_before_the_decision(tree):
    late, above = made.applied(tree["joint"].body), tree["province"].body
    due, clerk = due_of(late), make.actor("clerk", tree["joint"].body)
    actions.reject(late.pk, words="不在本会覆盖范围", by=clerk, at=make.AT + LATE)

    decided = make.TODAY + LATE
    days = [due, due + timedelta(days=1), decided - timedelta(days=1), decided]
    assert [overdue(AsOf(day), tree["joint"].body, above) for day in days] == [[0, 0], [1, 1], [1, 1], [0, 0]]
    assert overdue(AsOf(due + timedelta(days=1)), tree["other"].body) == [0]


def test_what_is_still_undecided_is_overdue_of_every_day_since_and_today_as_the_sweep_marked_it(tree):
    late = made.applied(tree["joint"].body)
    now = due_of(late) + timedelta(days=9)
    assert overdue(None, tree["joint"].body) == [0]
    sweep(make.AT + (now - make.TODAY))

    assert overdue(AsOf(now), tree["joint"].body) == overdue(None, tree["joint"].body) == [1]


def test_an_admission_entered_later_was_overdue_as_told_and_is_not_as_known_now(tree):
    joint = tree["joint"].body
    late = made.applied(joint)
    met = due_of(late) - timedelta(days=1)
    made.resolution(joint, late, met_on=met, at=make.AT + LATE)

    between = due_of(late) + timedelta(days=3)
    assert overdue(AsOf(between), joint, tree["province"].body) == [0, 0]
    assert overdue(AsOf(between, as_told=True), joint, tree["province"].body) == [1, 1]
    assert overdue(AsOf(make.TODAY + LATE, as_told=True), joint) == [0]


def test_what_was_handed_on_is_counted_where_it_lay(tree):
    first, second = tree["joint"].body, tree["community"].body
    late = made.applied(first)
    due = due_of(late)
    actions.refer(late.pk, to=second.pk, by=make.actor("clerk", first), at=make.AT + LATE)

    assert overdue(AsOf(due + timedelta(days=1)), first, second) == [1, 0]
    again = due_of(late) + timedelta(days=1)
    assert overdue(AsOf(again), first, second) == [0, 1]


def test_a_program_and_a_page_ask_for_it_too(tree, cadre, demo_day):
    joint = tree["joint"].body
    early = made.applied(joint, at=make.AT - LATE)
    assert due_of(early) < date(2026, 3, 1)

    asked = {"indicator": "overdue", "on": "2026-03-09", "at": tree["county"].pk}
    answer = cadre(tree["county"]).get("/api/v1/cockpit/figures", asked).json()
    assert (answer["total"], answer["as_of"][:10]) == (1, "2026-03-09")


VERBS = ("refer", "send_back", "resubmit", "reject", "withdraw", "admit", "admit", "move")
STEP = some.tuples(some.sampled_from(["apply", *VERBS]), some.integers(0, 9), some.integers(0, 14))
STEPS = some.lists(STEP, min_size=10, max_size=14).map(lambda steps: [("apply", 0, 0), ("apply", 1, 0), *steps])


@dataclass(frozen=True)
class Waited:
    """A review that lay at a union: its last day, when it was stopped, and when that was told."""

    union: int
    due: date
    stopped: date | None = None
    told: date | None = None


class History:
    """Applications as their unions treat them, written down a second time by whoever treats them."""

    def __init__(self, tree):
        self.tree, self.now = tree, make.AT
        self.open, self.waited = [], []

    def play(self, name, which, days):
        self.now += timedelta(days=days)
        try:
            with transaction.atomic():
                getattr(self, name)(which)
        except Refused:
            pass  # the law does not allow this one now, and nothing has happened

    def apply(self, which):
        union = self.tree[WHERE[which % 2]].body
        application = made.applied(union, at=self.now)
        self.begun(application, union.pk)

    def begun(self, application, union):
        self.waited.append(Waited(union, due_of(application)))
        self.open.append((application.pk, union, len(self.waited) - 1))

    def taken(self, which):
        return self.open[which % len(self.open)] if self.open else (None, None, None)

    def act(self, which, verb, *, stopped=None, **told):
        """One that is under way; nothing where none is."""
        pk, union, place = self.taken(which)
        if pk is None:
            return None
        by = make.oneself(self.account(pk)) if verb is actions.withdraw else make.actor("clerk", self.body(union))
        done = verb(pk, **told, by=by, at=self.now)
        self.stop(place, stopped)
        self.open.remove((pk, union, place))
        return done, union

    def account(self, pk):
        return Account.objects.get(pk=Application.objects.get(pk=pk).account)

    def body(self, union):
        return next(each.body for each in self.tree.values() if each.pk == union)

    def stop(self, place, stopped=None):
        today = self.today
        if self.waited[place].stopped is None:
            self.waited[place] = replace(self.waited[place], stopped=stopped or today, told=today)

    @property
    def today(self):
        return make.TODAY + (self.now - make.AT)

    def refer(self, which):
        pk, union, _ = self.taken(which)
        if pk:
            to = next(self.tree[key].body for key in WHERE if self.tree[key].pk != union)
            done, _ = self.act(which, actions.refer, to=to.pk)
            self.begun(done, to.pk)

    def send_back(self, which):
        pk, union, place = self.taken(which)
        if pk:
            done, _ = self.act(which, actions.send_back, missing=["station"])
            self.open.append((done.pk, union, place))

    def resubmit(self, which):
        pk, union, place = self.taken(which)
        if pk:
            done = actions.resubmit(pk, by=make.oneself(self.account(pk)), at=self.now)
            self.open.remove((pk, union, place))
            self.begun(done, union)

    def reject(self, which):
        self.act(which, actions.reject, words="不在本会覆盖范围")

    def withdraw(self, which):
        self.act(which, actions.withdraw)

    def admit(self, which):
        """By a meeting some days ago."""
        pk, union, place = self.taken(which)
        if pk:
            met, body = self.today - timedelta(days=2 * which), self.body(union)
            made.resolution(body, Application.objects.get(pk=pk), met_on=met, at=self.now)
            self.stop(place, met)
            self.open.remove((pk, union, place))

    def move(self, which):
        """The community's union, to another county and back."""
        moved, to = self.tree["community"].body, self.tree[("other", "township")[which % 2]].body
        at = make.AT + (self.today - make.TODAY)
        if Line.path_of(moved.pk).split(".")[-3] != f"{to.pk}":
            move(moved, to, self.today, at)

    def counted(self, day, *, as_told):
        """Each review for its union and for everyone above it on that day."""
        found = Counter()
        for each in self.waited:
            end = each.told if as_told else each.stopped
            if each.due < day and (end is None or end > day):
                place = Line.objects.filter(body_id=each.union, line="union").on(day).first()
                found.update(map(int, place.path[1:-1].split(".")))
        return found


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_over_any_history_each_day_is_what_was_written_down(steps):
    with transaction.atomic():
        history = History(unions.tree())
        for step in steps:
            history.play(*step)

        bodies = [each.body for each in history.tree.values()]
        for back in range(0, (history.today - make.TODAY).days + 1, 3):
            day = make.TODAY + timedelta(days=back)
            for as_told in (False, True):
                expected = history.counted(day, as_told=as_told)
                assert overdue(AsOf(day, as_told), *bodies) == [expected[body.pk] for body in bodies], (day, as_told)
        transaction.set_rollback(True)
