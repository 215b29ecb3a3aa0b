"""Two rows again, until something was built on their being one."""

from datetime import timedelta

import pytest

from gongqiao.kernel.reasons import Forbidden
from gongqiao.membership.models import Membership
from gongqiao.merging import actions
from gongqiao.organisations import actions as organisations
from gongqiao.people import actions as people
from gongqiao.people.models import Account, Belonging, Person, SignIn
from tests import make
from tests.changes import made as changing
from tests.merging.made import Twins, ground, refused
from tests.merging.test_merging import recounted
from tests.merging.test_shifting import mistyped

pytestmark = pytest.mark.django_db
LATER = make.AT + timedelta(days=1)


def undone(twins):
    actions.undo(twins.pk, words="查明是双胞胎", by=twins.clerk, at=LATER)
    return twins


def known():
    """Which unions know whom, now."""
    return set(Belonging.objects.filter(until=None).values_list("person_id", "body_id", "kind"))


def test_each_has_her_own_again(twins):
    before = dict(Account.objects.values_list("pk", "person_id")), known()
    undone(twins.merged())

    assert (dict(Account.objects.values_list("pk", "person_id")), known()) == before
    assert twins.gone.same_as is None
    old, new = twins.membership(twins.old), twins.membership(twins.new)
    assert (old.state, old.person_id, old.joined_on) == ("active", twins.gone.pk, twins.old.joined_on)
    assert (new.state, new.person_id, new.left_on) == ("active", twins.kept.pk, None)
    assert [stay.state for stay in new.stays.order_by("pk")] == ["active", "left", "active"]


def test_the_figures_follow_there_and_back_also_where_the_sexes_differed(tree):
    twins = Twins(tree, sex="1").proposed(ground=ground(differs="护照登记时性别选错"))
    twins.confirmed().says(twins.phone_old).says(twins.phone_new)
    assert twins.membership(twins.old).sex == twins.kept.sex == "2"
    assert recounted() == {"members": 0, "joined": 0, "applications": 0}

    undone(twins)
    assert twins.membership(twins.old).sex == "1"
    assert recounted() == {"members": 0, "joined": 0, "applications": 0}


def test_whoever_has_signed_in_since_is_who_she_was(twins):
    twins.merged()
    entered = people.let_in(twins.phone_old.pk, origin=make.origin(), by=make.actor("visitor"), at=make.AT)
    assert entered.sign_in.person_id == twins.kept.pk

    undone(twins)
    assert SignIn.objects.get(pk=entered.pk).person == twins.gone


def test_what_was_built_on_it_keeps_it(twins):
    twins.merged()
    told = {"role": "scrutineer", "body_id": twins.union.pk, "since": make.TODAY}
    organisations.appoint(twins.kept.pk, **told, by=make.actor("installer"), at=LATER)
    told = {"cause": "retired", "effect_on": make.TODAY, "by": make.oneself(Account.objects.first()), "at": LATER}
    changing.actions.retain(twins.old.pk, **told)

    assert refused(actions.undo, twins.pk, words="不是", by=twins.clerk, at=LATER) == ["built_upon"]


def test_two_rows_of_whom_nothing_is_left_cannot_be_told_apart(twins):
    twins.merged()
    Person.objects.update(name="")

    assert refused(actions.undo, twins.pk, words="不是", by=twins.clerk, at=LATER) == ["erased"]


def test_it_is_undone_once_with_words_by_a_union_that_has_the_case(twins):
    twins.merged()
    assert refused(actions.undo, twins.pk, words=" ", by=twins.clerk, at=LATER) == ["no_words"]
    with pytest.raises(Forbidden):
        actions.undo(twins.pk, words="不是", by=make.actor("clerk", twins.tree["other"].body), at=LATER)

    undone(twins)
    assert refused(actions.undo, twins.pk, words="不是", by=twins.clerk, at=LATER) == ["wrong_state"]


def test_it_may_be_proposed_again(twins):
    undone(twins.merged())
    twins.proposed(at=LATER).confirmed(at=LATER).says(twins.phone_old, at=LATER).says(twins.phone_new, at=LATER)
    assert twins.gone.same_as == twins.kept


def test_where_one_membership_was_left_only_that_goes_back(tree):
    twins = mistyped(tree).merged()
    undone(twins)

    assert twins.gone.same_as is None
    assert twins.membership(twins.old).person_id == twins.gone.pk
    assert [twins.membership(each).state for each in (twins.old, twins.new)] == ["left", "active"]


def test_where_no_membership_was_left_the_persons_go_back(twins):
    Membership.objects.update(state="left", left_on=make.TODAY)
    undone(twins.merged())

    assert (twins.gone.same_as, twins.merger.state) == (None, "undone")
