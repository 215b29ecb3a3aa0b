"""Two people and one transfer at the same moment."""

from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from django.db import transaction

from gongqiao.kernel.models import Record
from gongqiao.kernel.sweep import Swept, sweep
from gongqiao.membership import actions
from gongqiao.membership.models import Membership, Stay, Transfer
from tests import make
from tests.at_once import at_once, somebody_waits
from tests.membership.moving import LAST_DAY, Way
from tests.worker import until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(name="way")
def _way(tree):
    return Way(tree)


def refusals(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, list)]


def test_of_two_clerks_who_take_her_in_at_once_one_does(way):
    way.released()

    outcomes = at_once(*[lambda: actions.take_in(way.pk, by=way.at_new, at=make.AT)] * 2)

    assert refusals(outcomes) == [["现在是“已转入”，不能接收；请刷新页面查看最新进度"]]
    assert (Membership.objects.get().union_body, Stay.objects.count()) == (way.new, 2)
    assert Record.objects.filter(event="membership.Transferred").count() == 1


def test_taken_in_and_called_off_at_once_one_of_the_two_holds(way):
    way.released()

    outcomes = at_once(
        lambda: actions.take_in(way.pk, by=way.at_new, at=make.AT),
        lambda: actions.call_off(way.pk, by=way.herself, at=make.AT),
    )

    assert len(refusals(outcomes)) == 1
    at = {"moved": way.new, "called_off": way.old}[way.state]
    assert Membership.objects.get().union_body == at


def test_of_two_unions_that_ask_for_her_at_once_one_does(tree, way):
    other = tree["township"].body

    outcomes = at_once(
        lambda: actions.invite(way.new.pk, **way.card, by=way.at_new, at=make.AT),
        lambda: actions.invite(other.pk, **way.card, by=make.actor("clerk", other), at=make.AT),
    )

    assert len(refusals(outcomes)) == 1
    assert Transfer.objects.count() == 1


def test_asked_by_herself_and_by_another_union_at_once_one_is_under_way(way):
    way.planned()

    outcomes = at_once(
        lambda: actions.ask_to_move(way.pk, union=way.new.pk, by=way.herself, at=make.AT),
        lambda: actions.invite(way.new.pk, **way.card, by=way.at_new, at=make.AT),
    )

    assert len(refusals(outcomes)) == 1
    assert Transfer.objects.under_way().count() == 1


def test_the_sweep_waits_for_whoever_acts_and_finds_it_done(way):
    way.asked()
    morning, held = datetime.combine(LAST_DAY, datetime.min.time(), UTC), Event()

    def act():
        with transaction.atomic():
            Transfer.objects.locked(way.pk)
            held.set()
            assert until(somebody_waits)
            actions.release(way.pk, by=way.at_old, at=morning)

    def strike():
        held.wait()
        return sweep(morning + timedelta(days=1))

    _, swept = at_once(act, strike)

    assert swept == Swept(0, 0)
    assert (way.state, Record.objects.get(event="membership.Released").facts["lapsed"]) == ("released", False)
