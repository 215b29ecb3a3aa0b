"""What people notice while the database is away: they have to wait, and nothing that they typed or sent is lost."""

import json
import time
from itertools import cycle

import pytest
from django.urls import reverse

from tests import walk
from tests.applying import WORK
from tests.chromium import chromium
from tests.faults.at_work import NEW, resolution, token_of, waiting
from tests.journeys.hands import Mouse
from tests.journeys.story import Story
from tests.patient import AWAY, OK, Patient
from tests.worker import until

pytestmark = [pytest.mark.long, pytest.mark.browser]
FACES = ("rider", "member", "joint-chair", "county", "province", "hr", "security-admin")
BUSY = "系统正忙"


def places():
    """Every page and every operation that is asked for without naming a thing."""
    pages = [reverse(each.name) for each in walk.pages("GET") if not each.parameters and each.name != "alive"]
    return pages + [each.template for each in walk.operations() if each.method == "GET" and not each.parameters]


def put_off(answer, path):
    """Whether the answer is the one that passes, in the words of whoever asked."""
    if answer.status != AWAY or not 0 < int(answer.headers.get("Retry-After", "0")) <= 60:
        return False
    if path.startswith("/api/"):
        return [reason["words"][: len(BUSY)] for reason in json.loads(answer.text)["reasons"]] == [BUSY]
    return BUSY in answer.text or path == "/readyz"


def begun_by(rider):
    """What a program will say, again and again, to begin its owner's application."""
    secret, body = token_of(rider), json.dumps(WORK).encode()
    return lambda: rider.ask(
        "/api/v1/my/application",
        body,
        Content_Type="application/json",
        Authorization=f"Bearer {secret}",
        Idempotency_Key="once",
    )


def test_ten_seconds_without_a_database_are_a_503_on_every_face_and_what_was_sent_is_done_once(ground):
    people = [Patient(ground.address, slug) for slug in FACES]
    stranger, chair = Patient(ground.address), people[FACES.index("joint-chair")]
    form, begin = resolution(chair, "拱墅联会〔2026〕31号", waiting(chair)[:3]), begun_by(people[0])
    phone = stranger.fill("/sign-in/", phone="13912345678", agreed="on")

    ground.server.stop()
    wrong, asked, end = {}, 0, time.monotonic() + 10
    for who, path in cycle([(who, path) for path in places() for who in people]):
        if time.monotonic() > end:
            break
        asked += 1
        if not put_off(answer := who.ask(path), path):
            wrong[who.slug, path] = answer.status
    sent = [(chair.post(form), "/"), (begin(), "/api/"), (stranger.post(phone), "/")]
    home = stranger.ask("/")
    ground.server.start()

    assert wrong == {}
    assert asked > len(people) * len(places())
    assert all(put_off(answer, path) for answer, path in sent)
    assert (home.status, "加入工会" in home.text) == (OK, True)
    stand_once(ground, chair, form, begin)


def stand_once(ground, chair, form, begin):
    """What was put off is sent again and once more: there is one of each, with one Record."""
    assert until(lambda: chair.ask("/readyz").status == OK, seconds=15)
    where = {chair.send(form) for _ in range(2)}
    told = [json.loads(begin().text) for _ in range(2)]
    assert len(where) == 1
    assert [each["repeated"] for each in told] == [False, True]
    assert told[0]["id"] == told[1]["id"]
    (pk,) = (address.split("/")[-2] for address in where)
    numbers = "SELECT count(*) FROM membership_resolution WHERE number = %s"
    assert ground.rows(numbers, form.fields["number"]) == [(1,)]
    assert ground.rows("SELECT count(*) FROM membership_stay WHERE resolution_id = %s", pk) == [(3,)]
    for subject in (pk, told[0]["id"]):
        assert ground.rows("SELECT count(*), count(act) FROM kernel_record WHERE subject_id = %s", subject) == [(1, 1)]


@pytest.mark.parametrize("how", ["by going back", "by loading again"])
def test_what_was_typed_when_the_database_went_away_is_there_and_done_once(ground, how):
    with chromium() as browser:
        story = Story(browser, ground.address, "faults")
        chair = story.desk("joint-chair")
        number = f"拱墅联会〔2026〕{32 + len(how)}号"
        typed = write(story, chair, number)
        ground.server.stop()
        chair.click("text=登记决议 >> nth=-1")
        assert BUSY in chair.inner_text("h1")
        assert "同一件事不会办两次" in chair.inner_text("main")
        story.sound(chair)
        ground.server.start()
        send_again(chair, how, typed)
        assert "1 人" in chair.inner_text("main")
        story.close()
    assert ground.rows("SELECT count(*) FROM membership_resolution WHERE number = %s", number) == [(1,)]


def write(story, chair: Mouse, number):
    story.go(chair, NEW)
    typed = {"number": number, "met_on": "2026年3月10日", "present": "骆行远、李明、王芳"}
    for name, words in typed.items():
        chair.fill(f"[name={name}]", words)
    chair.tick(chair.locator("[name=applications]").first)
    return typed


def send_again(chair, how, typed):
    if how == "by loading again":
        chair.reload()
        return
    chair.go_back()
    assert {name: chair.input_value(f"[name={name}]") for name in typed} == typed
    assert chair.locator("[name=applications]").first.is_checked()
    chair.click("text=登记决议 >> nth=-1")
