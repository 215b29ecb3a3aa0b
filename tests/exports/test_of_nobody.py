"""Ledgers of unions and employers: taken away by the same rules, and nobody is on them."""

import pytest

from gongqiao.exports.models import Export
from gongqiao.organisations import actions as organisations
from gongqiao.people.models import Look
from tests import make
from tests.exports.reading import read
from tests.exports.test_doors import fetched, letters, take
from tests.organisations.test_tree import EMPLOYER

pytestmark = pytest.mark.django_db


@pytest.fixture(name="cadre")
def _cadre(let_in, tree):
    return let_in(make.account(make.person()), "cadre", tree["county"].body)


def test_a_cadre_takes_the_unions_of_her_county_as_the_page_lists_them(cadre, tree):
    page = letters(cadre.get("/desk/unions/?tier=community"))
    table = read(fetched(cadre, take(cadre, "?tier=community", "unions")).content)

    assert "导出" in page
    assert {row[0] for row in table.rows} == {tree[key].body.name for key in ("joint", "community")}
    assert "不含个人信息" in "".join(table.above)
    assert "名单上的每个人" not in "".join(table.below)


def test_employers_go_the_same_way(cadre, tree):
    by = make.actor("cadre", tree["county"].body)
    firm = organisations.register_employer(tree["township"].pk, **EMPLOYER, by=by, at=make.AT)
    table = read(fetched(cadre, take(cadre, "", "employers")).content)

    assert [row[1] for row in table.rows] == [firm.uscc]


def test_nobody_is_told_of_what_lists_nobody(cadre):
    words = letters(cadre.get("/desk/export/unions/"))
    take(cadre, "", "unions")

    assert "名单上的每个人" not in words
    assert (Export.objects.count(), Look.objects.count()) == (1, 0)


def test_whoever_may_not_take_it_is_not_offered_it(let_in, tree):
    women_chair = let_in(make.account(make.person()), "women-chair", tree["county"].body)
    shown = women_chair.get("/desk/unions/")

    assert shown.status_code == 200
    assert "/desk/export/unions/" not in shown.content.decode()
