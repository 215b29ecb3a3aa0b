"""A text that people agree to gets a new version: whoever goes on has agreed to it, and nothing is lost on the way."""

import re
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from gongqiao.kernel.clock import SHANGHAI, day, moment
from gongqiao.kernel.drafts import Draft
from gongqiao.kernel.reasons import Refused
from gongqiao.people import actions, queries
from gongqiao.people.models import Consent, Token
from gongqiao.people.rules import consents as rules
from gongqiao.people.rules.consents import TEXTS, Text
from tests import make, programs
from tests.people.conftest import last_code
from tests.people.test_doors import letters, sign_in

pytestmark = pytest.mark.django_db
BEFORE, FROM = date(2026, 3, 31), date(2026, 4, 1)


def at(on, hour=9, minute=0):
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=SHANGHAI)


def dated(purpose, since, *, needed=False):
    return Text(purpose, "new", since, f"新的{purpose}", "新版本的全文", "不同意怎样", "依据", needed=needed)


@pytest.fixture
def second(monkeypatch):
    """Every text has a second version from the first of April."""
    later = tuple(dated(text.purpose, FROM, needed=text.needed) for text in TEXTS)
    monkeypatch.setattr(rules, "TEXTS", (*TEXTS, *later))


@pytest.fixture
def takes_force(monkeypatch):
    """From now on today's privacy text is a new one."""

    def now():
        monkeypatch.setattr(rules, "TEXTS", (*TEXTS, dated("privacy", day(moment()), needed=True)))

    return now


@pytest.fixture(name="browser")
def _browser():
    return Client()


@pytest.fixture(name="program")
def _program():
    """A program that acts for an account from now on."""
    return lambda account: programs.program(make.oneself(account))


def versions(account_id, purpose="privacy"):
    given = Consent.objects.filter(account=account_id, purpose=purpose).order_by("given_at", "version")
    return list(given.values_list("version", flat=True))


@pytest.mark.usefixtures("second")
@pytest.mark.parametrize("purpose", [text.purpose for text in TEXTS])
def test_an_agreement_is_to_the_version_of_its_day_and_a_new_one_asks_anew(purpose):
    account = make.account()
    by = make.oneself(account)

    actions.give(purpose, by=by, at=at(BEFORE, 23, 59))
    assert queries.consented(account.pk, purpose, at(BEFORE, 23, 59))
    assert not queries.consented(account.pk, purpose, at(FROM, 0, 0))
    actions.give(purpose, by=by, at=at(FROM))

    assert queries.consented(account.pk, purpose, at(FROM))
    assert sorted(versions(account.pk, purpose)) == ["2026-01", "new"]
    assert not Consent.objects.exclude(withdrawn_at=None).exists()


@pytest.mark.usefixtures("second")
def test_a_code_asked_for_under_the_old_text_and_entered_under_the_new_agrees_to_the_old_one():
    phone, midnight = make.phone(), at(FROM, 0, 1)
    asked = actions.ask(phone=phone, origin=make.origin(), by=make.actor("visitor"), at=midnight - timedelta(minutes=2))

    entered = actions.sign_in(code=last_code(phone), origin=make.origin(), by=make.actor("visitor"), at=midnight)

    assert asked.sent_at < at(FROM, 0, 0) < midnight
    assert versions(entered.sign_in.account_id) == ["2026-01"]
    entered.sign_in.refresh_from_db()
    assert queries.outdated(entered.sign_in, midnight).version == "new"


def test_whoever_is_signed_in_is_led_to_the_new_text_with_what_she_typed_and_back(browser, takes_force):
    account = make.account()
    sign_in(browser, account.phone.reveal())
    typed = {"name": "张三丰", "document_type": "card", "document_number": "11010519491231002"}
    assert browser.get("/me/recognise/").status_code == 200
    takes_force()

    sent = browser.post("/me/recognise/", typed)
    asked = browser.get(sent.url)
    agreed = browser.post(sent.url, {"act": "1"})
    back = browser.get(agreed.url)

    assert (sent.status_code, urlsplit(sent.url).path) == (303, reverse("people:agree"))
    assert "新版本的全文" in letters(asked)
    assert agreed.url == "/me/recognise/?kept=1"
    assert 'value="张三丰"' in back.content.decode()
    assert versions(account.pk) == ["2026-01", "new"]
    assert browser.get("/me/looks/").status_code == 200


def test_what_was_kept_already_is_kept_again_and_not_dropped(browser, takes_force):
    sign_in(browser)
    takes_force()
    browser.post("/me/recognise/", {"name": "张三丰"})

    browser.post("/me/recognise/?kept=1", {"name": "张三峰"})

    assert Draft.objects.count() == 1


def test_a_page_that_was_only_opened_comes_after_agreeing_too(browser, takes_force):
    sign_in(browser)
    takes_force()

    told = browser.get("/me/looks/?after=")

    assert parse_qs(urlsplit(told.url).query) == {"next": ["/me/looks/?after="]}
    assert browser.post(told.url, {"act": "1"}).url == "/me/looks/?after="


def test_a_part_of_an_open_page_lets_the_whole_page_be_led_there(browser, takes_force):
    sign_in(browser)
    takes_force()

    told = browser.get("/me/", headers={"HX-Request": "true"})

    assert (told.status_code, told.headers["HX-Refresh"], told.content) == (200, "true", b"")


def test_on_her_other_devices_she_is_not_asked_again(browser, takes_force):
    account, other = make.account(), Client()
    for each in (browser, other):
        sign_in(each, account.phone.reveal())
    takes_force()

    browser.post(reverse("people:agree"), {"act": "1"})

    assert other.get("/me/looks/").status_code == 200


def test_without_agreeing_one_may_read_the_texts_take_ones_data_away_and_go(browser, takes_force):
    account = make.account()
    sign_in(browser, account.phone.reveal())
    takes_force()

    assert [browser.get(reverse(f"people:{name}")).status_code for name in ("consents", "data", "sign_out")] == [
        200
    ] * 3
    assert browser.post(reverse("people:sign_out")).status_code == 302
    assert browser.get("/").status_code == 200
    assert versions(account.pk) == ["2026-01"]


def test_a_text_that_changed_while_it_was_read_is_shown_anew_before_anybody_agrees(browser, takes_force):
    account = make.account()
    sign_in(browser, account.phone.reveal())
    page = browser.get(reverse("people:consents")).text
    read = re.search(r'name="purpose" value="identity".*?name="version" value="([^"]+)"', page, re.DOTALL)[1]
    takes_force()

    told = letters(browser.post(reverse("people:agree"), {"version": "2026-01", "act": "1"}))
    assert ("刚刚更新，请阅读新版本后再同意" in told, "新版本的全文" in told) == (True, True)
    asked = re.search(r'name="version" value="([^"]+)"', browser.get(reverse("people:agree")).text)[1]
    assert browser.post(reverse("people:agree"), {"version": asked, "act": "2"}).status_code == 302

    assert (read, asked) == ("2026-01", "new")
    assert versions(account.pk) == ["2026-01", "new"]


def test_a_program_in_her_browser_is_told_where_to_agree(browser, takes_force):
    sign_in(browser)
    takes_force()

    told = browser.get("/api/v1/me")

    assert (told.status_code, told.json()["reasons"][0]["code"]) == (403, "outdated")


def test_signing_in_under_the_new_text_shows_it_and_agrees_to_it_at_once(browser, takes_force):
    takes_force()
    phone = make.phone()

    assert "新版本的全文" in letters(browser.get(reverse("people:sign_in")))
    sign_in(browser, phone)

    assert browser.cookies[settings.SESSION_COOKIE_NAME].value
    assert Consent.objects.get().version == "new"
    assert browser.get("/me/looks/").status_code == 200


def test_a_program_of_hers_waits_until_she_has_agreed_to_the_new_text(browser, program, takes_force):
    account = make.account()
    sign_in(browser, account.phone.reveal())
    hers = program(account)
    assert hers.get("/api/v1/me").status_code == 200
    takes_force()

    told = [hers.get("/api/v1/me"), hers.post("/api/v1/my/application/withdrawal"), hers.get("/me/looks/")]

    assert [(each.status_code, each.json()["reasons"][0]["code"]) for each in told] == [(403, "outdated")] * 3
    assert reverse("people:agree") in told[0].json()["reasons"][0]["words"]
    browser.post(reverse("people:agree"), {"act": "1"})
    assert hers.get("/api/v1/me").status_code == 200


def test_a_program_gets_her_data_out_without_the_new_agreement(program, takes_force):
    hers = program(make.account())
    takes_force()

    assert hers.get("/api/v1/me/data").status_code == 200


def test_a_program_made_under_the_new_text_is_not_asked(program, takes_force):
    takes_force()

    assert program(make.account()).get("/api/v1/me").status_code == 200


def test_taking_back_the_needed_agreement_ends_her_programs_as_it_ends_her_sessions(browser, program):
    account, other = make.account(), make.account()
    sign_in(browser, account.phone.reveal())
    hers, another = program(account), program(other)

    actions.withdraw("privacy", by=make.oneself(account), at=moment())

    assert (browser.get("/me/looks/").status_code, hers.get("/api/v1/me").status_code) == (303, 401)
    assert another.get("/api/v1/me").status_code == 200
    sign_in(browser, account.phone.reveal())
    assert hers.get("/api/v1/me").status_code == 401


def test_taking_back_what_may_be_refused_leaves_programs_alone(program):
    account = make.account()
    hers = program(account)
    actions.give("messages", by=make.oneself(account), at=moment())

    actions.withdraw("messages", by=make.oneself(account), at=moment())

    assert hers.get("/api/v1/me").status_code == 200


def test_a_token_asked_for_in_the_moment_of_taking_back_is_refused(browser, program):
    account = make.account()
    sign_in(browser, account.phone.reveal())
    actions.withdraw("privacy", by=make.oneself(account), at=moment())

    with pytest.raises(Refused, match="已撤回"):
        program(account)
    assert not Token.objects.exists()
