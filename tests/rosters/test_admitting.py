"""A list that no file brings: facts of each, entered at once under one resolution, or nobody is."""

from datetime import date

import pytest

from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Refused
from gongqiao.membership.models import Card, Membership, Stay
from gongqiao.rosters import actions, rules
from tests import make
from tests.membership import made

TODAY = make.TODAY


def told(kind):
    return list(Record.objects.filter(event=f"membership.{kind}").values_list("facts", flat=True))


def code(caught):
    return [reason.code for reason in caught.value.reasons]


def _codes(reasons):
    return [reason.code for reason in reasons]


@pytest.mark.django_db
def test_a_roster_is_admitted_at_once(union):
    roster = [(make.facts(), "contract") for _ in range(5)]
    clerk = make.actor("clerk", union)

    actions.admit_many(union.pk, roster=roster, number="1号", met_on=made.MET, present=["李明"], by=clerk, at=make.AT)

    assert (Membership.objects.count(), Card.objects.count(), Stay.objects.count()) == (5, 5, 5)
    (facts,) = told("Admitted")
    assert (facts["count"], Record.objects.get(event="membership.Admitted").batch is not None) == (5, True)


@pytest.mark.django_db
def test_a_roster_with_a_member_or_a_child_admits_nobody(union, tree):
    number = make.identity_number()
    made.member(tree["community"].body, document_number=number)
    clerk = make.actor("clerk", union)
    known, child = (
        make.facts(document_number=number),
        make.facts(document_number=make.identity_number(born=date(2012, 1, 1))),
    )

    for facts, told_code in ((known, "already_member"), (child, "too_young")):
        with pytest.raises(Refused) as caught:
            actions.admit_many(
                union.pk,
                roster=[(make.facts(), "contract"), (facts, "contract")],
                number="1号",
                met_on=made.MET,
                present=["李明"],
                by=clerk,
                at=make.AT,
            )
        assert code(caught) == [told_code]

    assert Membership.objects.count() == 1


def test_a_roster_is_told_line_by_line():
    child, man = ("小明", date(2012, 1, 1)), ("张三", date(1990, 1, 1))

    assert _codes(rules.roster([], on=TODAY)) == ["empty_roster"]
    (reason,) = rules.roster([man, child], on=TODAY)
    assert reason.words == "第 2 行 小*：未满十六周岁，不能入会"


def test_a_roster_holds_nobody_twice_and_no_member():
    one, two = uuid7(), uuid7()

    assert _codes(rules.unique_members(["甲", "乙"], [one, two], set())) == []
    assert _codes(rules.unique_members(["甲", "乙"], [one, one], set())) == ["twice"]
    assert _codes(rules.unique_members(["甲", "乙"], [one, two], {two})) == ["already_member"]
