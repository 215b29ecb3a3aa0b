"""A person's sex was entered wrongly and is put right: her membership, the ledger and the figures say the same."""

import pytest

from gongqiao.cockpit.queries import sums
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden
from gongqiao.membership.models import Membership, Stay
from gongqiao.people import actions as people
from gongqiao.people.actions import Facts
from tests import make
from tests.cockpit.tree import nothing_is_wrong
from tests.hearing import hear
from tests.membership import made

pytestmark = pytest.mark.django_db
__all__ = ["hear"]


@pytest.fixture(name="member")
def _member(hear, union):
    """Entered as a man."""
    member = made.member(union, document_number=make.identity_number(sequence=991))
    hear()
    return member


def put_right(member, union, role="clerk", **told):
    facts = Facts(**{"document_type": "", "document_number": "", "name": "", **told})
    by = make.actor(role, union, person_id=make.person().pk)
    return people.correct(member.person_id, facts=facts, reason="核对身份证原件", strong_at=make.AT, by=by, at=make.AT)


def by_sex(union):
    """(active, on a platform, sex) → how many."""
    return sums.by_cell(union.pk, ["members"])["members"]


def followed():
    return list(Record.objects.filter(event="membership.SexCorrected").values_list("role", "facts__was", "facts__now"))


def test_the_membership_and_the_figures_follow(hear, member, union, tree):
    assert by_sex(union) == {"active.platform.1": 1}

    put_right(member, union, document_number=make.identity_number(sequence=992))
    hear()

    member.refresh_from_db()
    assert member.sex == "2"
    assert by_sex(union) == by_sex(tree["province"]) == {"active.platform.2": 1}
    assert followed() == [("clerk", "1", "2")]
    nothing_is_wrong()


def test_who_has_left_is_in_no_figure(hear, member, union):
    Membership.objects.update(state="left", left_on=make.TODAY)
    Stay.objects.update(until=make.TODAY)
    before = by_sex(union)

    put_right(member, union, document_number=make.identity_number(sequence=992))
    hear()

    assert (Membership.objects.get().sex, by_sex(union)) == ("2", before)


def test_another_fact_put_right_leaves_the_membership_as_it_is(hear, member, union):
    put_right(member, union, name="张三峰")
    hear()

    assert followed() == []


@pytest.mark.parametrize("role", ["chair", "officer", "clerk", "cadre"])
def test_the_unions_own_offices_put_right(member, union, role):
    assert put_right(member, union, role, name="张三峰").name == "张三峰"


@pytest.mark.parametrize("where", ["province", "county", "other", "community"])
def test_no_union_above_or_beside_puts_right(member, tree, where):
    with pytest.raises(Forbidden):
        put_right(member, tree[where].body, name="张三峰")


def test_the_members_page_leads_there(clerk, member, union):
    desk = clerk(union)

    assert f'href="/people/{member.person_id}/correct/"' in desk.get(f"/desk/members/{member.pk}/").text
    assert desk.get(f"/people/{member.person_id}/correct/").status_code == 200
