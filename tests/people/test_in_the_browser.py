"""One's own pages in a real Chromium: on a phone, on a desk and in 长辈版; with JavaScript and without."""

import os
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from gongqiao.kernel.authority import Actor
from gongqiao.people import actions, identities
from tests import make
from tests.design.measure import faults, violations
from tests.make import AT
from tests.people.conftest import REGISTRAR, last_code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OPEN = ("/sign-in/", "/sign-in/code/", "/me/")
OWN = (
    "/me/", "/me/recognise/", "/me/identities/", "/me/sessions/", "/me/consents/", "/me/agree/", "/me/looks/",
    "/me/data/", "/me/otp/", "/me/close/", "/me/tokens/", "/sign-in/factor/", "/sign-out/",
)  # fmt: skip


@pytest.fixture
def signed_in(address, monkeypatch):
    """The cookie of a person with a post, a look at her and two devices."""
    person, place = make.person(name="林晓梅"), make.body(name="杭州市萧山区总工会")
    post = identities.Identity(make.uuid7(), REGISTRAR, place.pk, place.name)
    monkeypatch.setattr(identities, "_PROVIDERS", [])
    identities.provide(lambda who, _on, _one: [post] if who == person.pk else [])
    account = make.account(person)
    actions.let_in(account.pk, origin=make.origin(device_words="安卓手机 Chrome"), by=Actor(), at=AT)
    by = Actor(REGISTRAR, make.person().pk, place.pk, make.uuid7(), name="张*", body_name=place.name)
    actions.trace(person.pk, what="证件号码", reason="核对入会材料", by=by, at=AT)
    actions.issue(name="人事系统对接", days=30, strong_at=None, by=make.oneself(account), at=AT)
    client, phone = Client(), account.phone.reveal()
    client.post("/sign-in/", {"phone": phone, "agreed": "on"})
    client.post("/sign-in/code/", {"code": last_code(phone)})
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}


@pytest.fixture
def open_page(browser, address):
    """Goes to a path; whoever comes with the same screen and cookie stays in the same tab."""
    tabs = {}

    def tab(width, look, cookie, scripts):
        context = browser.new_context(viewport={"width": width, "height": 812}, java_script_enabled=scripts)
        cookies = [{"name": "look", "value": look}] if look else []
        context.add_cookies([{**each, "url": address} for each in [*cookies, *([cookie] if cookie else [])]])
        page = context.new_page()
        page.on("console", lambda said: page.told.append(said.text) if said.type == "error" else None)
        return page

    def open_(path, width=375, look="", cookie=None, *, scripts=True):
        key = width, look, bool(cookie), scripts
        page = tabs.get(key) or tabs.setdefault(key, tab(width, look, cookie, scripts))
        page.told = []
        page.goto(address + path)
        if shots := os.environ.get("SHOTS"):
            page.screenshot(path=f"{shots}/{path.strip('/').replace('/', '-')}-{width}-{look}.png", full_page=True)
        return page

    yield open_
    for page in tabs.values():
        page.context.close()
    connection.close()


@pytest.mark.parametrize(("width", "look"), [(375, ""), (1366, ""), (375, "30")])
def test_every_page_is_large_enough_and_readable(open_page, signed_in, width, look):
    found = {path: faults(open_page(path, width, look), elder=bool(look)) for path in OPEN}
    found |= {f"own {path}": faults(open_page(path, width, look, signed_in), elder=bool(look)) for path in OWN}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_axe_finds_nothing_and_the_console_is_silent(open_page, signed_in):
    found = {}
    for path, cookie in [*((path, None) for path in OPEN), *((path, signed_in) for path in OWN)]:
        page = open_page(path, 375, "", cookie)
        found[path] = violations(page) + page.told
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("scripts", [True, False])
def test_one_signs_in_with_the_keyboard_alone(open_page, scripts):
    page, phone = open_page("/sign-in/", scripts=scripts), make.phone()
    page.focus("[name=phone]")
    page.keyboard.type(phone)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/code/")
    page.focus("[name=code]")
    page.keyboard.type(last_code(phone))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: urlsplit(address).path == "/")
    page.goto(f"{page.url}me/")
    assert f"{phone[:3]}****{phone[-4:]}" in page.inner_text("main")


def test_a_device_that_asks_often_does_its_work_by_itself(open_page):
    page = open_page("/sign-in/")
    for _ in range(5):
        page.goto(page.url.split("/sign-in/")[0] + "/sign-in/")
        page.fill("[name=phone]", make.phone())
        page.check("[name=agreed]")
        page.click("text=获取验证码")
    page.wait_for_selector("#work:has-text('已完成')")
    page.click("text=获取验证码")
    page.wait_for_url("**/sign-in/code/")
