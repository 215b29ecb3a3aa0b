"""The stranger's home page is kept; anybody else's never is."""

import gzip

import pytest
from django.http import HttpRequest, HttpResponse

from gongqiao.shell import doorstep as place
from gongqiao.shell.doorstep import doorstep


class House:
    """Answers with a number that says how often it was asked."""

    def __init__(self):
        self.asked = 0
        self.cookie = self.nonce = False
        self.status = 200

    def __call__(self, request):
        self.asked += 1
        response = HttpResponse(f"第 {self.asked} 次", status=self.status, headers={"X-Frame-Options": "DENY"})
        if self.cookie:
            response.set_cookie("gongqiao", "1")
        if self.nonce:
            request._csp_nonce = "abc"
        return response


@pytest.fixture
def house():
    return House()


@pytest.fixture
def door(house):
    inner = doorstep(house)

    def ask(path="/", method="GET", cookie="", query="", authorization="", *, packed=False):
        request = HttpRequest()
        request.method, request.path, request.path_info = method, path, path
        request.META = {"QUERY_STRING": query}
        if cookie:
            request.META["HTTP_COOKIE"] = cookie
            request.COOKIES = dict(part.split("=") for part in cookie.split("; "))
        if packed:
            request.META["HTTP_ACCEPT_ENCODING"] = "br, gzip"
        if authorization:
            request.META["HTTP_AUTHORIZATION"] = authorization
        return inner(request)

    return ask


def test_two_strangers_are_told_the_same_and_the_house_is_asked_once(door, house):
    assert [door().content.decode(), door().content.decode(), house.asked] == ["第 1 次", "第 1 次", 1]


def test_the_kept_answer_carries_the_headers_of_the_house(door):
    door()
    again = door()
    assert (again["X-Frame-Options"], again["Vary"], again["Cache-Control"]) == ("DENY", place.VARY, "no-cache")


def test_each_size_of_letters_has_its_own_page(door, house):
    door()
    door(cookie="look=22")
    assert door(cookie="look=22").content.decode() == "第 2 次"
    assert door(cookie="look=<b>").content.decode() == "第 1 次"


def test_whoever_takes_it_packed_gets_the_same_words(door):
    answer = door(packed=True)
    assert (answer["Content-Encoding"], gzip.decompress(answer.content).decode()) == ("gzip", "第 1 次")


@pytest.mark.parametrize(
    "asked",
    [
        {"cookie": "gongqiao=abc"},
        {"cookie": "look=22; gongqiao=abc"},
        {"query": "next=1"},
        {"path": "/desk/"},
        {"method": "POST"},
        {"authorization": "Bearer x"},
    ],
)
def test_anybody_else_is_answered_by_the_house(door, house, asked):
    door()
    door(**asked)
    door(**asked)
    assert house.asked == 3


@pytest.mark.parametrize(("name", "value"), [("cookie", True), ("nonce", True), ("status", 503), ("status", 302)])
def test_an_answer_meant_for_one_is_not_kept(door, house, name, value):
    setattr(house, name, value)
    door()
    door()
    assert house.asked == 2


def test_the_page_is_written_anew_after_some_seconds(door, house, monkeypatch):
    door()
    late = place.monotonic() + place.SECONDS + 1
    monkeypatch.setattr(place, "monotonic", lambda: late)
    assert door().content.decode() == "第 2 次"


def test_the_real_home_page_is_the_same_for_all_strangers(client):
    first = client.get("/")
    assert (first.status_code, dict(first.cookies), first["Cache-Control"]) == (200, {}, "no-cache")
    assert "工会，就在您身边" in first.content.decode()
