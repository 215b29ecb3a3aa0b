"""Every act of others that changes a figure changes it, at once and for all above."""

from datetime import timedelta

import pytest

from gongqiao.cockpit import actions
from gongqiao.cockpit.queries import sums
from gongqiao.kernel.reasons import Refused
from gongqiao.kernel.sweep import sweep
from gongqiao.membership import actions as membership
from gongqiao.organisations import actions as organisations
from gongqiao.people.models import Account
from gongqiao.rosters import actions as rosters
from tests import make
from tests.cockpit.tree import nothing_is_wrong
from tests.membership import made

pytestmark = pytest.mark.django_db


def counted(*bodies):
    found = sums.whole([body.pk for body in bodies], ["unions"])["unions"]
    return [found[body.pk] for body in bodies]


def found_one(tree, under="township"):
    return organisations.found(
        tree[under].pk,
        kind="committee",
        tier="employer",
        name="某厂工会委员会",
        division="330109001",
        by=make.actor("cadre", tree["province"].body),
        at=make.AT,
    )


def test_a_batch_of_unions_is_counted_by_tier_and_kind(tree):
    assert counted(tree["province"], tree["county"], tree["other"], tree["joint"]) == [7, 4, 1, 1]
    assert sums.by_cell(tree["city"].pk, ["unions"])["unions"] == {
        "city.federation": 1,
        "county.federation": 2,
        "township.federation": 1,
        "community.joint": 1,
        "community.union_association": 1,
    }


def test_one_union_founded_counts_for_all_above_it(tree):
    found_one(tree)

    assert counted(tree["province"], tree["township"], tree["other"]) == [8, 4, 1]


@pytest.mark.parametrize("folded", [True, False])
def test_a_union_that_moves_counts_where_it_stands(tree, folded):
    if folded:
        actions.fold()

    organisations.move_under(
        tree["township"].pk, above=tree["other"].pk, by=make.actor("cadre", tree["city"].body), at=make.AT
    )

    for _ in range(2):
        assert counted(tree["province"], tree["county"], tree["other"], tree["township"]) == [7, 1, 4, 3]
        actions.fold()


def test_a_move_on_another_line_changes_no_figure(tree):
    make.place(tree["joint"].body, tree["county"].body, line="industry")
    make.place(tree["other"].body, line="industry")

    organisations.move_under(
        tree["joint"].pk,
        above=tree["other"].pk,
        line="industry",
        by=make.actor("cadre", tree["city"].body),
        at=make.AT,
    )

    assert counted(tree["county"], tree["other"]) == [4, 1]


@pytest.mark.parametrize("folded", [True, False])
def test_a_union_that_is_dissolved_counts_no_more(tree, folded):
    if folded:
        actions.fold()

    organisations.dissolve(tree["joint"].pk, by=make.actor("cadre", tree["county"].body), at=make.AT)

    for _ in range(2):
        assert counted(tree["province"], tree["township"], tree["joint"]) == [6, 2, 0]
        actions.fold()


def applicant(application):
    return make.oneself(Account.objects.get(pk=application.account))


def under_way(*bodies):
    return [sums.by_cell(body.pk, ["applications"])["applications"] for body in bodies]


def test_an_application_is_counted_from_the_day_it_is_handed_in(tree):
    application = made.draft(tree["joint"])
    assert under_way(tree["province"]) == [{}]

    membership.submit(application.pk, by=applicant(application), at=make.AT)

    assert under_way(tree["province"], tree["joint"], tree["other"]) == [{"submitted": 1}, {"submitted": 1}, {}]
    nothing_is_wrong()


def test_an_application_changes_its_stage_and_leaves_when_it_is_decided(tree):
    clerk = make.actor("clerk", tree["joint"].body)
    application = made.applied(tree["joint"])
    membership.send_back(application.pk, missing=["station"], by=clerk, at=make.AT)
    assert under_way(tree["city"]) == [{"sent_back": 1}]

    membership.resubmit(application.pk, by=applicant(application), at=make.AT)
    assert under_way(tree["city"]) == [{"submitted": 1}]

    membership.reject(application.pk, words="不在本会覆盖范围", by=clerk, at=make.AT)
    assert under_way(tree["city"]) == [{}]
    nothing_is_wrong()


def test_an_application_that_is_handed_on_is_counted_at_the_other_union(tree):
    application = made.applied(tree["joint"])

    clerk = make.actor("clerk", tree["joint"].body)
    membership.refer(application.pk, to=tree["community"].pk, words="", by=clerk, at=make.AT)

    assert under_way(tree["township"], tree["joint"], tree["community"]) == [{"submitted": 1}, {}, {"submitted": 1}]
    nothing_is_wrong()


@pytest.mark.parametrize("stage", ["draft", "submitted", "sent_back"])
def test_an_application_that_is_withdrawn_is_counted_no_more(tree, stage):
    application = made.draft(tree["joint"]) if stage == "draft" else made.applied(tree["joint"])
    if stage == "sent_back":
        clerk = make.actor("clerk", tree["joint"].body)
        membership.send_back(application.pk, missing=["station"], by=clerk, at=make.AT)

    membership.withdraw(application.pk, by=applicant(application), at=make.AT)

    assert under_way(tree["province"]) == [{}]
    nothing_is_wrong()


def test_who_does_not_complete_in_time_is_counted_no_more(tree):
    application = made.applied(tree["joint"])
    clerk = make.actor("clerk", tree["joint"].body)
    membership.send_back(application.pk, missing=["station"], by=clerk, at=make.AT)

    sweep(make.AT + timedelta(days=60))

    assert under_way(tree["province"]) == [{}]
    nothing_is_wrong()


def test_those_whom_a_resolution_admits_are_members_by_state_form_and_sex_and_the_day_s_new_ones(tree):
    applications = [made.applied(tree["joint"], document_number=make.identity_number(sequence=n)) for n in (1, 3, 2)]

    made.resolution(tree["joint"].body, *applications)

    for union in (tree["province"], tree["joint"]):
        assert sums.by_cell(union.pk, ["members", "applications"]) == {
            "members": {"active.platform.1": 2, "active.platform.2": 1},
            "applications": {},
        }
        assert sums.per_day(union.pk, "joined", make.TODAY, make.TODAY) == {make.TODAY: 3}
    nothing_is_wrong()


def test_a_roster_admits_members_without_applications(tree):
    roster = [(make.facts(document_number=make.identity_number(sequence=n)), "contract") for n in range(1, 5)]

    rosters.admit_many(
        tree["community"].pk,
        roster=roster,
        number="1",
        met_on=make.TODAY,
        present=["李明"],
        by=make.actor("clerk", tree["community"].body),
        at=make.AT,
    )

    assert sums.by_cell(tree["province"].pk, ["members", "applications"]) == {
        "members": {"active.contract.1": 2, "active.contract.2": 2},
        "applications": {},
    }
    nothing_is_wrong()


def test_members_move_with_their_union_which_does_not_end_without_them(tree):
    made.member(tree["joint"])
    actions.fold()
    cadre = make.actor("cadre", tree["city"].body)

    organisations.move_under(tree["joint"].pk, above=tree["other"].pk, by=cadre, at=make.AT)
    with pytest.raises(Refused, match="还有 1 名会员"):
        organisations.dissolve(tree["joint"].pk, by=cadre, at=make.AT)

    assert sums.whole([tree["county"].pk, tree["other"].pk], ["members"])["members"] == {
        tree["county"].pk: 0,
        tree["other"].pk: 1,
    }
    nothing_is_wrong()
