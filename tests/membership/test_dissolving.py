"""A union does not end over the heads of its members and applicants, and one that has ended takes nobody in."""

import re
from threading import Event

import pytest
from django.db import transaction

from gongqiao.cockpit.queries import sums
from gongqiao.kernel.reasons import Refused
from gongqiao.membership import actions
from gongqiao.membership.models import Application, Membership, Resolution
from gongqiao.membership.models.memberships import LEFT, RETAINED
from gongqiao.organisations import actions as organisations
from gongqiao.organisations.models import Organisation
from gongqiao.rosters import actions as rosters
from tests import make
from tests.at_once import at_once
from tests.membership import made

pytestmark = pytest.mark.django_db
A_MOMENT = 0.3


@pytest.fixture(name="dissolve")
def _dissolve(tree):
    """The county's cadre ends a union; the codes of the reasons why not."""
    by = make.actor("cadre", tree["county"].body)

    def act(union):
        try:
            organisations.dissolve(union.pk, by=by, at=make.AT)
        except Refused as refused:
            return [reason.code for reason in refused.reasons]
        return []

    return act


def ended(union):
    """As if it had ended before anybody asked who was in it."""
    Organisation.objects.filter(pk=union.pk).update(dissolved_on=make.TODAY)


@pytest.mark.parametrize("state", ["active", RETAINED])
def test_a_union_is_not_dissolved_while_somebodys_membership_is_held_in_it(tree, union, dissolve, state):
    made.member(union)
    Membership.objects.update(state=state)

    assert dissolve(union) == ["members"]
    assert Organisation.objects.get(pk=union.pk).dissolved_on is None
    assert sums.whole([tree["province"].pk], ["unions"])["unions"] == {tree["province"].pk: 7}


@pytest.mark.parametrize("sent_back", [False, True])
def test_a_union_is_not_dissolved_while_an_application_waits_for_it_or_for_the_applicant(union, dissolve, sent_back):
    application = made.applied(union)
    if sent_back:
        actions.send_back(application.pk, missing=["station"], by=make.actor("clerk", union), at=make.AT)

    assert dissolve(union) == ["applications"]


def test_the_page_says_how_many_there_are_and_the_way_out(tree, union, let_in):
    made.member(union)
    made.applied(union)
    made.applied(union)
    cadre = let_in(make.account(make.person()), "cadre", tree["county"].body)

    page = cadre.post(f"/desk/unions/{union.pk}/dissolve/").text

    assert "还有 1 名会员的会籍在这个工会" in page
    assert "由上一级工会" in page
    assert "还有 2 份入会申请没有办结" in page
    assert "转办" in page


def test_those_who_left_were_decided_or_are_only_writing_do_not_keep_a_union_from_ending(tree, union, dissolve):
    made.member(union)
    Membership.objects.update(state=LEFT, left_on=make.TODAY)
    elsewhere, refused = made.applied(union), made.applied(union)
    by = make.actor("clerk", union)
    actions.refer(elsewhere.pk, to=tree["community"].pk, by=by, at=make.AT)
    actions.reject(refused.pk, words="不在本地工作", by=by, at=make.AT)
    made.draft(union)

    assert dissolve(union) == []


def test_members_of_another_union_do_not_keep_this_one_from_ending(tree, union, dissolve):
    made.member(union)
    made.applied(union)

    assert dissolve(tree["community"]) == []


def test_a_union_that_has_ended_resolves_on_nobody(union):
    waiting = made.applied(union)
    ended(union)

    with pytest.raises(Refused, match="本工会已经撤销"):
        made.resolution(union, waiting)

    assert (Resolution.objects.count(), Membership.objects.count()) == (0, 0)
    waiting.refresh_from_db()
    assert waiting.state == "submitted"


def test_a_union_that_has_ended_is_told_so_at_its_desk(union, clerk):
    waiting, desk = made.applied(union), clerk(union)
    ended(union)
    told = {"number": "1号", "met_on": "2026-03-10", "present": "李明", "applications": [str(waiting.pk)]}

    page = desk.post("/desk/resolutions/new/", told)

    assert page.status_code == 200
    assert "本工会已经撤销" in page.text
    assert Membership.objects.count() == 0


def test_a_union_that_has_ended_enters_no_roster(union):
    ended(union)
    by = make.actor("installer")

    with pytest.raises(Refused, match="本工会已经撤销"):
        rosters.admit_many(
            union.pk,
            roster=[(make.facts(), "contract")],
            number="1号",
            met_on=made.MET,
            present=["李明"],
            by=by,
            at=make.AT,
        )

    assert (Resolution.objects.count(), Membership.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_union_does_not_end_while_an_application_is_being_handed_in(tree, union, dissolve):
    account = make.account()
    draft = made.draft(union, of=account)
    begun, late = Event(), Event()

    def submit():
        with transaction.atomic():
            actions.submit(draft.pk, by=make.oneself(account), at=make.AT)
            begun.set()
            late.wait(A_MOMENT)

    def end():
        begun.wait()
        told = dissolve(union)
        late.set()
        return told

    assert at_once(submit, end) == [None, ["applications"]]
    assert Application.objects.get().state == "submitted"
    assert Organisation.objects.get(pk=union.pk).dissolved_on is None


@pytest.mark.django_db(transaction=True)
def test_a_union_does_not_end_while_a_roster_is_being_entered(tree, union, dissolve):
    by, begun, late = make.actor("installer"), Event(), Event()
    roster = [(make.facts(), "contract")]

    def admit():
        with transaction.atomic():
            told = {"number": "1号", "met_on": made.MET, "present": ["李明"]}
            rosters.admit_many(union.pk, roster=roster, **told, by=by, at=make.AT)
            begun.set()
            late.wait(A_MOMENT)

    def end():
        begun.wait()
        told = dissolve(union)
        late.set()
        return told

    assert at_once(admit, end) == [None, ["members"]]
    assert Membership.objects.held().count() == 1


@pytest.mark.usefixtures("demo_day")
def test_an_applicant_whose_union_ended_meanwhile_is_led_to_another_one_and_loses_nothing(union, let_in):
    account = make.account()
    made.draft(union, of=account)
    ended(union)
    rider = let_in(account)
    typed = Application.objects.values("name", "document_number", "workplace", "employer", "station", "groups").get()

    refused = rider.post("/join/check/", {"agreed": "on"})

    assert refused.status_code == 200
    assert "这家工会已经撤销，不再接收申请；请返回第三步，从现有的工会中另选一家" in refused.text
    assert 'href="/join/union/"' in refused.text
    offered = re.findall(r'name="union" value="(\d+)"', rider.get("/join/union/").text)
    assert offered
    assert str(union.pk) not in offered
    assert rider.post("/join/union/", {"union": offered[0]}).url == "/join/me/"
    assert 'href="/join/check/"' in rider.get("/join/me/").text
    assert rider.post("/join/check/", {"agreed": "on"}).url == "/join/progress/"
    assert Application.objects.values(*typed).get() == typed
    assert Application.objects.values_list("state", "union_body_id").get() == ("submitted", int(offered[0]))
