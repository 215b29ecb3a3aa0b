"""A death that is taken back, and what the next of kin have asked for: the one or the other, never both."""

from datetime import timedelta

import pytest

from gongqiao.changes import actions as changes
from gongqiao.erasure import actions
from gongqiao.erasure.models import Erasure
from gongqiao.kernel.sweep import sweep
from gongqiao.membership.models import Membership
from gongqiao.merging import actions as merging
from tests import make
from tests.at_once import at_once
from tests.changes.made import Life
from tests.erasure.made import later, paper, refused, told
from tests.merging.made import Twins
from tests.merging.test_merging import recounted

LONG_AGO = make.TODAY - timedelta(days=365 * 12)
NOTHING_OFF = {"members": 0, "joined": 0, "applications": 0}


@pytest.fixture(name="dead")
def _dead(tree):
    return Life(tree).died()


def asked_by_kin(dead):
    person = dead.membership.person
    return actions.enter(told(person), by_kin=True, paper=paper(), by=dead.clerk, at=make.AT).pk


def undo(dead, days=3):
    who = {"by": make.actor("chair", dead.union), "at": later(days)}
    return changes.undo_death(dead.change, words="同名登记错了人", paper=paper(), **who)


def years_over(dead):
    """As if she had died so long ago that nothing keeps her file."""
    Membership.objects.filter(pk=dead.pk).update(joined_on=LONG_AGO - timedelta(days=365), left_on=LONG_AGO)


@pytest.mark.django_db
def test_of_whom_nothing_is_left_no_death_is_taken_back(dead):
    years_over(dead)
    pk = asked_by_kin(dead)
    assert sweep(later(2)).failed == 0
    assert (Erasure.objects.get(pk=pk).state, dead.membership.person.name) == ("done", "")

    assert refused(undo, dead) == ["erased"]
    assert (dead.state, dead.membership.state) == ("done", "left")
    assert recounted() == NOTHING_OFF


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "was"), [(0, "asked"), (2, "stored")])
def test_who_lives_is_not_erased_though_her_next_of_kin_had_asked(dead, hear, days, was):
    pk = asked_by_kin(dead)
    assert sweep(later(days)).failed == 0
    assert Erasure.objects.get(pk=pk).state == was
    hear()
    undo(dead)
    hear()

    erasure = Erasure.objects.get(pk=pk)
    assert (erasure.state, erasure.because, dead.membership.person.name) == ("dropped", "alive", "张三丰")
    assert sweep(later(4000)).failed == 0
    assert dead.membership.person.name == "张三丰"


@pytest.mark.django_db
def test_before_that_was_heard_the_night_finds_it_out(dead):
    pk = asked_by_kin(dead)
    undo(dead, days=1)
    assert sweep(later(2)).failed == 0

    erasure = Erasure.objects.get(pk=pk)
    assert (erasure.state, erasure.because, dead.membership.state) == ("dropped", "alive", "active")


@pytest.mark.django_db
def test_for_whom_lives_after_all_her_next_of_kin_ask_in_vain(dead):
    undo(dead)

    assert refused(asked_by_kin, dead) == ["not_dead"]


@pytest.mark.django_db
def test_what_is_over_is_not_set_aside(dead):
    pk = asked_by_kin(dead)
    actions.withdraw(pk, paper=paper(), by=dead.clerk, at=make.AT)

    assert refused(actions.set_aside, pk, by=dead.clerk, at=make.AT) == ["wrong_state"]


@pytest.mark.django_db
def test_two_rows_of_whom_nothing_is_left_stay_one(tree):
    twins = Twins(tree).merged()
    Membership.objects.update(state="left", joined_on=LONG_AGO - timedelta(days=365), left_on=LONG_AGO)
    twins.phone_old.refresh_from_db()
    actions.ask(strong_at=None, by=make.oneself(twins.phone_old), at=make.AT)
    assert sweep(later(2)).failed == 0

    assert "erased" in refused(merging.undo, twins.pk, words="查明是双胞胎", by=twins.clerk, at=later(3))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_again", range(3))
def test_taken_back_while_the_clock_strikes_she_lives_whole_or_is_gone_whole(dead, _again):
    years_over(dead)
    asked_by_kin(dead)
    at_once(lambda: sweep(later(2)), lambda: undo(dead, days=2))

    held = dead.membership
    assert (held.state, held.person.name, Erasure.objects.get().state) in {
        ("active", "张三丰", "dropped"),
        ("left", "", "done"),
    }
    assert recounted() == NOTHING_OFF
