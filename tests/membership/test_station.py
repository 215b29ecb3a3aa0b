"""The code on a station's wall: whoever scans it is asked neither for the union nor for the place."""

import re
from html import unescape

import pytest
from django.test import Client

from gongqiao.membership.models import Application
from gongqiao.organisations import actions
from tests import make
from tests.membership import made
from tests.membership.test_api import program
from tests.membership.test_pages import me, sign_in_again
from tests.programs import codes, post

pytestmark = pytest.mark.django_db
WORK = {"employment_form": "platform", "jobs": ["meals"]}
WHERE = "浙江省杭州市萧山区城厢街道人民路 1 号"
SCANNED = "您扫的是这家工会的二维码"


@pytest.fixture(name="station")
def _station(tree):
    """Of 蜂闪外卖, in 城厢."""
    return station_in(tree)


def station_in(tree, address="人民路 1 号", **parts):
    told = {"brand": "蜂闪外卖", "name": "城厢站", "division": "330109001", "address": address, **parts}
    return actions.open_station(tree["joint"].pk, **told, by=make.actor("cadre", tree["county"].body), at=make.AT)


def scanned(browser, station):
    """The page behind the code, and where its one button leads."""
    page = browser.get(f"/join/at/{station.slug}/")
    return page, unescape(re.search(r'class="button primary" href="([^"]+)"', page.text)[1])


def filled_in(page):
    """What stands in the form when the page opens."""
    fields = [tag for tag in re.findall(r"<input[^>]*>", page.text) if 'type="text"' in tag]
    told = {re.search(r'name="([^"]+)"', tag)[1]: re.search(r'value="([^"]*)"', tag) for tag in fields}
    return {name: unescape(value[1]) if value else "" for name, value in told.items()}


def test_whoever_scans_the_code_types_no_place_and_chooses_no_union(let_in, union, station):
    rider = let_in(make.account())

    page, onward = scanned(rider, station)
    place = rider.post(onward, WORK)
    told = filled_in(rider.get(place.url))
    after = rider.post(place.url, told)

    assert "城厢新就业形态联合工会" in page.text
    assert told == {"workplace": WHERE, "employer": "蜂闪外卖", "station": "城厢站"}
    assert (place.url, after.url) == ("/join/place/", "/join/me/")
    application = Application.objects.get()
    assert (application.union_body_id, application.division_id, application.workplace) == (
        union.pk,
        "330109001",
        WHERE,
    )
    assert (application.invited, application.routed_because) == (True, SCANNED)


def test_it_is_handed_in_to_the_union_of_the_code(let_in, union, station):
    rider = let_in(make.account())
    _, onward = scanned(rider, station)
    rider.post(onward, WORK)
    rider.post("/join/place/", filled_in(rider.get("/join/place/")))
    rider.post("/join/me/", me())

    assert SCANNED in rider.get("/join/check/").text
    assert rider.post("/join/check/", {"agreed": "on"}).url == "/join/progress/"
    application = Application.objects.get()
    assert (application.state, application.union_body_id) == ("submitted", union.pk)


def test_signing_in_on_the_way_does_not_lose_the_code(union, station):
    account, phone = make.account(), Client()
    _, onward = scanned(phone, station)

    back = sign_in_again(phone, phone.get(onward), account)
    phone.post(back, WORK)

    assert back == f"/join/work/?at={station.slug}"
    assert Application.objects.get().union_body_id == union.pk


def test_a_draft_begun_before_the_scan_goes_on_with_the_union_and_the_place_of_the_code(let_in, tree, union, station):
    account = make.account()
    elsewhere = made.draft(tree["community"].body, of=account, name="李小明")
    rider = let_in(account)

    page, onward = scanned(rider, station)
    rider.post(onward, WORK)

    assert "接着填写" in page.text
    application = Application.objects.get()
    assert (application.pk, application.name) == (elsewhere.pk, "李小明")
    assert (application.union_body_id, application.invited, application.routed_because) == (union.pk, True, SCANNED)
    assert filled_in(rider.get("/join/place/")) == {
        "workplace": WHERE,
        "employer": "蜂闪外卖",
        "station": "城厢站",
    }
    assert rider.post("/join/place/", filled_in(rider.get("/join/place/"))).url == "/join/me/"


def test_an_employers_credit_code_does_not_outlive_the_scan(let_in, station):
    account = make.account()
    draft = made.draft(of=account)
    Application.objects.filter(pk=draft.pk).update(uscc="91330109MA27XTRY0X")
    rider = let_in(account)

    rider.post(scanned(rider, station)[1], WORK)

    assert Application.objects.get().uscc == ""


def test_a_unions_own_code_leaves_the_place_as_it_was_written(let_in, tree):
    account = make.account()
    made.draft(of=account)
    rider = let_in(account)

    rider.post(scanned(rider, tree["community"])[1], WORK)

    application = Application.objects.get()
    assert (application.union_body_id, application.workplace) == (tree["community"].pk, "萧山区城厢街道")


@pytest.mark.parametrize("state", ["submitted", "sent_back"])
def test_an_application_a_union_has_is_not_moved_by_a_scan(let_in, tree, station, state):
    account = make.account()
    made.applied(tree["community"].body, of=account)
    Application.objects.update(state=state)
    rider = let_in(account)

    assert rider.get(f"/join/at/{station.slug}/").url == "/join/progress/"
    rider.post(f"/join/work/?at={station.slug}", WORK)
    application = Application.objects.get()
    assert (application.union_body_id, application.workplace) == (tree["community"].pk, "萧山区城厢街道")


def test_a_member_who_scans_sees_her_card(let_in, union, station):
    account = make.account()
    made.member(union, of=account)

    assert let_in(account).get(f"/join/at/{station.slug}/").url == "/me/card/"


def test_a_program_reads_where_a_code_leads(station, tree):
    hers = program(make.account())

    at_station, at_union, unknown = (
        hers.get(f"/api/v1/posters/{slug}") for slug in (station.slug, tree["community"].slug, "nothing")
    )

    assert at_station.json() == {
        "slug": station.slug, "union": "城厢新就业形态联合工会", "station": "蜂闪外卖 城厢站",
    }  # fmt: skip
    assert (at_union.json()["union"], at_union.json()["station"]) == (tree["community"].name, "")
    assert (unknown.status_code, codes(unknown.json())) == (404, ["not_found"])


@pytest.mark.parametrize("begun", [False, True])
def test_a_code_settles_union_and_place_by_program_as_on_the_page(tree, union, station, begun):
    account = make.account()
    if begun:
        made.draft(tree["community"].body, of=account)
    hers = program(account)

    status, _ = post(hers, f"/my/application?at={station.slug}", WORK)

    application = Application.objects.get()
    assert (status, application.union_body_id, application.invited) == (200, union.pk, True)
    assert (application.division_id, application.workplace, application.station) == ("330109001", WHERE, "城厢站")
    assert hers.get("/api/v1/my/application").json()["because"] == SCANNED


def test_a_code_that_leads_nowhere_begins_nothing_by_program(tree, station):
    actions.close_station(station.pk, by=make.actor("cadre", tree["county"].body), at=make.AT)

    status, told = post(program(make.account()), f"/my/application?at={station.slug}", WORK)

    assert (status, codes(told)) == (404, ["not_found"])
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("", "浙江省杭州市萧山区城厢街道"),
        ("萧山区城厢街道人民路 1 号", WHERE),
        ("城厢街道人民路 1 号", WHERE),
        ("街道口 3 号", "浙江省杭州市萧山区城厢街道街道口 3 号"),
        ("路" * 120, ("浙江省杭州市萧山区城厢街道" + "路" * 120)[:120]),
    ],
)
def test_a_stations_place_is_told_once_and_understood_by_the_page(let_in, tree, address, told):
    rider = let_in(make.account())
    rider.post(scanned(rider, station_in(tree, address))[1], WORK)

    place = filled_in(rider.get("/join/place/"))

    assert place["workplace"] == told
    assert rider.post("/join/place/", place).url == "/join/me/"
    assert Application.objects.get().division_id == "330109001"
