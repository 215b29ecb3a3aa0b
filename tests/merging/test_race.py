"""Two at one moment: the same pair merged twice, a merger beside a move, and beside a list that is being entered."""

import pytest

from gongqiao.changes import actions as changes
from gongqiao.membership import actions as membership
from gongqiao.membership.models import Membership
from gongqiao.merging import actions
from gongqiao.merging.models import Merger
from gongqiao.people.models import Person
from tests import make
from tests.at_once import at_once
from tests.merging.made import Twins
from tests.merging.test_merging import recounted
from tests.merging.test_shifting import mistyped
from tests.rosters import lists

pytestmark = pytest.mark.django_db(transaction=True)
NOTHING_OFF = {"members": 0, "joined": 0, "applications": 0}


def refusals(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, list)]


def test_proposed_from_both_ends_at_once_one_is_under_way(twins):
    there = {**twins.told(by=twins.other), "card_number": twins.old.card.number}
    outcomes = at_once(
        lambda: actions.propose(twins.old.pk, **twins.told()), lambda: actions.propose(twins.new.pk, **there)
    )

    assert refusals(outcomes) == [["其中一份登记已有一件合并在办，请先办完或者撤回"]]
    assert Merger.objects.count() == 1


def test_agreed_to_on_both_phones_at_once_they_are_merged_once(twins):
    twins.proposed().confirmed()
    one, other = make.oneself(twins.phone_old), make.oneself(twins.phone_new)
    outcomes = at_once(
        lambda: actions.agree(twins.pk, by=one, at=make.AT), lambda: actions.agree(twins.pk, by=other, at=make.AT)
    )

    assert refusals(outcomes) == []
    assert (twins.merger.state, twins.gone.same_as) == ("done", twins.kept)
    assert recounted() == NOTHING_OFF


def test_merged_and_announced_as_left_at_once_the_figures_agree(twins):
    twins.proposed().confirmed().says(twins.phone_old)
    change = changes.declare(twins.new.pk, by=make.oneself(twins.phone_new), at=make.AT)
    told = {"group_on": make.TODAY, "met_on": make.TODAY, "present": ["李明"], "card": "none"}
    herself = make.oneself(twins.phone_new)

    outcomes = at_once(
        lambda: actions.agree(twins.pk, by=herself, at=make.AT),
        lambda: changes.announce_leaving(change.pk, **told, by=twins.other, at=make.AT),
    )

    assert len(refusals(outcomes)) == 1
    assert recounted() == NOTHING_OFF
    assert twins.membership(twins.new).state == "left"


def test_merged_while_the_one_is_taken_in_elsewhere_she_is_a_member_once(twins):
    told = {"card_number": twins.new.card.number, "name": "李华", "employment_form": "platform"}
    move = membership.invite(twins.union.pk, **told, by=twins.clerk, at=make.AT)
    membership.agree(move.pk, by=make.oneself(twins.phone_new), at=make.AT)
    membership.release(move.pk, by=twins.other, at=make.AT)
    twins.proposed().confirmed().says(twins.phone_old)
    herself = make.oneself(twins.phone_new)

    at_once(
        lambda: actions.agree(twins.pk, by=herself, at=make.AT),
        lambda: membership.take_in(move.pk, by=twins.clerk, at=make.AT),
    )

    assert twins.merger.state == "done"
    assert Membership.objects.held().get().pk == twins.old.pk
    assert recounted() == NOTHING_OFF


def test_merged_while_a_list_that_names_her_is_entered_she_is_a_member_once(tree):
    twins = mistyped(tree)
    roster = lists.checked(twins.union, lists.listed(lists.row("李华", twins.gone.document_number.reveal())))
    twins.proposed().confirmed().says(twins.phone_old)
    herself = make.oneself(twins.phone_new)
    recounted(past=False)  # which ended one membership without a word, for this story

    at_once(lambda: actions.agree(twins.pk, by=herself, at=make.AT), lambda: lists.entered(twins.union, of=roster))

    held = Membership.objects.held()
    assert held.filter(person__in=Person.objects.filter(same_as__isnull=False)).count() == 0
    assert held.filter(person=twins.kept).count() == 1
    assert recounted(past=False) == NOTHING_OFF


def test_two_mergers_of_neighbouring_pairs_do_not_wait_in_a_circle(tree):
    pairs = [Twins(tree).proposed().confirmed() for _ in range(2)]
    for twins in pairs:
        twins.says(twins.phone_old)
    last = [make.oneself(twins.phone_new) for twins in pairs]

    at_once(
        *(lambda twins=t, by=b: actions.agree(twins.pk, by=by, at=make.AT) for t, b in zip(pairs, last, strict=True))
    )

    assert [twins.merger.state for twins in pairs] == ["done", "done"]
