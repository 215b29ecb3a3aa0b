"""A list that waits for its committee is a task of its union, and of nobody else; what went on unseen is told."""

from datetime import UTC, datetime

import pytest

from gongqiao.kernel.sweep import sweep
from gongqiao.notices import queries
from gongqiao.rosters import actions
from tests import make
from tests.membership.conftest import post_of
from tests.rosters import lists

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
BAD = lists.row("李四", "330109199001011230")


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="clerk")
def _clerk(union, hear):
    account = make.account(make.person())
    post = post_of(account, "clerk", union)
    hear()
    return make.actor("clerk", union, person_id=account.person_id, appointment_id=post.pk)


def titles(viewer):
    return [task.title for task in queries.tasks(viewer).order_by("sorts_on", "pk")]


def told(viewer):
    return [notice.words for notice in queries.notices(viewer).order_by("pk")]


def test_read_it_is_its_unions_task_until_the_resolution_is_written_down(hear, union, tree, clerk):
    roster = lists.received(union, lists.listed(lists.row(), lists.row(), BAD))
    assert titles(clerk) == []

    hear()
    task = queries.tasks(clerk).get()
    assert (task.title, task.href) == (
        "入会名册待登记决议：可以接收 2 人，有问题 1 人",
        f"/desk/rosters/{roster.pk}/",
    )
    assert str(task.due_on) == "2026-04-09"
    assert titles(make.actor("chair", tree["township"].body)) == []

    lists.entered(union, of=lists.fresh(roster))
    hear()
    assert (titles(clerk), told(clerk)) == ([], ["入会名册已登记，2 人成为会员"])


def test_one_of_which_nobody_can_be_taken_is_to_be_mended_or_let_go(hear, union, clerk):
    roster = lists.checked(union, lists.listed(BAD))
    hear()
    assert titles(clerk) == ["入会名册待修改：1 人都有问题"]

    actions.discard_roster(roster.pk, by=clerk, at=make.AT)
    hear()
    assert titles(clerk) == []


def test_what_could_not_be_read_is_told(hear, union, clerk):
    lists.checked(union, b"PK\x03\x04 broken")
    hear()

    assert (titles(clerk), told(clerk)) == ([], ["入会名册没有读成，请查看原因"])


def test_handed_back_it_is_a_task_again(hear, union, tree, clerk):
    rows = lists.listed(lists.row("张三"))
    roster = lists.checked(union, rows)
    lists.entered(tree["community"].body, rows)
    lists.entered(union, of=roster)
    hear()

    assert told(clerk) == ["入会名册没有登记，已退回核对，请查看原因"]
    assert titles(clerk) == ["入会名册待修改：1 人都有问题"]


def test_when_the_time_for_confirming_is_over_it_is_told(hear, union, clerk):
    lists.entered(union, lists.listed(lists.row()), kind="signed")
    sweep(datetime(2026, 4, 9, 16, 0, tzinfo=UTC))
    hear()

    assert told(clerk) == ["签名名单的确认已截止，没有确认的不算入会"]
