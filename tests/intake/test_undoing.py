"""A list of employers or posts is taken back in the background: whole or not at all, and its office is told."""

import pytest
from django.db import IntegrityError

from gongqiao.intake import actions, queries
from gongqiao.kernel.reasons import Reason, Refused
from gongqiao.notices import queries as notices
from gongqiao.organisations.models import Appointment, Employer
from tests import make
from tests.intake import lists
from tests.membership.conftest import post_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="county")
def _county(tree):
    return tree["county"].body


def codes(verb, *args, **told):
    with pytest.raises(Refused) as caught:
        verb(*args, **told)
    return [reason.code for reason in caught.value.reasons]


def used():
    Employer.objects.get().body.appointments.create(person=make.person(), role="hr", since=make.TODAY)


def told_to(cadre):
    return [each.words for each in notices.notices(cadre)]


@pytest.fixture(name="cadre")
def _cadre(county):
    account = make.account(make.person())
    post = post_of(account, "cadre", county)
    return make.actor("cadre", county, person_id=account.person_id, appointment_id=post.pk)


def test_it_is_taken_back_by_the_worker_and_its_office_is_told(county, cadre, hear):
    intake = lists.entered(county, by=cadre)

    called = lists.called_back(intake)
    assert (called.state, called.working, Employer.objects.count()) == ("entered", True, 1)
    standing = queries.intake_standing(called)
    assert (standing.state, standing.tone, standing.holder) == ("正在撤销", "wait", "平台（自动）")

    intake = lists.worked(intake)
    assert (intake.state, intake.working, Employer.objects.count()) == ("undone", False, 0)
    hear()
    assert "用人单位名单已撤销，共 1 行" in told_to(cadre)
    assert lists.worked(intake).state == "undone"


def test_posts_are_taken_back_by_the_same_way(county):
    intake = lists.entered(county, kind="posts")
    assert Appointment.objects.count() == 1
    lists.called_back(intake)

    assert (lists.worked(intake).state, Appointment.objects.count()) == ("undone", 0)


def test_what_was_built_on_it_meanwhile_keeps_it_and_the_list_says_why(county, cadre, hear):
    intake = lists.entered(county, by=cadre)
    lists.called_back(intake)
    used()

    intake = lists.worked(intake)
    assert (intake.state, intake.working, Employer.objects.count()) == ("entered", False, 1)
    assert "登记以后，有 1 家已经用到" in intake.fault
    hear()
    assert "批量登记的名单没有撤销，请查看原因" in told_to(cadre)
    assert codes(actions.leave_intake, intake.pk, reasons=(), by=intake.actor, at=make.AT) == ["not_called_back"]


def test_what_the_database_refuses_leaves_it_standing(county, monkeypatch):
    intake = lists.entered(county)
    lists.called_back(intake)

    def needed(*_args, **_told):
        raise IntegrityError

    monkeypatch.setattr(actions, "undo_intake", needed)

    intake = lists.worked(intake)
    assert (intake.state, intake.working, "什么也没有撤销" in intake.fault) == ("entered", False, True)


def test_what_keeps_it_is_told_before_anything_is_asked_of_the_worker(county):
    intake = lists.entered(county)
    used()

    assert codes(lists.called_back, intake) == ["built_on"]


def test_asked_for_twice_it_is_taken_back_once(county):
    intake = lists.entered(county)
    lists.called_back(intake)

    assert codes(lists.called_back, intake) == ["being_undone"]
    assert codes(actions.reread_intake, intake.pk, by=intake.actor, at=make.AT) == ["wrong_state"]


@pytest.mark.parametrize("role", ["hr", "clerk", "chair"])
def test_only_those_who_hand_in_call_back(county, role):
    intake = lists.entered(county)

    assert codes(lists.called_back, intake, by=make.actor(role, county)) == ["forbidden"]


def test_of_two_workers_the_second_finds_nothing_to_keep(county, monkeypatch):
    intake = lists.entered(county)
    lists.called_back(intake)

    def faster(pk, *, by, at):
        undo(pk, by=by, at=at)
        raise Refused([Reason("state", "已经撤销")])

    undo = actions.undo_intake
    monkeypatch.setattr(actions, "undo_intake", faster)

    assert lists.worked(intake).state == "undone"


def test_taken_again_it_stands_once(county):
    intake = lists.entered(county)
    lists.called_back(intake)
    intake = lists.worked(intake)

    intake = lists.entered(None, of=lists.read(actions.reread_intake(intake.pk, by=intake.actor, at=make.AT)))
    assert (intake.state, intake.undoing_at, Employer.objects.count()) == ("entered", None, 1)
