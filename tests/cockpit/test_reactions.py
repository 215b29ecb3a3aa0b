"""Every act of others that changes a figure changes it, at once and for all above."""

import pytest

from gongqiao.cockpit import actions
from gongqiao.cockpit.queries import sums
from gongqiao.organisations import actions as organisations
from tests import make
from tests.organisations import unions

pytestmark = pytest.mark.django_db


@pytest.fixture(name="tree")
def _tree():
    return unions.tree()


def counted(*bodies):
    found = sums.whole([body.pk for body in bodies], ["unions"])["unions"]
    return [found[body.pk] for body in bodies]


def found_one(tree, under="township"):
    return organisations.found(
        tree[under].pk,
        kind="committee",
        tier="employer",
        name="某厂工会委员会",
        division="330109001",
        by=make.actor("cadre", tree["province"].body),
        at=make.AT,
    )


def test_a_batch_of_unions_is_counted_by_tier_and_kind(tree):
    assert counted(tree["province"], tree["county"], tree["other"], tree["joint"]) == [7, 4, 1, 1]
    assert sums.by_cell(tree["city"].pk, ["unions"])["unions"] == {
        "city.federation": 1,
        "county.federation": 2,
        "township.federation": 1,
        "community.joint": 1,
        "community.union_association": 1,
    }


def test_one_union_founded_counts_for_all_above_it(tree):
    found_one(tree)

    assert counted(tree["province"], tree["township"], tree["other"]) == [8, 4, 1]


@pytest.mark.parametrize("folded", [True, False])
def test_a_union_that_moves_counts_where_it_stands(tree, folded):
    if folded:
        actions.fold()

    organisations.move_under(
        tree["township"].pk, above=tree["other"].pk, by=make.actor("cadre", tree["city"].body), at=make.AT
    )

    for _ in range(2):
        assert counted(tree["province"], tree["county"], tree["other"], tree["township"]) == [7, 1, 4, 3]
        actions.fold()


def test_a_move_on_another_line_changes_no_figure(tree):
    make.place(tree["joint"].body, tree["county"].body, line="industry")
    make.place(tree["other"].body, line="industry")

    organisations.move_under(
        tree["joint"].pk,
        above=tree["other"].pk,
        line="industry",
        by=make.actor("cadre", tree["city"].body),
        at=make.AT,
    )

    assert counted(tree["county"], tree["other"]) == [4, 1]


@pytest.mark.parametrize("folded", [True, False])
def test_a_union_that_is_dissolved_counts_no_more(tree, folded):
    if folded:
        actions.fold()

    organisations.dissolve(tree["joint"].pk, by=make.actor("cadre", tree["county"].body), at=make.AT)

    for _ in range(2):
        assert counted(tree["province"], tree["township"], tree["joint"]) == [6, 2, 0]
        actions.fold()
