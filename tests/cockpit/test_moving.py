"""A member who moves is counted where she is a member, at each step, and never twice."""

import pytest

from gongqiao.cockpit import actions as cockpit
from gongqiao.cockpit.queries import sums
from gongqiao.membership import actions
from tests import make
from tests.cockpit.tree import nothing_is_wrong
from tests.membership.moving import Way

pytestmark = pytest.mark.django_db


@pytest.fixture(name="way")
def _way(tree):
    """From 城厢's joint union to one of the county beside."""
    return Way(tree)


def members(*bodies):
    found = sums.whole([body.pk for body in bodies], ["members"])["members"]
    return [found[body.pk] for body in bodies]


def test_she_counts_at_the_old_union_until_the_new_one_has_her(tree, way):
    where = (way.old, way.new, tree["township"], tree["province"])
    steps = (
        way.asked,
        lambda: actions.hold_back(way.pk, words="会费没有结清", by=way.at_old, at=make.AT),
        lambda: actions.rule(way.pk, verdict="release", words="应当转出", by=way.above, at=make.AT),
    )
    for step in steps:
        step()
        assert members(*where) == [1, 0, 1, 1]
        nothing_is_wrong()

    actions.take_in(way.pk, by=way.at_new, at=make.AT)

    for _ in range(2):
        assert members(*where) == [0, 1, 1, 1]
        assert sums.by_cell(way.new.pk, ["members"])["members"] == {f"active.contract.{way.membership.sex}": 1}
        assert sums.per_day(tree["province"].pk, "joined", make.TODAY, make.TODAY) == {make.TODAY: 1}
        nothing_is_wrong()
        cockpit.fold()
