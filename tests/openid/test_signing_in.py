"""Signing in through the government's provider, tried against a real one on loopback."""

import base64
import re
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.urls import reverse
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from gongqiao.kernel.clock import moment
from gongqiao.kernel.models import Record
from gongqiao.openid import provider, rules
from gongqiao.openid.models import Errand, Link
from gongqiao.people.models import Account, SignIn
from tests import make
from tests.openid.conftest import NUMBER, Visitor
from tests.organisations import unions
from tests.organisations.conftest import actions as organisations
from tests.people.conftest import last_code

pytestmark = pytest.mark.django_db


def words(response):
    return re.sub(r"\s+|<[^>]+>", "", response.content.decode())


def changed(address, **parts):
    split = urlsplit(address)
    return split._replace(query=urlencode({**dict(parse_qsl(split.query)), **parts})).geturl()


def by_phone(visitor, came, account):
    """From where the provider's return led: her phone, the code, and on to the question."""
    phone = account.phone.reveal()
    asked = visitor.here.post(came.url, {"phone": phone, "agreed": "on"})
    return visitor.here.post(asked.url, {"code": last_code(phone)})


def linked(visitor, account, name):
    """An account she has linked."""
    visitor.enter(account)
    asked = visitor.comes_back(name)
    visitor.here.post(asked.url)
    visitor.here.post(reverse("people:sign_out"))
    return Link.objects.get(account=account, ended_at=None)


def test_an_unknown_subject_signs_in_by_phone_first_and_says_that_both_are_hers(canaille, visitor, zhang):
    account = make.account()

    came = visitor.comes_back(zhang)
    assert came.url.startswith(reverse("people:sign_in"))
    page = words(visitor.here.get(came.url))
    assert "浙里办登录成功，还没有绑定工桥账号" in page
    assert "用浙里办登录" not in page
    assert not SignIn.objects.filter(account__isnull=False).exists()
    asked = by_phone(visitor, came, account)
    page = visitor.here.get(asked.url)
    assert "张*" in words(page)
    assert "张三丰" not in page.content.decode()
    assert not Link.objects.exists()
    assert visitor.here.post(asked.url).url == reverse("openid:link")

    link = Link.objects.get()
    assert (link.account, link.subject, link.issuer) == (account, zhang, canaille.issuer)
    assert "已绑定" in words(visitor.here.get(reverse("openid:link")))
    assert Errand.objects.get().subject is None


def test_whoever_has_linked_comes_in_at_once_and_goes_on_where_she_was(canaille, visitor, zhang):
    account = make.account(make.person())
    link = linked(visitor, account, zhang)

    came = visitor.comes_back(zhang, "/sign-in/openid/?next=/me/looks/")

    assert came.url == "/me/looks/"
    assert SignIn.objects.get(account=account).person == account.person
    link.refresh_from_db()
    assert link.used_at
    told = Record.objects.filter(event="people.SignedIn", facts__account_id=str(account.pk)).order_by("-pk").first()
    assert told.facts == {"account_id": str(account.pk), "first_time": False}


def test_whoever_is_in_already_and_comes_back_as_herself_has_come_in_anew(canaille, visitor, zhang):
    account = make.account()
    linked(visitor, account, zhang)
    visitor.enter(account, moment() - timedelta(hours=1))

    assert visitor.comes_back(zhang, "/sign-in/openid/?next=/me/looks/").url == "/me/looks/"

    assert SignIn.objects.get(account=account).started_at > moment() - timedelta(minutes=1)


def test_she_is_asked_for_the_texts_she_has_not_agreed_to_yet(canaille, visitor, zhang):
    linked(visitor, make.account(), zhang)
    visitor.comes_back(zhang)

    asked = visitor.here.get(reverse("people:looks"))

    assert asked.url.startswith(reverse("people:agree"))
    visitor.here.post(asked.url, {"version": "2026-01"})
    visitor.here.post(reverse("people:sign_out"))
    visitor.comes_back(zhang)
    assert visitor.here.get(reverse("people:looks")).status_code == 200


def test_the_whole_way_in_with_a_document_by_its_pages(settings, running, visitor, zhang):
    settings.OPENID = running.settings(number="preferred_username")
    person, account = make.person(document_number=NUMBER, name="张三丰"), make.account()

    asked = by_phone(visitor, visitor.comes_back(zhang), account)
    page = words(visitor.here.get(asked.url))
    assert "我同意用政务服务核实的证件与工会登记比对" in page
    assert NUMBER not in page
    visitor.here.post(asked.url, {"agreed": "on"})

    account.refresh_from_db()
    assert (account.person, account.tied_by) == (person, "openid")
    assert SignIn.objects.get(account=account).person == person
    assert "确认时间已过，或者已经处理过" in words(visitor.here.get(asked.url))


def test_nobody_is_linked_by_her_name(canaille, visitor, zhang):
    account = make.account(make.person(name="张三丰"))

    visitor.comes_back(zhang)

    assert not Link.objects.exists()
    assert not SignIn.objects.filter(account=account).exists()


def test_a_cadre_who_comes_in_this_way_still_needs_her_one_time_password(canaille, visitor, zhang):
    account, union = make.account(make.person()), unions.tree()["joint"].body
    told = {"role": "chair", "body_id": union.pk, "since": make.TODAY, "by": make.actor("installer"), "at": make.AT}
    post = organisations.appoint(account.person_id, **told)
    linked(visitor, account, zhang)

    came = visitor.comes_back(zhang)

    assert came.url.startswith(reverse("people:identities"))
    visitor.here.post(reverse("people:agree"), {"version": "2026-01"})
    page = visitor.here.post(reverse("people:identities"), {"appointment_id": str(post.pk)})
    assert "干部身份需要动态口令" in words(page)
    assert SignIn.objects.get(account=account).appointment is None


def test_one_return_is_good_once(canaille, visitor, zhang):
    back = visitor.there.go(visitor.set_out(), zhang)
    visitor.here.get(back)

    again = visitor.here.get(back)

    assert "这次登录已经用过" in words(again)
    assert reverse("people:sign_in") in again.content.decode()


def test_a_code_that_was_used_is_worth_nothing_in_another_errand(canaille, visitor, zhang):
    used = visitor.there.go(visitor.set_out(), zhang)
    visitor.here.get(used)
    fresh = visitor.there.go(visitor.set_out(), zhang)

    told = visitor.here.get(changed(fresh, code=dict(parse_qsl(urlsplit(used).query))["code"]))

    assert "已经用过或者过期" in words(told)


def test_a_code_taken_from_another_errand_does_not_fit_its_verifier(canaille, visitor, zhang):
    """The provider itself refuses it, since it was asked for with another challenge (RFC 7636)."""
    thief = Visitor()
    stolen = dict(parse_qsl(urlsplit(visitor.there.go(visitor.set_out(), zhang)).query))["code"]

    told = thief.here.get(changed(thief.there.go(thief.set_out(), "li"), code=stolen))

    assert "已经用过或者过期" in words(told)
    assert not Errand.objects.filter(subject__isnull=False).exists()


def test_a_token_with_another_nonce_is_not_believed(canaille, visitor, zhang):
    back = visitor.there.go(changed(visitor.set_out(), nonce="of another errand"), zhang)

    told = visitor.here.get(back)

    assert "没有通过核验" in words(told)
    assert not Errand.objects.filter(subject__isnull=False).exists()


def test_a_return_on_another_device_finds_nothing(canaille, visitor, zhang):
    back = visitor.there.go(visitor.set_out(), zhang)

    assert "不是从本设备开始的" in words(Visitor().here.get(back))
    assert visitor.here.get(back).status_code == 302


def test_a_return_that_comes_too_late_finds_nothing(canaille, visitor, zhang):
    back = visitor.there.go(visitor.set_out(), zhang)
    Errand.objects.update(until=moment() - timedelta(seconds=1))

    assert "超过十分钟" in words(visitor.here.get(back))


def test_whoever_cancels_at_the_provider_is_told_that_nothing_was_passed_on(canaille, visitor):
    state = dict(parse_qsl(urlsplit(visitor.set_out()).query))["state"]

    told = visitor.here.get(reverse("openid:come_back"), {"error": "access_denied", "state": state})

    assert "您在浙里办取消了登录" in words(told)
    assert "用手机验证码登录" in words(told)


@pytest.mark.parametrize("said", [{}, {"state": "nobody's", "code": "x"}, {"code": "x"}])
def test_words_nobody_set_out_with_are_refused(canaille, visitor, said):
    assert "请重新登录" in words(visitor.here.get(reverse("openid:come_back"), said))


def test_an_answer_in_the_name_of_another_provider_is_refused_before_anything_is_asked(canaille, visitor, zhang):
    back = visitor.there.go(visitor.set_out(), zhang)

    assert "没有通过核验" in words(visitor.here.get(changed(back, iss="https://elsewhere.example")))


def test_a_provider_the_operator_has_changed_meanwhile_is_not_believed(settings, canaille, visitor, zhang):
    back = visitor.there.go(visitor.set_out(), zhang)
    Errand.objects.update(issuer="https://former.example")

    assert "没有通过核验" in words(visitor.here.get(back))


def told_to(client, canaille, name):
    """A token the provider has really signed for a client, with the nonce "n"."""
    named = provider.Provider(**canaille.settings(client=client, secret=f"secret-of-{client}"))
    back, at = "http://testserver/sign-in/openid/back/", moment()
    address = provider.way_to(named, state="s", nonce="n", verifier="v" * 43, back=back, at=at)
    code = dict(parse_qsl(urlsplit(Visitor().there.go(address, name)).query))["code"]
    return provider.token_for(named, code, verifier="v" * 43, back=back, at=at)


def believed(claims, canaille, **parts):
    told = {"called": "浙里办", "issuer": canaille.issuer, "client": "gongqiao", "nonce": "n", "at": moment()}
    return [reason.code for reason in rules.believing(claims, **{**told, **parts})]


def test_a_token_for_another_client_is_not_for_us(canaille, zhang):
    named = provider.configured()
    ours, others = told_to("gongqiao", canaille, zhang), told_to("somebody-else", canaille, zhang)

    claims = provider.claims_of(named, others, moment())

    assert believed(provider.claims_of(named, ours, moment()), canaille) == []
    assert claims["sub"] == zhang
    assert believed(claims, canaille) == ["wrong_audience"]


def test_what_the_provider_has_not_signed_is_no_token(canaille, zhang):
    named, at = provider.configured(), moment()
    claims = {"iss": canaille.issuer, "aud": "gongqiao", "sub": zhang, "nonce": "n"}
    own, shared = RSAKey.generate_key(2048, auto_kid=True), OctKey.import_key("secret-of-gongqiao-long-enough-now")
    none = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode() + ".e30."
    true = told_to("gongqiao", canaille, zhang)
    kid = provider.keys_of(named, at).keys[0].kid
    forged = [
        jwt.encode({"alg": "RS256", "kid": kid}, claims, own),
        jwt.encode({"alg": "HS256"}, claims, shared),
        none,
        true[:-6] + "AAAAAA",
        "no token",
        "",
    ]

    for token in forged:
        with pytest.raises(provider.UntrueError):
            provider.claims_of(named, token, at)


def test_a_wrong_secret_lets_nobody_in_and_the_phone_stays(settings, canaille, visitor, zhang):
    settings.OPENID = canaille.settings(secret="another")

    told = visitor.comes_back(zhang)

    assert "浙里办暂时没有应答" in words(told)
    assert reverse("people:sign_in") in told.content.decode()


def test_away_it_is_told_so_and_with_new_keys_it_is_believed_again(canaille, visitor, zhang):
    """The keys of an hour ago are still kept when it comes back with others."""
    account = make.account()
    linked(visitor, account, zhang)
    back = visitor.there.go(visitor.set_out(), zhang)
    before = provider.keys_of(provider.configured(), moment()).keys[0].kid
    canaille.stop()
    try:
        assert "浙里办暂时没有应答" in words(visitor.here.get(back))
        assert "用浙里办登录" in words(visitor.here.get(reverse("people:sign_in")))
    finally:
        canaille.turn_keys()
        canaille.start()

    visitor.comes_back(zhang)

    assert SignIn.objects.filter(account=account).exists()
    assert provider.keys_of(provider.configured(), moment()).keys[0].kid != before


def test_whoever_sets_out_for_a_provider_that_never_answered_is_told_of_the_other_way(settings, visitor):
    settings.OPENID = {"issuer": "http://127.0.0.1:9", "client": "gongqiao", "secret": "s", "called": "浙里办"}

    told = visitor.here.get(reverse("openid:set_out"))

    assert "请过几分钟再试，或者用手机验证码登录" in words(told)


def test_without_a_provider_there_is_no_such_way(visitor):
    assert "用浙里办登录" not in words(visitor.here.get(reverse("people:sign_in")))
    for name in ("set_out", "come_back"):
        assert visitor.here.get(reverse(f"openid:{name}")).status_code == 404
    visitor.enter(make.account())
    assert visitor.here.get(reverse("openid:link")).status_code == 404


def test_the_way_is_offered_beside_the_phone(canaille, visitor):
    page = visitor.here.get(reverse("people:sign_in") + "?next=/join/")

    assert 'href="/sign-in/openid/?next=/join/"' in page.content.decode()
    assert Account.objects.count() == 0


def test_setting_out_again_and_again_comes_to_an_end(canaille, visitor):
    for _ in range(30):
        assert visitor.here.get(reverse("openid:set_out")).status_code == 302

    assert "过于频繁" in words(visitor.here.get(reverse("openid:set_out")))
