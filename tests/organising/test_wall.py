"""The second wall around foundings, their papers and whom a roster names."""

import pytest

from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from gongqiao.organising.models import Founding, FoundingPaper, Listed
from tests import make
from tests.membership import made as members

pytestmark = pytest.mark.django_db


@pytest.fixture(name="behind")
def _behind():
    """Stand behind the wall as somebody for the rest of the test."""
    yield wall.raise_for
    wall.rest()


def test_a_founding_is_seen_by_its_parties_and_whom_it_names_by_the_unions_alone(behind, way):
    member = members.member(way.tree["joint"].body)
    way.listed(named=((member.person.name, member.card.number),))
    papers = way.case.papers.count()
    viewers = {key: make.actor("cadre", union.body) for key, union in way.tree.items()}
    viewers |= {"employer": way.hr, "group": way.group, "visitor": Actor()}
    viewers["named"] = make.actor("self", person_id=member.person_id)
    viewers["stranger"] = make.oneself(make.account(make.person()))

    seen = {}
    for key, viewer in viewers.items():
        behind(viewer)
        seen[key] = Founding.objects.count(), FoundingPaper.objects.count(), Listed.objects.count()

    whole = dict.fromkeys(("township", "county", "city", "province", "community", "group"), (1, papers, 1))
    found = {key: counts for key, counts in seen.items() if any(counts)}
    assert found == {**whole, "employer": (1, papers, 0), "named": (0, 0, 1)}
