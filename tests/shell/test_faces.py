"""A face opens to the identities whose role belongs to it, and says who one acts as."""

import pytest
from django.test import RequestFactory

from gongqiao.design import slots
from gongqiao.kernel.authority import Actor, role
from gongqiao.kernel.reasons import Forbidden
from gongqiao.shell import pages

CADRE = role("test_cadre", "测试干部")
CLERK = role("test_clerk", "测试人事", face="employer")
FIRST = {"label": "第一", "done": 1, "total": 2, "percent": 50}


def asked_by(actor):
    request = RequestFactory().get("/")
    request.actor = actor
    return request


@pytest.fixture
def empty_slots():
    held = dict(slots.SLOTS)
    slots.SLOTS.clear()
    yield
    slots.SLOTS.clear()
    slots.SLOTS.update(held)


@pytest.mark.parametrize(("page", "name"), [(pages.desk, CADRE), (pages.employer, CLERK)])
@pytest.mark.usefixtures("empty_slots")
def test_a_face_opens_to_its_roles_and_says_for_whom(page, name):
    answer = page(asked_by(Actor(name, body_name="某某工会")))
    assert "<h1>某某工会</h1>" in answer.content.decode()
    assert "现在没有待办" in answer.content.decode()


@pytest.mark.parametrize(
    ("page", "actor"), [(pages.desk, Actor()), (pages.desk, Actor(CLERK)), (pages.employer, Actor(CADRE))]
)
def test_any_other_identity_is_told_to_switch(page, actor):
    with pytest.raises(Forbidden, match="登录或切换身份"):
        page(asked_by(actor))


@pytest.mark.usefixtures("empty_slots")
def test_what_modules_put_into_a_slot_is_shown_in_order_and_only_with_something_to_show():
    slots.fill("desk.first", "design/parts/empty.html", lambda _: {"text": "第二"}, order=2)
    slots.fill("desk.first", "design/parts/tabs.html", lambda _: None, order=0)
    slots.fill("desk.first", "design/parts/progress.html", lambda _: FIRST, order=1)
    html = pages.desk(asked_by(Actor(CADRE))).content.decode()
    assert html.index("第一") < html.index("第二")
    assert "tabs" not in html


def test_a_visitor_without_session_is_sent_to_sign_in_from_the_desk(client, db):
    answer = client.get("/desk/")
    assert (answer.status_code, answer["Location"]) == (303, "/sign-in/?next=%2Fdesk%2F")
