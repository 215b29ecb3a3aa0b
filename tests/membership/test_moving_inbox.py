"""A transfer and the inboxes it goes through: each union's, the member's, the superior's; nobody else's."""

from datetime import UTC, datetime, timedelta

import pytest

from gongqiao.kernel.sweep import sweep
from gongqiao.membership import actions
from gongqiao.notices import queries
from tests import make
from tests.membership.moving import LAST_DAY, Way

pytestmark = pytest.mark.django_db


@pytest.fixture(name="way")
def _way(tree, hear):
    way = Way(tree)
    hear()
    return way


def titles(viewer):
    return [task.title for task in queries.tasks(viewer).order_by("sorts_on", "pk")]


def told(viewer):
    return [notice.words for notice in queries.notices(viewer).order_by("pk")]


def everybody(way):
    return {name: titles(getattr(way, name)) for name in ("at_old", "at_new", "above", "herself")}


def nobody_but(**some):
    return {**{key: [] for key in ("at_old", "at_new", "above", "herself")}, **some}


def test_each_step_is_one_offices_task_by_its_last_day(hear, way):
    way.asked()
    hear()
    assert everybody(way) == nobody_but(at_old=["张*要转出"])
    task = queries.tasks(way.at_old).get()
    assert (task.href, task.due_on) == (f"/desk/transfers/{way.pk}/", LAST_DAY)

    actions.hold_back(way.pk, words="会费没有结清", by=way.at_old, at=make.AT)
    hear()
    assert everybody(way) == nobody_but(above=["张*的转会要由本工会决定"])

    actions.rule(way.pk, verdict="release", words="会籍随劳动关系", by=way.above, at=make.AT)
    hear()
    assert everybody(way) == nobody_but(at_new=["张*要转入"])

    actions.take_in(way.pk, by=way.at_new, at=make.AT)
    hear()
    assert everybody(way) == nobody_but()
    assert told(way.herself)[-3:] == [
        "您的转会已报上级工会决定，会籍和权利不变",
        "上级工会已对您的转会作出决定，请查看",
        "会籍已转入新工会，会员证照常使用",
    ]


def test_silence_is_told_to_the_member_and_to_the_union_that_was_silent(hear, way):
    way.asked()
    sweep(datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, 2, tzinfo=UTC) + timedelta(days=1))
    hear()

    assert everybody(way) == nobody_but(at_new=["张*要转入"])
    assert told(way.herself)[-1] == "原工会到期没有办理，已视为转出"


def test_an_invitation_is_hers_to_answer(hear, way):
    way.invited()
    hear()
    assert everybody(way) == nobody_but(herself=["同意或者不同意转会"])
    assert queries.tasks(way.herself).get().href == "/me/transfer/"

    actions.remain(way.pk, by=way.herself, at=make.AT)
    hear()
    assert everybody(way) == nobody_but()
