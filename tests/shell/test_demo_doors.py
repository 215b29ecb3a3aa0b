"""One click from the list of people to the face of their work, from this machine only and in demo mode only."""

from importlib import import_module

import pytest

from gongqiao.kernel import senders, wall
from gongqiao.organisations import actions
from gongqiao.people import actions as people
from gongqiao.people.models import SignIn
from gongqiao.shell.demo.identities import IDENTITIES, phone_of
from tests import make
from tests.organisations import unions

pytestmark = pytest.mark.django_db
DEMO = pytest.mark.urls("tests.shell.demo_urls")


@pytest.fixture(autouse=True)
def _demo(request, settings):
    """The ordinary addresses are read once, when they are first asked for: before this test says that it is a demo."""
    import_module("gongqiao.shell.urls")
    settings.DEMO = any(mark.name == "urls" for mark in request.node.iter_markers())


@pytest.fixture(name="county")
def _county():
    """The cadre of the county as the demo knows her: a phone, a person, a post."""
    person = make.person()
    account, _ = people.open_account(phone_of("county"), make.AT)
    by = make.actor("installer")
    people.tie(account.pk, person_id=person.pk, way="union", body_id=None, by=by, at=make.AT)
    body = unions.tree()["county"].pk
    return actions.appoint(person.pk, role="cadre", body_id=body, since=make.TODAY, by=by, at=make.AT)


@DEMO
def test_everybody_is_listed_with_a_button(client):
    page = client.get("/demo/").text

    assert page.count("<form") >= len(IDENTITIES) + 1
    assert 'action="/demo/sign-in/rider/"' in page


@DEMO
def test_a_cadre_comes_to_the_desk_acting_for_her_union(client, county):
    answer = client.post("/demo/sign-in/county/")

    assert (answer.status_code, answer["Location"]) == (303, "/desk/")
    assert SignIn.objects.get(account__person=county.person).appointment == county.pk
    assert client.get("/desk/").status_code == 200


@DEMO
def test_a_worker_comes_to_the_market(client):
    assert client.post("/demo/sign-in/rider/")["Location"] == "/"
    assert client.get("/").status_code == 200


@DEMO
@pytest.mark.usefixtures("county")
def test_the_visitor_is_signed_out(client):
    client.post("/demo/sign-in/county/")

    assert client.post("/demo/sign-in/visitor/")["Location"] == "/"
    assert client.get("/desk/").status_code in {302, 303, 403}


@DEMO
@pytest.mark.parametrize(
    ("method", "slug", "address"),
    [("get", "rider", "127.0.0.1"), ("post", "nobody", "127.0.0.1"), ("post", "rider", "203.0.113.5")],
)
def test_nobody_is_let_in_by_a_link_by_a_made_up_name_or_from_elsewhere(client, method, slug, address):
    assert getattr(client, method)(f"/demo/sign-in/{slug}/", REMOTE_ADDR=address).status_code == 404


@DEMO
def test_the_outbox_shows_what_would_have_been_sent_newest_first(client, settings):
    for text in ("第一条", "第二条"):
        senders.send("sms", "13900000001", text, at=make.AT)
    settings.WALL_AT_REST = wall.UP
    wall.rest()

    told = client.get("/demo/outbox.json").json()

    settings.WALL_AT_REST = wall.DOWN
    wall.rest()
    assert [each["text"] for each in told] == ["第二条", "第一条"]
    assert {"to", "kind", "text", "at"} == told[0].keys()


ELSEWHERE = {
    "another machine": {"REMOTE_ADDR": "203.0.113.5"},
    "nobody knows where": {"REMOTE_ADDR": ""},
    "another machine through a proxy of ours": {"headers": {"X-Forwarded-For": "203.0.113.5"}},
    "a chain of proxies": {"headers": {"X-Forwarded-For": "127.0.0.1, 203.0.113.5"}},
    "a proxy with its own word": {"headers": {"X-Real-IP": "203.0.113.5"}},
    "a proxy with the standard's word": {"headers": {"Forwarded": "for=203.0.113.5"}},
}


@DEMO
@pytest.mark.parametrize("asked", ELSEWHERE.values(), ids=ELSEWHERE)
def test_the_outbox_and_the_sign_in_are_for_this_machine_alone(client, asked):
    assert client.get("/demo/outbox.json", **asked).status_code == 404
    assert client.post("/demo/sign-in/rider/", **asked).status_code == 404


@DEMO
@pytest.mark.parametrize("asked", [{"REMOTE_ADDR": "::1"}, {"headers": {"X-Forwarded-For": "127.0.0.1"}}])
def test_this_machine_is_known_by_each_of_its_names(client, asked):
    assert client.get("/demo/outbox.json", **asked).status_code == 200


@DEMO
def test_a_door_left_over_in_another_mode_is_shut(client, settings):
    settings.DEMO = False

    assert client.get("/demo/outbox.json").status_code == 404
    assert client.post("/demo/sign-in/rider/").status_code == 404


@pytest.mark.parametrize("address", ["/demo/", "/demo/outbox.json", "/demo/sign-in/rider/"])
def test_outside_demo_mode_there_is_no_such_door(client, address):
    assert client.post(address).status_code == 404
