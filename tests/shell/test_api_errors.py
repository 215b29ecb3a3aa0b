"""What a program is told where no operation of the API had a say: in its own shape, in Chinese, with the way out."""

import json

import pytest
from django.test import Client

from tests import make, walk
from tests.programs import codes, program

pytestmark = pytest.mark.django_db
NO_ADDRESS = ("/api/v1/nothing", "/api/v1/", "/api/v2/me", "/api/v1/me/", "/api/v1/members/not-a-number", "/api/x.php")


@pytest.fixture(name="hers")
def _hers():
    return program(make.oneself(make.account()))


@pytest.mark.parametrize("where", NO_ADDRESS)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_an_address_that_is_none_is_told_so(hers, where, method):
    for who in (hers, Client()):
        told = who.generic(method, where)

        assert (told.status_code, told["Content-Type"], codes(told.json())) == (404, "application/json", ["not_found"])
        assert "/api/docs" in told.json()["reasons"][0]["words"]


@pytest.mark.parametrize(
    ("where", "method", "allowed"),
    [
        ("/api/v1/me", "POST", "GET"),
        ("/api/v1/me/consents/identity", "GET", "POST"),
        ("/api/v1/resolutions", "DELETE", "GET、POST"),
        ("/api/v1/resolutions", "PUT", "GET、POST"),
    ],
)
def test_a_method_an_address_does_not_know_is_told_which_it_knows(hers, where, method, allowed):
    told = hers.generic(method, where)

    assert (told.status_code, codes(told.json())) == (405, ["wrong_method"])
    assert f"不支持 {method}，可以用 {allowed}" in told.json()["reasons"][0]["words"]
    assert told["Allow"].replace(", ", "、") == allowed


def test_every_operation_answers_a_wrong_method_in_its_own_shape(hers):
    strange = {}
    for address in walk.operations():
        for probe in address.filled((make.uuid7(), 1, "330109", "x")):
            told = hers.generic("PATCH", probe.path)
            if (told.status_code, told["Content-Type"]) != (405, "application/json"):
                strange[probe.path] = told.status_code

    assert strange == {}


def test_what_is_too_long_to_read_is_refused_in_its_own_shape(hers):
    told = hers.post("/api/v1/my/application", b" " * (3 * 2**20), content_type="application/json")

    assert (told.status_code, codes(told.json())) == (400, ["unreadable"])


def test_what_an_operation_says_itself_stays_as_it_said_it(hers):
    shapeless = hers.post("/api/v1/my/application", b"{", content_type="application/json")
    unseen = hers.get(f"/api/v1/members/{make.uuid7()}")

    assert (shapeless.status_code, codes(shapeless.json())) == (400, ["not_json"])
    assert (unseen.status_code, unseen.json()["reasons"][0]["words"]) == (404, "没有找到，或者您当前的身份看不到")


def test_a_page_that_is_none_stays_a_page(client):
    told = client.get("/nothing/")

    assert (told.status_code, told["Content-Type"]) == (404, "text/html; charset=utf-8")


def test_words_are_written_as_they_are_read(hers):
    told = hers.get("/api/v1/nothing").content.decode()

    assert "没有这个地址" in told
    assert json.loads(told)["reasons"][0].keys() == {"code", "words", "field", "law"}
