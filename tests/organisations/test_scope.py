"""What a role may do to one union, and what its lists show, are one answer: for every role at every place."""

from datetime import date

import pytest

from gongqiao.kernel.authority import GRANTS, SELF, Permission, Reach, grants, role
from gongqiao.kernel.models import Body, Line
from gongqiao.organisations import queries
from gongqiao.organisations.grants import SEE, SEE_EMPLOYER, UNION_SIDE
from gongqiao.organisations.models import Employer, Organisation
from tests import make
from tests.membership import made
from tests.organisations import unions

pytestmark = pytest.mark.django_db
ROLES = sorted({name for _, name in GRANTS} - {SELF})  # oneself reaches persons, not unions
OWED = sorted({permission for permission, _ in GRANTS if permission.startswith("organisations.")})
FIGURES = Permission("test.figures", "查看数字")
FUNDER = role("test-funder", "经费上级")
grants((FIGURES, {FUNDER: Reach.ALL}), line="fund")


@pytest.fixture(name="tree")
def _tree():
    return unions.tree()


@pytest.mark.parametrize("held", ROLES)
def test_one_thing_and_a_list_agree_for_every_permission_at_every_place(tree, held):
    for place in (tree["province"], tree["county"], tree["other"], tree["joint"]):
        actor = make.actor(held, place.body)
        for permission in OWED:
            scope = actor.scope(Permission(permission, ""))
            listed = set(Organisation.objects.filter(scope.as_q(union="body")))
            assert listed == {each for each in tree.values() if scope.covers(each.pk)}, permission


def test_a_number_that_begins_like_another_is_not_below_it():
    """u1.2. does not lead u1.20."""
    top = make.body(pk=800001)
    two, twenty = make.body(top, pk=800002), make.body(top, pk=8000020)
    below = make.body(two, pk=800003)
    scope = make.actor("cadre", two).scope(SEE)

    assert Line.path_of(twenty.pk).startswith(Line.path_of(two.pk)[:-1])
    assert [scope.covers(each.pk) for each in (two, below, twenty)] == [True, True, False]
    listed = Line.objects.filter(scope.as_q(union="body")).values_list("body_id", flat=True)
    assert set(listed) == {two.pk, below.pk}


def test_a_union_with_three_superiors_is_led_along_its_own_line_only(tree):
    """组织领导 by the county, money from the other county, the trade from the city: three lines, one leader."""
    joint, county, other = (tree[key].body for key in ("joint", "county", "other"))
    for line, above in (("fund", other), ("industry", tree["city"].body)):
        make.place(above, line=line, since=date(2020, 1, 1))
        make.place(joint, above, line=line)

    funder = make.actor(FUNDER, other)
    assert funder.scope(FIGURES).covers(joint.pk)
    assert not funder.scope(SEE).covers(joint.pk)
    assert not make.actor("cadre", other).scope(SEE).covers(joint.pk)
    assert make.actor("cadre", county).scope(SEE).covers(joint.pk)


def test_whoever_pays_sees_no_posts_and_so_no_persons(tree):
    joint, other = tree["joint"].body, tree["other"].body
    make.place(other, line="fund")
    make.place(joint, other, line="fund")

    assert not queries.appointments(make.actor("cadre", other)).filter(body=joint).exists()
    assert tree["joint"] not in queries.organisations(make.actor("cadre", other))


def test_whoever_pays_is_told_that_no_such_member_exists(tree, browser):
    """Unknown and unseen are one answer: by the ledger's address, the union's and the API's."""
    joint, other = tree["joint"].body, tree["other"].body
    make.place(other, line="fund")
    make.place(joint, other, line="fund")
    held = made.member(joint)
    payer, own = browser("cadre", other), browser("clerk", joint)

    assert own.get(f"/desk/members/{held.pk}/").status_code == 200
    assert payer.get(f"/desk/members/{held.pk}/").status_code == 404
    assert payer.get(f"/desk/unions/{joint.pk}/").status_code == 404
    assert payer.get(f"/api/v1/unions/{joint.pk}").status_code == 404


@pytest.mark.parametrize("held", sorted({*UNION_SIDE, "boss", "hr", "owner"}))
def test_an_employer_is_seen_by_its_local_union_and_by_itself(tree, held):
    body = Body.objects.create(kind="employer", name="某厂")
    make.place(body, line="employer")
    employer = Employer.objects.create(
        body=body, union_body=tree["township"].body, division_id="330109001", uscc="91330109MA2AXU7B0K"
    )
    for place in (tree["county"].body, tree["township"].body, tree["other"].body, body):
        actor = make.actor(held, place)
        scope = actor.scope(SEE_EMPLOYER)
        mine = scope.covers(employer.union_body_id) or scope.covers(body.pk, party="employer")
        assert queries.employers(actor).contains(employer) is mine
