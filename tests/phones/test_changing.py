"""换手机号: the account stays who it is, and whoever finds an unlocked phone changes nothing."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import moment
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.kernel.senders import Message
from gongqiao.people import actions as people
from gongqiao.people.models import Account, SignIn
from gongqiao.phones import actions, rules
from tests import make
from tests.make import AT
from tests.people.conftest import REGISTRAR, last_code

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(name="account")
def _account():
    return make.account(make.person())


def entered(account, device="a device", at=AT):
    origin = make.origin(device=device)
    return people.let_in(account.pk, origin=origin, by=make.oneself(account), at=at).sign_in


def ask(account, phone, held, at=AT):
    return actions.ask(phone=phone, origin=make.origin(), held=held, by=make.oneself(account), at=at)


def change(account, phone, held, at=AT, code=""):
    code = code or last_code(phone)
    return actions.change(code=code, origin=make.origin(), held=held, by=make.oneself(account), at=at)


def why(verb, *args, **parts):
    with pytest.raises(Refused) as refused:
        verb(*args, **parts)
    return [reason.code for reason in refused.value.reasons]


def test_the_new_phone_signs_in_to_the_same_account_and_the_old_one_is_free(account):
    old, new, held = account.phone.reveal(), make.phone(), entered(account)
    ask(account, new, held)

    change(account, new, held)

    account.refresh_from_db()
    assert (account.phone, account.person_id is None, account.tied_by) == (new, False, "union")
    assert people.open_account(new, AT) == (account, False)
    assert people.open_account(old, AT)[1] is True
    assert Record.objects.get(event="phones.PhoneChanged").facts == {"account_id": str(account.pk)}


def test_both_phones_are_told_and_neither_number_in_full(account):
    old, new, held = account.phone.reveal(), make.phone(), entered(account)
    ask(account, new, held)
    change(account, new, held)

    told = {each.to.reveal(): each.text.reveal() for each in Message.objects.order_by("pk")}
    assert told[old] == told[new]
    assert f"从 尾号 {old[-4:]} 换成 尾号 {new[-4:]}" in told[old]
    assert old not in told[new]


def test_everywhere_else_she_is_signed_out(account):
    held, _ = entered(account), entered(account, "a lost device")
    new = make.phone()
    ask(account, new, held)
    change(account, new, held)

    assert list(SignIn.objects.filter(account=account)) == [held]


def test_whoever_came_in_long_ago_comes_in_anew_first(account):
    held, new = entered(account), make.phone()
    SignIn.objects.filter(pk=held.pk).update(strong_at=None)
    held.refresh_from_db()

    ask(account, new, held, AT + 15 * MINUTE)
    late = AT + 16 * MINUTE
    assert why(ask, account, make.phone(), held, late) == ["come_in_anew"]
    assert why(change, account, new, held, late) == ["come_in_anew"]
    assert why(ask, account, new, None) == ["come_in_anew"]


def test_whoever_has_a_one_time_password_shows_it_however_lately_she_came_in(account):
    account.otp_secret, account.otp_since = "00" * 20, AT
    account.save()
    held = entered(account)
    SignIn.objects.filter(pk=held.pk).update(strong_at=None)
    held.refresh_from_db()

    assert why(ask, account, make.phone(), held) == ["step_up"]
    held.strong_at = AT
    ask(account, make.phone(), held)


def test_a_phone_that_has_an_account_is_told_only_to_whoever_holds_it(account):
    other, held = make.account(), entered(account)
    phone = other.phone.reveal()
    ask(account, phone, held)

    assert why(change, account, phone, held) == ["phone_taken"]
    assert account.phone == Account.objects.get(pk=account.pk).phone


def test_ones_own_phone_is_no_change(account):
    held = entered(account)
    assert why(ask, account, f"+86 {account.phone.reveal()}", held) == ["same_phone"]


def test_a_code_of_another_purpose_or_a_wrong_one_changes_nothing(account):
    held, new = entered(account), make.phone()
    people.ask(phone=new, origin=make.origin(), by=make.oneself(account), at=AT)
    assert why(change, account, new, held) == ["wrong_code"]
    ask(account, new, held)
    wrong = f"{(int(last_code(new)) + 1) % 10**6:06d}"
    assert why(change, account, new, held, code=wrong) == ["wrong_code"]


def test_a_code_is_good_once(account):
    held, new = entered(account), make.phone()
    ask(account, new, held)
    code = last_code(new)
    change(account, new, held)
    assert why(change, account, new, held, at=AT + 2 * MINUTE, code=code) == ["wrong_code"]


def test_of_two_who_take_one_phone_at_the_same_moment_one_gets_it(account):
    other = make.account()
    with pytest.raises(IntegrityError), actions.transaction.atomic():
        actions.move_to(account, other.phone.reveal())
    assert why(actions._moved, account, other.phone.reveal()) == ["phone_taken"]


def test_a_closed_account_changes_nothing(account):
    by = make.oneself(account)
    people.close(strong_at=None, by=by, at=AT)
    with pytest.raises(Forbidden):
        actions.ask(phone=make.phone(), origin=make.origin(), held=None, by=by, at=AT)


def test_the_reasons_say_what_to_do():
    told = [*rules.changing(same=False, taken=False), *rules.changing(same=False, taken=True)]
    assert [reason.code for reason in told] == ["phone_taken"]


def browsing(account, at):
    browser = Client()
    entered_ = people.let_in(account.pk, origin=make.origin(), by=make.oneself(account), at=at)
    SignIn.objects.update(strong_at=None)
    browser.cookies[settings.SESSION_COOKIE_NAME] = entered_.key
    return browser


def words(response):
    return re.sub(r"\s+|<[^>]+>", "", response.content.decode())


def test_she_changes_it_on_her_pages(account):
    browser, new = browsing(account, moment()), make.phone()
    assert "换手机号" in words(browser.get(reverse("people:me")))

    asked = browser.post(reverse("phones:ask"), {"phone": new})
    assert asked.url == reverse("phones:change")
    assert "验证码已发送到139****" in words(browser.get(asked.url))
    wrong = f"{(int(last_code(new)) + 1) % 10**6:06d}"
    assert "验证码不正确" in words(browser.post(asked.url, {"code": wrong}))
    assert browser.post(asked.url, {"code": last_code(new)}).url == reverse("people:me")
    account.refresh_from_db()
    assert account.phone == new


def test_the_page_of_the_code_tells_where_none_was_asked_for(account):
    assert "本设备没有有效的验证码" in words(browsing(account, moment()).get(reverse("phones:change")))


def test_from_an_old_session_the_page_leads_to_signing_in_and_back(account):
    browser = browsing(account, moment() - timedelta(hours=1))

    page = browser.post(reverse("phones:ask"), {"phone": make.phone()}).content.decode()

    assert "请重新登录一次" in page
    assert 'href="/sign-in/?next=%2Fme%2Fphone%2F"' in page


def test_whoever_has_lost_her_phone_comes_back_by_her_union():
    """The union has seen her document, puts her phone right, and the roster then knows her by the new one."""
    registrar = make.actor(REGISTRAR, make.body(), person_id=make.person().pk)
    person = make.person(phone=make.phone(), name="张三丰")
    people.belong([(person.pk, registrar.body_id)], kind="member", on=make.TODAY)
    fresh = make.account()
    by, told = make.oneself(fresh), {"document_type": "card", "document_number": person.document_number.reveal()}
    tried = {**told, "name": "张三丰", "agreed": True, "by": by, "at": AT}
    assert people.recognise(**tried) is False

    facts = people.Facts("", "", "", phone=fresh.phone.reveal())
    people.correct(person.pk, facts=facts, reason="核对身份证原件，原号码已停用", strong_at=AT, by=registrar, at=AT)

    assert people.recognise(**tried) is True
    fresh.refresh_from_db()
    assert fresh.person == person


def test_a_lost_phone_signs_in_as_her_no_more_and_nothing_of_hers_is_lost(account):
    lost, elsewhere = make.account(account.person), make.account(make.person())
    entered(lost, "a lost device")
    by, held = make.oneself(account), entered(account)

    actions.end_others(held=held, by=by, at=AT)

    lost.refresh_from_db()
    assert (lost.closed_at, lost.phone, SignIn.objects.filter(account=lost).count()) == (AT, None, 0)
    assert [Account.objects.get(pk=each.pk).closed_at for each in (account, elsewhere)] == [None, None]
    assert Record.objects.get(event="phones.LostPhonesEnded").facts == {"account_id": str(account.pk), "count": 1}
    assert Record.objects.filter(event="people.AccountClosed", subject_id=str(lost.pk)).count() == 1
    assert why(actions.end_others, held=held, by=by, at=AT) == ["no_others"]


def test_ending_other_phones_is_hers_who_came_in_a_moment_ago_and_of_nobody_unknown(account):
    make.account(account.person)
    held, unknown = entered(account), make.account()
    SignIn.objects.filter(pk=held.pk).update(strong_at=None)
    held.refresh_from_db()

    late = AT + 16 * MINUTE
    assert why(actions.end_others, held=held, by=make.oneself(account), at=late) == ["come_in_anew"]
    told = {"held": entered(unknown, "another"), "by": make.oneself(unknown), "at": AT}
    assert why(actions.end_others, **told) == ["no_others"]


def test_her_page_shows_the_other_phones_masked_and_ends_them(account):
    lost = make.account(account.person)
    browser = browsing(account, moment())
    assert "还有1个手机号能以您的名义登录" in words(browser.get(reverse("phones:ask")))

    page = words(browser.get(reverse("phones:end_others")))
    assert str(lost) in page
    assert "请先勾选" in words(browser.post(reverse("phones:end_others"), {}))
    assert browser.post(reverse("phones:end_others"), {"agreed": "on"}).url == reverse("people:me")
    assert "没有别的手机号能以您的名义登录" in words(browser.get(reverse("phones:end_others")))


def test_whoever_has_lost_her_phone_comes_in_by_the_government_and_changes_it(account):
    """She came in a moment ago, by whichever way: the old phone is not asked."""
    entered_ = people.enter_known(account.pk, origin=make.origin(), by=Actor(), at=AT)
    new = make.phone()
    ask(account, new, entered_.sign_in)
    assert change(account, new, entered_.sign_in).phone == new
