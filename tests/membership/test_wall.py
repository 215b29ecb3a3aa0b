"""The second wall around what committees decided and around the cards of those they admitted."""

import pytest

from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from gongqiao.membership import queries
from gongqiao.membership.actions import hold_back, take_in
from gongqiao.membership.models import Card, Membership, Resolution, Transfer
from tests import make
from tests.membership import made
from tests.membership.moving import Way

pytestmark = pytest.mark.django_db


@pytest.fixture
def behind():
    """Stand behind the wall as somebody for the rest of the test."""
    yield wall.raise_for
    wall.rest()


def test_a_resolution_is_seen_by_its_union_and_by_nobody_above_beside_or_outside(behind, tree):
    made.member(tree["joint"].body)
    offices = {key: make.actor("clerk", union.body) for key, union in tree.items()}

    seen = {}
    for key, viewer in {**offices, "visitor": Actor(), "stranger": make.oneself(make.account(make.person()))}.items():
        behind(viewer)
        seen[key] = Resolution.objects.count()

    assert {key for key, count in seen.items() if count} == {"joint"}


def test_a_member_sees_the_one_she_was_admitted_by_and_no_other(behind, union):
    account = make.account()
    made.member(union, of=account)
    made.member(union)
    account.refresh_from_db()

    behind(make.oneself(account))

    membership = Membership.objects.get()
    assert Resolution.objects.count() == 1
    assert [each.note for each in queries.stays(membership)] == [f"决议 {Resolution.objects.get().number}"]


def test_a_history_is_shown_without_the_paper_that_is_not_ones_own(behind, tree):
    joint, community = tree["joint"].body, tree["community"].body
    member = made.member(joint)
    Membership.objects.filter(pk=member.pk).update(union_body=community)
    member.stays.update(union_body=community)

    behind(make.actor("clerk", community))

    assert [each.note for each in queries.stays(Membership.objects.get(pk=member.pk))] == [""]


def test_a_card_is_seen_by_whoever_sees_the_membership_and_by_nobody_else(behind, tree):
    account = make.account()
    made.member(tree["joint"].body, of=account)
    account.refresh_from_db()
    offices = {key: make.actor("clerk", union.body) for key, union in tree.items()}
    others = {"visitor": Actor(), "stranger": make.oneself(make.account(make.person()))}

    seen = {}
    for key, viewer in {**offices, **others, "herself": make.oneself(account)}.items():
        behind(viewer)
        seen[key] = (Membership.objects.count(), Card.objects.count())

    assert {key for key, counts in seen.items() if counts == (1, 1)} >= {"herself", "joint"}
    assert set(seen.values()) == {(0, 0), (1, 1)}
    assert {seen["visitor"], seen["stranger"], seen["community"], seen["other"]} == {(0, 0)}


def test_a_card_is_changed_by_no_one_behind_the_wall(behind, union):
    account = make.account()
    made.member(union, of=account)
    account.refresh_from_db()

    behind(make.oneself(account))

    assert Card.objects.update(token="known") == 0


def test_the_union_she_came_to_reads_her_whole_history_and_the_old_one_only_its_case(behind, tree):
    way = Way(tree).released()
    take_in(way.pk, by=way.at_new, at=make.AT)

    behind(way.at_new)
    told = [row.words for row in queries.stays(Membership.objects.get())]
    behind(way.at_old)

    assert told == [f"{way.new.name} 在会", f"{way.old.name} 在会"]
    assert Membership.objects.count() == 0
    assert [each.shown_name for each in queries.transfers(way.at_old)] == ["张*"]


def test_a_transfer_is_seen_by_its_parties_and_once_escalated_by_the_union_above_both(behind, tree):
    way = Way(tree).asked()
    seen = {}
    for stage in ("asked", "escalated"):
        seen[stage] = set()
        for key, union in tree.items():
            behind(make.actor("clerk", union.body))
            seen[stage] |= {key} if Transfer.objects.exists() else set()
        wall.rest()
        if stage == "asked":
            hold_back(way.pk, words="会费没有结清", by=way.at_old, at=make.AT)

    assert seen == {"asked": {"joint", "community"}, "escalated": {"joint", "community", "township"}}
