"""A change and the inboxes it goes through: her union's, the one above, her own; nobody else's."""

from datetime import UTC, datetime

import pytest

from gongqiao.changes import actions
from gongqiao.kernel.sweep import sweep
from gongqiao.notices import queries
from tests import make
from tests.changes.made import LAST_DAY, Life, paper
from tests.membership.conftest import post_of

pytestmark = pytest.mark.django_db


@pytest.fixture(name="life")
def _life(tree, hear):
    life, chair = Life(tree), make.account(make.person())
    post = post_of(chair, "clerk", life.union)
    life.clerk = make.actor("clerk", life.union, person_id=chair.person_id, appointment_id=post.pk)
    hear()
    return life


def titles(viewer):
    return [task.title for task in queries.tasks(viewer).order_by("sorts_on", "pk")]


def told(viewer):
    return [notice.words for notice in queries.notices(viewer).order_by("pk")]


def test_her_union_is_to_announce_it_by_the_last_day(hear, life):
    life.declared()
    hear()
    task = queries.tasks(life.clerk).get()
    assert (task.title, task.href, task.due_on) == (
        "张*声明退会，待委员会宣布",
        f"/desk/changes/{life.change}/",
        LAST_DAY,
    )
    assert titles(life.above) == []

    life.announced()
    hear()
    assert titles(life.clerk) == []
    assert told(life.herself)[-1] == "您的会籍已经终止，会员证失效"


def test_her_union_learns_that_she_took_it_back(hear, life):
    life.declared()
    actions.take_back(life.change, by=life.herself, at=make.AT)
    hear()

    assert (titles(life.clerk), told(life.clerk)[-1]) == ([], "张*撤回了退会")


def test_when_the_days_have_passed_both_are_told(hear, life):
    life.declared()
    sweep(datetime(2026, 3, 24, 16, 0, tzinfo=UTC))
    hear()

    assert told(life.clerk)[-1] == "张*的退会到期没有宣布，视为已经宣布"
    assert told(life.herself)[-1] == "您的会籍已经终止，会员证失效"


def test_of_what_one_did_the_other_is_told(hear, life):
    life.retained()
    restore = {"employment_form": "contract", "effect_on": make.TODAY}
    actions.restore(life.pk, **restore, by=life.herself, at=make.AT)
    hear()
    assert told(life.clerk)[-2:] == ["张*办理了保留会籍", "张*重新工作，恢复了会籍"]
    mine = len(told(life.herself))

    life.retained(by=life.clerk, paper=paper())
    actions.restore(life.pk, **restore, paper=paper(), by=life.clerk, at=make.AT)
    hear()
    assert told(life.herself)[mine:] == [
        "您的会籍已登记为保留，免交会费；不对的请告诉工会",
        "您的会籍已登记为恢复；不对的请告诉工会",
    ]
    assert len(told(life.clerk)) == 2


def test_an_expulsion_is_the_superiors_task_and_she_is_told(hear, life):
    life.expelled()
    hear()
    assert titles(life.above) == ["张*被开除会籍，待备案"]
    assert told(life.herself)[-1] == "委员会决定开除您的会籍，请查看；有意见的，可以向上一级工会反映"

    actions.file_expulsion(life.change, filed_as="已备案", by=life.above, at=make.AT)
    hear()
    assert titles(life.above) == []
    assert told(life.clerk)[-1] == "上一级工会已备案：张*"
