"""Two people and one membership at the same moment."""

import pytest

from gongqiao.changes import actions
from gongqiao.changes.models import Change
from gongqiao.kernel.models import Record
from gongqiao.membership import actions as membership
from gongqiao.membership.models import Membership, Stay
from tests import make
from tests.at_once import at_once
from tests.changes.made import MEETING
from tests.membership.moving import Way

pytestmark = pytest.mark.django_db(transaction=True)


def refusals(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, list)]


def test_declared_on_two_devices_at_once_one_is_under_way(life):
    outcomes = at_once(*[lambda: actions.declare(life.pk, by=life.herself, at=make.AT)] * 2)

    assert refusals(outcomes) == [["已经有一件退会或者提醒在办，请先办完或者撤回"]]
    assert Change.objects.get().state == "declared"


def test_announced_and_taken_back_at_once_one_of_the_two_holds(life):
    life.declared()

    outcomes = at_once(life.announced, lambda: actions.take_back(life.change, by=life.herself, at=make.AT))

    assert len(refusals(outcomes)) == 1
    assert life.membership.state == {"done": "left", "dropped": "active"}[life.state]


def test_taken_in_elsewhere_and_announced_at_once_figures_and_history_agree(tree):
    way = Way(tree).released()
    change = actions.declare(way.membership.pk, by=way.herself, at=make.AT)
    told = {"group_on": make.TODAY, "card": "none", **MEETING}

    outcomes = at_once(
        lambda: membership.take_in(way.pk, by=way.at_new, at=make.AT),
        lambda: actions.announce_leaving(change.pk, **told, by=way.at_old, at=make.AT),
    )

    assert len(refusals(outcomes)) == 1
    held = Membership.objects.get()
    assert (held.state, held.union_body) in {("active", way.new), ("left", way.old)}
    assert Stay.objects.filter(until=None).get().state == held.state
    assert Record.objects.filter(event__in=["membership.Transferred", "changes.MembershipEnded"]).count() == 1


def test_kept_by_herself_and_by_her_union_at_once_it_is_kept_once(life):
    outcomes = at_once(*[life.retained] * 2)

    assert refusals(outcomes) == [["会籍已经是保留状态，不用再办理"]]
    assert Stay.objects.count() == 2
