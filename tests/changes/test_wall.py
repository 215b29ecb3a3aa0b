"""The second wall around what befell a member, and around its papers."""

import pytest

from gongqiao.changes import queries
from gongqiao.changes.models import Change, Paper
from gongqiao.files import queries as documents
from gongqiao.files.models import StoredFile
from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from tests import make
from tests.changes.made import paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def behind():
    """Stand behind the wall as somebody for the rest of the test."""
    yield wall.raise_for
    wall.rest()


@pytest.mark.parametrize("expelled", [False, True])
def test_a_change_is_seen_by_its_parties_and_by_nobody_else(behind, life, expelled):
    life.declared(by=life.clerk, paper=paper())
    if expelled:
        life.announced()
        Change.objects.update(kind="expulsion", superior_body=life.tree["township"].body, judged_on=make.TODAY)
    offices = {key: make.actor("clerk", union.body) for key, union in life.tree.items()}
    others = {"visitor": Actor(), "stranger": make.oneself(make.account(make.person())), "herself": life.herself}

    seen = {}
    for key, viewer in {**offices, **others}.items():
        behind(viewer)
        seen[key] = (Change.objects.count(), Paper.objects.count())

    parties = {"joint", "herself", "township"} if expelled else {"joint", "herself"}
    assert {key: counts for key, counts in seen.items() if any(counts)} == dict.fromkeys(parties, (1, 1))


def test_the_doors_of_the_module_show_the_same(life):
    life.declared(by=life.clerk, paper=paper())
    scan = StoredFile.objects.get(owner_type="changes.paper")
    beside, above = make.actor("clerk", life.tree["community"].body), make.actor("cadre", life.tree["county"].body)

    assert [queries.changes(each).count() for each in (life.clerk, beside, above)] == [1, 0, 0]
    assert [documents.readable(each, scan.pk) is not None for each in (life.clerk, beside, above)] == [
        True,
        False,
        False,
    ]
    assert queries.own_changes(life.herself).count() == 1
