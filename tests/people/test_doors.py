import json
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from gongqiao.kernel.authority import role
from gongqiao.kernel.clock import day, moment
from gongqiao.kernel.drafts import Draft
from gongqiao.kernel.models import Line, Record
from gongqiao.kernel.reasons import Refused
from gongqiao.people import actions, identities
from gongqiao.people.models import DeniedLook, LookAlarm, SignIn, Token
from tests import make
from tests.at_once import at_once
from tests.doors import SIGNED_IN
from tests.make import AT, TODAY
from tests.people.conftest import REGISTRAR, last_code
from tests.people.doors import PAGES

pytestmark = pytest.mark.django_db
WRONG = ("000001", "000002")
DRAWN = r'(?<=value=")(?:\w{64}|[0-9a-f-]{32,36})(?=")|(?<=nonce-)[\w-]+'
STEWARD = role("test_people_steward", "测试干部")
CLERK = role("test_people_helper", "测试联络员", staff=False)


@pytest.fixture
def browser():
    return Client()


def sign_in(browser, phone=None, follow="/"):
    phone = phone or make.phone()
    asked = browser.post(reverse("people:sign_in"), {"phone": phone, "agreed": "on"})
    assert (asked.status_code, asked.url) == (302, reverse("people:code"))
    return browser.post(reverse("people:code"), {"code": last_code(phone)})


def letters(response):
    return re.sub(r"\s+|<[^>]+>", "", response.content.decode())


def test_a_visitor_signs_in_with_phone_and_code_without_a_line_of_script(browser):
    told = sign_in(browser)

    assert (told.status_code, told.url) == (302, "/")
    page = browser.get(reverse("people:me"))
    assert "139****" in letters(page)
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 90 * 24 * 3600)


def test_a_wrong_code_is_told_and_can_be_put_right(browser):
    phone = make.phone()
    browser.post(reverse("people:sign_in"), {"phone": phone, "agreed": "on"})
    wrong = f"{(int(last_code(phone)) + 1) % 10**6:06d}"

    assert "验证码不正确或已失效" in letters(browser.post(reverse("people:code"), {"code": wrong}))
    assert browser.post(reverse("people:code"), {"code": last_code(phone)}).status_code == 302


def test_a_known_and_an_unknown_phone_are_answered_with_the_same_pages():
    known, unknown = make.account(make.person()).phone.reveal(), make.phone()

    told, otherwise = answered(known), answered(unknown)

    assert [status for status, *_ in told] == [200, 200, 302, 200, 200, 200]
    assert "验证码不正确或已失效" in told[-1][-1]
    assert told == otherwise


def answered(phone):
    """Status, headers and page of every step to a wrong code, without what is drawn by lot and the phone itself."""
    browser, door, second = Client(), reverse("people:sign_in"), reverse("people:code")
    answers = [browser.get(door), browser.post(door, {"phone": phone})]
    answers += [browser.post(door, {"phone": phone, "agreed": "on"}), browser.get(second)]
    answers += [browser.post(second, {"code": wrong}) for wrong in WRONG if wrong != last_code(phone)]
    own = re.compile(rf"{phone}|{phone[:3]}\*{{4}}{phone[-4:]}|{DRAWN}")
    return [
        (each.status_code, cookies(each), own.sub("", f"{each.headers}"), own.sub("", each.text)) for each in answers
    ]


def cookies(answer):
    return {name: {**told, "expires": ""} for name, told in answer.cookies.items()}


def test_one_goes_on_where_one_was_but_never_to_another_site(browser):
    phone = make.phone()
    asked = browser.post(reverse("people:sign_in") + "?next=/me/looks/", {"phone": phone, "agreed": "on"})
    assert browser.post(asked.url, {"code": last_code(phone)}).url == "/me/looks/"

    other, phone = Client(), make.phone()
    asked = other.post(reverse("people:sign_in") + "?next=https://example.com/", {"phone": phone, "agreed": "on"})
    assert other.post(asked.url, {"code": last_code(phone)}).url == "/"


def test_a_double_click_on_the_code_leaves_one_session_that_works(browser):
    phone = make.phone()
    browser.post(reverse("people:sign_in"), {"phone": phone, "agreed": "on"})
    device = browser.cookies["gongqiao-device"].value
    again = Client()
    again.cookies["gongqiao-device"] = device

    browser.post(reverse("people:code"), {"code": last_code(phone)})
    again.post(reverse("people:code"), {"code": last_code(phone)})

    name = settings.SESSION_COOKIE_NAME
    assert browser.cookies[name].value == again.cookies[name].value
    assert browser.get(reverse("people:looks")).status_code == 200


@pytest.mark.parametrize("name", sorted(name for name, door in PAGES.items() if door is SIGNED_IN))
def test_nobody_is_sent_to_sign_in_and_back(browser, name):
    told = browser.get(reverse(f"people:{name}"))
    assert (told.status_code, urlsplit(told.url).path) == (303, reverse("people:sign_in"))
    assert parse_qs(urlsplit(told.url).query) == {"next": [reverse(f"people:{name}")]}


def test_a_stolen_cookie_is_worth_nothing_after_signing_out(browser):
    sign_in(browser)
    thief = Client()
    thief.cookies = browser.cookies.copy()
    assert thief.get(reverse("people:looks")).status_code == 200

    browser.post(reverse("people:sign_out"))

    assert thief.get(reverse("people:looks")).status_code == 303
    assert SignIn.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_signing_out_twice_at_once_is_told_to_both_as_done_and_once_to_the_records(browser):
    sign_in(browser)

    def leave():
        window = Client()
        window.cookies = browser.cookies.copy()
        return window.post(reverse("people:sign_out")).status_code

    told = at_once(*[leave] * 6)

    assert set(told) <= {302, 303}
    assert SignIn.objects.count() == 0
    assert Record.objects.filter(event="people.SignedOut").count() == 1


@pytest.mark.parametrize("end", [actions.sign_out, actions.revoke])
def test_the_record_of_an_ended_session_names_it(browser, end):
    account = make.account()
    sign_in(browser, account.phone.reveal())
    session = SignIn.objects.get()

    end(session.pk, by=make.oneself(account), at=AT)

    record = Record.objects.get(event="people.SignedOut")
    assert (record.subject_type, record.subject_id) == ("people.signin", str(session.pk))


def test_what_is_done_in_a_session_that_another_window_has_just_ended_is_told_and_no_fault(browser):
    account = make.account()
    sign_in(browser, account.phone.reveal())
    gone, by = SignIn.objects.get().pk, make.oneself(account)
    actions.sign_out(gone, by=by, at=AT)

    actions.sign_out(gone, by=by, at=AT)
    with pytest.raises(Refused, match="别的窗口退出登录"):
        actions.take(gone, appointment_id=None, presented="", by=by, at=AT)


def test_another_device_is_signed_out_from_the_list(browser):
    account = make.account()
    sign_in(browser, account.phone.reveal())
    other = Client(headers={"user-agent": "Mozilla/5.0 (iPhone) Safari/604"})
    sign_in(other, account.phone.reveal())
    page = letters(browser.get(reverse("people:sign_ins")))
    assert ("iPhoneSafari" in page, "本设备" in page, "127.0.0.0/24" in page) == (True, True, True)

    elsewhere = SignIn.objects.get(device="iPhone Safari")
    browser.post(reverse("people:sign_ins"), {"thing": str(elsewhere.pk)})

    assert other.get(reverse("people:looks")).status_code == 303
    assert browser.get(reverse("people:looks")).status_code == 200


def test_another_persons_device_cannot_be_signed_out(browser):
    sign_in(browser)
    other = Client()
    sign_in(other)
    theirs = SignIn.objects.order_by("-pk").first()

    browser.post(reverse("people:sign_ins"), {"thing": str(theirs.pk)})

    assert other.get(reverse("people:looks")).status_code == 200


def test_a_form_posted_after_the_session_ended_comes_back_after_sign_in(browser):
    account = make.account()
    sign_in(browser, account.phone.reveal())
    SignIn.objects.update(seen_at=AT - timedelta(days=31))
    typed = {"name": "张三丰", "document_type": "card", "document_number": "11010519491231002"}

    sent = browser.post(reverse("people:recognise"), typed)
    assert urlsplit(sent.url).path == reverse("people:sign_in")
    back = parse_qs(urlsplit(sent.url).query)["next"][0]
    assert back == "/me/recognise/?kept=1"
    sealed = bytes(Draft.objects.values_list("body", flat=True).get())
    assert "张三丰".encode() not in sealed

    phone = account.phone.reveal()
    asked = browser.post(sent.url, {"phone": phone, "agreed": "on"})
    entered = browser.post(asked.url, {"code": last_code(phone)})
    page = browser.get(entered.url)
    assert ('value="张三丰"' in page.content.decode(), "11010519491231002" in page.content.decode()) == (True, True)
    assert "您刚才填写的内容还在" in letters(page)
    assert Draft.objects.count() == 1

    browser.post(entered.url, {**typed, "document_number": "11010519491231002X", "agreed": "on"})
    assert Draft.objects.count() == 0


def test_what_was_kept_is_shown_to_nobody_else(browser):
    sign_in(browser)
    SignIn.objects.update(seen_at=AT - timedelta(days=31))
    browser.post(reverse("people:recognise"), {"name": "张三丰"})
    sign_in(browser)

    assert "张三丰" not in browser.get("/me/recognise/?kept=1").content.decode()


def test_a_device_that_asks_often_is_given_work_and_goes_on_after_a_minute_without_script(browser):
    for _ in range(4):
        browser.post(reverse("people:sign_in"), {"phone": make.phone(), "agreed": "on"})
    phone = make.phone()
    told = browser.post(reverse("people:sign_in"), {"phone": phone, "agreed": "on"})
    assert "安全检查" in letters(told)
    challenge = told.context["challenge"]
    worked = {"phone": phone, "agreed": "on", "challenge": challenge, "answer": "0"}

    assert browser.post(reverse("people:sign_in"), worked).status_code == 200
    answer = next(str(n) for n in range(10_000_000) if actions.codes.rules.proving(challenge, str(n), AT, at=AT))
    assert browser.post(reverse("people:sign_in"), {**worked, "answer": answer}).status_code == 302
    assert (
        browser.post(reverse("people:sign_in"), {**worked, "answer": answer, "phone": make.phone()}).status_code == 200
    )


def test_denied_looks_are_counted_by_the_minute_and_two_hundred_raise_one_alarm(browser):
    sign_in(browser)
    browser.get("/nothing/here/")
    browser.get("/nothing/there/")
    assert (DeniedLook.objects.get().count, LookAlarm.objects.count()) == (2, 0)

    DeniedLook.objects.update(count=198)
    for _ in range(3):
        browser.get("/nothing/here/")

    assert sum(DeniedLook.objects.values_list("count", flat=True)) == 201
    assert LookAlarm.objects.get().count == 200


def test_a_visitors_wrong_addresses_are_not_counted(browser):
    browser.get("/nothing/here/")
    assert DeniedLook.objects.count() == 0


@pytest.fixture
def steward(monkeypatch):
    """A person with two appointments, as the modules above would tell."""
    person, place = make.person(), make.body()
    held = [
        identities.Identity(make.uuid7(), name, place.pk, place.name, {"union": f"u{place.pk}."})
        for name in (STEWARD, CLERK)
    ]
    monkeypatch.setattr(identities, "_PROVIDERS", [])
    identities.provide(lambda who, _on, one: [i for i in held if who == person.pk and one in {None, i.appointment_id}])
    account = make.account(person)
    return account, held


def test_a_cadre_needs_one_time_passwords_before_acting_for_a_union(browser, steward):
    account, (office, _) = steward
    assert sign_in(browser, account.phone.reveal()).url == reverse("people:identities")

    told = browser.post(reverse("people:identities"), {"appointment_id": str(office.appointment_id)})
    assert "干部身份需要动态口令" in letters(told)

    page = browser.get(reverse("people:otp"))
    secret = re.search(r"<code>(\w+)</code>", page.content.decode()).group(1)
    assert "data:image/svg+xml" in page.content.decode()
    spare = browser.post(reverse("people:otp"), {"code": make.one_time_password(secret, moment())})
    assert len(re.findall(r"<code>\w{10}</code>", spare.content.decode())) == 10

    told = browser.post(reverse("people:identities"), {"appointment_id": str(office.appointment_id)})
    assert (told.status_code, told.url) == (302, "/desk/")
    assert office.body_name in letters(browser.get("/desk/"))


def test_switching_gives_the_session_a_new_key_and_a_double_click_finds_it(browser, steward):
    account, (_, clerk) = steward
    sign_in(browser, account.phone.reveal())
    before = browser.cookies[settings.SESSION_COOKIE_NAME].value
    again = Client()
    again.cookies = browser.cookies.copy()
    wanted = {"appointment_id": str(clerk.appointment_id)}

    told = browser.post(reverse("people:identities"), wanted)
    assert told.status_code == 302, letters(told)
    again.post(reverse("people:identities"), wanted)

    after = browser.cookies[settings.SESSION_COOKIE_NAME].value
    assert before != after == again.cookies[settings.SESSION_COOKIE_NAME].value
    assert SignIn.objects.get().appointment == clerk.appointment_id


def test_an_ended_appointment_ends_the_identity_at_once(browser, steward):
    account, held = steward
    sign_in(browser, account.phone.reveal())
    browser.post(reverse("people:identities"), {"appointment_id": str(held[1].appointment_id)})
    assert browser.get("/desk/").status_code == 200

    held.clear()

    assert browser.get("/desk/").status_code == 403
    assert browser.get(reverse("people:me")).status_code == 200


@pytest.fixture
def registrar_at_work(browser, monkeypatch):
    """A registrar in the browser, right after her second factor, and somebody her body knows."""
    place, office = make.body(), make.person()
    post = identities.Identity(make.uuid7(), REGISTRAR, place.pk, place.name, Line.paths_of(place.pk))
    monkeypatch.setattr(identities, "_PROVIDERS", [])
    identities.provide(lambda who, _on, _one: [post] if who == office.pk else [])
    account = make.account(office)
    sign_in(browser, account.phone.reveal())
    SignIn.objects.update(appointment=post.appointment_id, strong_at=moment())
    known = make.person()
    actions.belong([(known.pk, place.pk)], kind="member", on=TODAY)
    return known


def test_a_full_number_is_shown_for_a_reason_and_she_reads_who_looked(browser, registrar_at_work):
    known = registrar_at_work
    where, number = reverse("people:reveal", args=[known.pk]), known.document_number.reveal()
    assert number not in browser.get(where).content.decode()
    assert number not in browser.post(where, {"what": "document_number", "reason": ""}).content.decode()

    shown = browser.post(where, {"what": "document_number", "reason": "核对入会材料"})
    assert (number in shown.content.decode(), shown["Cache-Control"]) == (True, "no-store")

    her, account = Client(), make.account(known)
    sign_in(her, account.phone.reveal())
    assert "核对入会材料" in letters(her.get(reverse("people:looks")))


def test_a_second_factor_that_was_shown_long_ago_is_asked_for_again(browser, registrar_at_work):
    SignIn.objects.update(strong_at=moment() - timedelta(minutes=16))
    where = reverse("people:reveal", args=[registrar_at_work.pk])
    told = browser.post(where, {"what": "document_number", "reason": "核对"})
    assert reverse("people:factor") in told.content.decode()
    assert registrar_at_work.document_number.reveal() not in told.content.decode()


def test_a_person_of_another_body_does_not_exist(browser, registrar_at_work):
    assert browser.get(reverse("people:reveal", args=[make.person().pk])).status_code == 404


def test_whoever_has_her_document_compared_agrees_to_it_on_the_same_page_and_is_not_asked_again(browser):
    phone = make.phone()
    known = make.person(phone=phone)
    told = {"name": known.name, "document_type": "card", "document_number": known.document_number.reveal(), "act": "1"}
    sign_in(browser, phone)
    page = browser.get("/me/recognise/").content.decode()
    assert ('name="agreed"' in page, "checked" in page, "证件号码加密保存" in page) == (True, False, True)

    refused = browser.post("/me/recognise/", told)
    assert ("还没有同意" in letters(refused), f'value="{told["document_number"]}"' in refused.text) == (True, True)
    assert browser.post("/me/recognise/", {**told, "name": "李四", "agreed": "on", "act": "2"}).url == "/me/"
    assert "没有核对到" in letters(browser.get("/me/"))
    assert 'name="agreed"' not in browser.get("/me/recognise/").content.decode()

    for _ in range(2):
        assert browser.post("/me/recognise/", {**told, "act": "3"}).url == "/me/"
        assert "已核对一致" in letters(browser.get("/me/"))


def test_a_consent_is_given_and_taken_back(browser):
    sign_in(browser)
    browser.post(reverse("people:consents"), {"purpose": "identity"})
    assert letters(browser.get(reverse("people:consents"))).count("已同意") == 2
    browser.post(reverse("people:consents"), {"purpose": "identity", "withdraw": "1"})
    assert letters(browser.get(reverse("people:consents"))).count("已同意") == 1


def test_taking_back_the_needed_consent_signs_out(browser):
    sign_in(browser)
    browser.post(reverse("people:consents"), {"purpose": "privacy", "withdraw": "1"})
    assert browser.get(reverse("people:looks")).status_code == 303


def test_all_of_ones_data_as_a_file(browser):
    person = make.person(phone=make.phone())
    account = make.account(person)
    sign_in(browser, account.phone.reveal())

    told = browser.post(reverse("people:data"))

    data = json.loads(told.content)
    assert told["Content-Disposition"] == 'attachment; filename="gongqiao-my-data.json"'
    assert data["人员"][0]["证件号码"] == person.document_number.reveal()
    assert data["账号"][0]["手机号"] == account.phone.reveal()
    assert [len(data[title]) for title in ("登录", "个人信息授权")] == [1, 1]


def test_a_token_acts_as_its_identity_until_it_is_revoked(browser, steward):
    account, (_, clerk) = steward
    sign_in(browser, account.phone.reveal())
    browser.post(reverse("people:identities"), {"appointment_id": str(clerk.appointment_id)})
    page = browser.post(reverse("people:tokens"), {"name": "对接", "days": "30"})
    secret = re.search(r"<code>(gq_[\w-]+)</code>", page.content.decode()).group(1)
    program = Client(headers={"authorization": f"Bearer {secret}"})
    assert program.get("/desk/").status_code == 200
    assert program.get("/api/v1/me").json() == {
        "role": CLERK, "role_words": "测试联络员", "body_id": clerk.body_id, "body": clerk.body_name, "name": "张*",
    }  # fmt: skip
    assert program.get("/api/v1/me/data").status_code == 403
    assert Token.objects.get().used_on == day(moment())

    row = page.context["issued"].token
    browser.post(reverse("people:revoke_token"), {"thing": str(row.pk)})

    assert program.get("/desk/").status_code == 303
    assert program.get("/api/v1/me").status_code == 401
