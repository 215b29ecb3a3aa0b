"""Erased and taken in again at one moment: she is erased and somebody new, or a member and not erased; never half."""

from datetime import date

import pytest

from gongqiao.erasure import actions
from gongqiao.erasure.models import Erasure
from gongqiao.kernel.authority import system_clock
from gongqiao.membership.models import Membership
from gongqiao.people.models import Person
from tests import make
from tests.at_once import at_once
from tests.erasure.made import Gone, later, paper
from tests.membership import made
from tests.merging.test_merging import recounted

pytestmark = pytest.mark.django_db(transaction=True)
NOTHING_OFF = {"members": 0, "joined": 0, "applications": 0}


def erase(gone):
    return actions.erase(gone.pk, due_on=make.TODAY, by=system_clock(), at=later(2))


@pytest.mark.parametrize("_again", range(3))
def test_admitted_by_the_same_document_while_she_is_erased(tree, _again):
    gone = Gone(tree, left_on=date(2010, 1, 4))
    who = gone.who
    application = made.applied(gone.union, name=who.name, document_number=who.document_number)
    gone.asked()

    outcomes = at_once(lambda: erase(gone), lambda: made.resolution(gone.union, application))

    assert [each for each in outcomes if isinstance(each, list)] == []
    member = Membership.objects.get(state="active").person
    assert member.name == who.name
    assert list(Person.objects.holding("card", who.document_number)) == [member]
    assert (member.pk == gone.person_id) == (gone.state == "dropped")
    assert (gone.person.name == "") == (gone.state == "done")
    assert recounted() == NOTHING_OFF


def test_asked_on_the_phone_and_on_paper_at_once_it_is_one_request(tree):
    gone = Gone(tree)
    from_her = gone.herself
    outcomes = at_once(
        lambda: actions.ask(strong_at=None, by=from_her, at=make.AT),
        lambda: actions.enter(gone.who, paper=paper(), by=gone.clerk, at=make.AT),
    )

    assert [each for each in outcomes if isinstance(each, list)] == [["已经提出过删除，正在办理，不用再提"]]
    assert Erasure.objects.count() == 1


def test_taken_back_while_the_clock_strikes_either_is_whole(tree):
    gone = Gone(tree, left_on=date(2010, 1, 4)).asked()
    herself = gone.herself
    at_once(lambda: erase(gone), lambda: actions.withdraw(gone.pk, by=herself, at=later(1)))

    assert (gone.state, gone.person.name == "") in {("dropped", False), ("done", True)}
