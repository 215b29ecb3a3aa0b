"""Whoever is retained is counted as that; whoever has left is counted no more; a full count finds the same."""

import pytest

from gongqiao.changes import actions
from gongqiao.cockpit import actions as cockpit
from gongqiao.cockpit.queries import sums
from tests import make
from tests.changes.made import Life
from tests.cockpit.tree import nothing_is_wrong

pytestmark = pytest.mark.django_db


def cells(body):
    return {cell: n for cell, n in sums.by_cell(body.pk, ["members"])["members"].items() if n}


def test_each_change_of_a_membership_is_a_change_of_its_figure(tree):
    life = Life(tree)
    sex, other = life.membership.sex, Life(tree)
    both = f"active.platform.{sex}", f"active.platform.{other.membership.sex}"
    assert sum(cells(life.union).values()) == 2
    assert set(cells(life.union)) == set(both)

    life.retained()
    assert cells(life.union)[f"retained.platform.{sex}"] == 1
    assert sums.whole([tree["province"].pk], ["members"])["members"] == {tree["province"].pk: 2}
    nothing_is_wrong()

    told = {"employment_form": "contract", "effect_on": make.TODAY}
    actions.restore(life.pk, **told, by=life.herself, at=make.AT)
    assert cells(life.union)[f"active.contract.{sex}"] == 1
    nothing_is_wrong()

    life.declared().announced()
    other.retained().died()
    assert cells(life.union) == {}
    nothing_is_wrong()
    cockpit.fold()
    nothing_is_wrong()
    assert sums.per_day(tree["province"].pk, "joined", make.TODAY, make.TODAY) == {make.TODAY: 2}
