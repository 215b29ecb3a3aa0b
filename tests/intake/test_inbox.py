"""A list that waits is a task of its union's cadre; what went on unseen is told."""

import pytest

from gongqiao.intake import actions
from gongqiao.notices import queries
from tests import make
from tests.intake import lists
from tests.membership.conftest import post_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="cadre")
def _cadre(tree, hear):
    union = tree["county"].body
    account = make.account(make.person())
    post = post_of(account, "cadre", union)
    hear()
    return make.actor("cadre", union, person_id=account.person_id, appointment_id=post.pk)


def titles(viewer):
    return [task.title for task in queries.tasks(viewer).order_by("sorts_on", "pk")]


def told(viewer):
    return [notice.words for notice in queries.notices(viewer).order_by("pk")]


def test_read_it_is_its_unions_task_until_it_is_entered(hear, tree, cadre):
    union = tree["county"].body
    intake = lists.checked(union, lists.firms(lists.firm(), lists.firm(code="1")), by=cadre)
    hear()

    task = queries.tasks(cadre).get()
    assert (task.title, task.href) == (
        "用人单位名单待登记：可以登记 1 行，有问题 1 行",
        f"/desk/intake/{intake.pk}/",
    )
    assert str(task.due_on) == "2026-04-09"
    assert titles(make.actor("cadre", tree["township"].body)) == []

    lists.entered(union, of=intake)
    hear()
    assert titles(cadre) == []
    assert told(cadre)[-1:] == ["用人单位名单已登记，共 1 行"]


def test_one_in_which_everything_is_wrong_waits_to_be_mended(hear, tree, cadre):
    intake = lists.checked(tree["county"].body, lists.posts(lists.post(phone="1")), kind="posts", by=cadre)
    hear()
    assert titles(cadre) == ["任职名单待修改：1 行都有问题"]

    actions.discard_intake(intake.pk, by=cadre, at=make.AT)
    hear()
    assert titles(cadre) == []


def test_what_was_not_read_or_not_entered_is_told(hear, tree, cadre, settings, tmp_path):
    union = tree["county"].body
    accepted = lists.accepted(lists.checked(union, by=cadre))
    actions.hand_back_intake(accepted.pk, reasons=(), by=cadre, at=make.AT)
    waiting = lists.received(union, lists.firms(lists.firm()), by=cadre)
    settings.FILES = tmp_path / "elsewhere"
    lists.read(waiting)
    hear()

    assert sorted(told(cadre)) == sorted(
        ["批量登记的名单没有登记，已退回核对，请查看原因", "批量登记的名单没有读成，请查看原因"]
    )
