"""What is told when something of ours fails."""

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.test import Client
from django.urls import path

from gongqiao.kernel.reasons import Reason, Refused
from gongqiao.shell import health, trouble, urls

ERRORS = {
    "gone": OperationalError("gone"),
    "closed": InterfaceError("closed"),
    "ours": ValueError("330102199003077511"),
    "refused": Refused([Reason("ended", "刚刚已经办过，请刷新页面")]),
}


def breaking(_request: HttpRequest, kind: str):
    raise ERRORS[kind]


urlpatterns = [path("break/<kind>", breaking), path("api/break/<kind>", breaking), *urls.urlpatterns]
handler500 = trouble.fault
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def visitor():
    """Sees what a browser would see."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("kind", ["gone", "closed"])
def test_a_database_that_is_away_is_a_503_that_says_when_to_come_back(visitor, kind):
    answer = visitor.get(f"/break/{kind}")
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "10", "no-store")
    assert "系统正忙" in answer.content.decode()


def test_a_program_is_told_the_same_in_its_own_shape(visitor):
    answer = visitor.get("/api/break/gone")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert [reason["code"] for reason in answer.json()["reasons"]] == ["unavailable"]


def test_a_refusal_that_no_page_caught_is_told_with_its_reason_and_is_no_fault(visitor):
    answer = visitor.get("/break/refused")
    assert answer.status_code == 409
    assert "刚刚已经办过，请刷新页面" in answer.content.decode()
    told = visitor.get("/api/break/refused")
    assert (told.status_code, told.json()["reasons"][0]["code"]) == (409, "ended")


def test_a_fault_of_ours_gives_a_reference_and_nothing_else(visitor):
    answer = visitor.get("/break/ours")
    said = answer.content.decode()
    assert answer.status_code == 500
    assert "编号" in said
    assert "330102199003077511" not in said
    assert "ValueError" not in said


def test_alive_asks_nobody(client):
    assert client.get("/healthz").content == b"ok\n"


def test_ready_when_the_database_is_up_to_date(client):
    assert client.get("/readyz").json() == {"ready": True}


def test_not_ready_while_a_migration_is_waiting(client, monkeypatch):
    monkeypatch.setattr(health, "waiting_migrations", lambda: 2)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["why"]) == (503, "数据库还没有升级：缺 2 步")


def test_figures_are_not_served_to_the_public(client):
    assert client.get("/metrics").status_code == 404


def test_every_answer_names_its_policy(client):
    policy = client.get("/healthz")["Content-Security-Policy"]
    for word in ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert word in policy
    assert "unsafe" not in policy
