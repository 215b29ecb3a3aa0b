"""What is believed of a provider, and what of a token: every word of it may be wrong."""

import json
import re
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest
from joserfc.jwk import OctKey, RSAKey

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import moment
from gongqiao.kernel.reasons import Refused
from gongqiao.openid import actions, provider, queries, rules
from gongqiao.shell.environment import NotToldError, read
from tests import make
from tests.make import AT
from tests.processes import SOON

NOW = AT.timestamp()
CLAIMS = {"iss": "https://id.example", "aud": "gongqiao", "sub": "zhang", "nonce": "n", "iat": NOW, "exp": NOW + 300}
TOLD = {"called": "浙里办", "issuer": "https://id.example", "client": "gongqiao", "nonce": "n", "at": AT}
NEEDED = {
    "GONGQIAO_OPENID_ISSUER": "https://id.example",
    "GONGQIAO_OPENID_CLIENT": "gongqiao",
    "GONGQIAO_OPENID_SECRET": "s",
}


def codes(**changed):
    claims = {name: value for name, value in {**CLAIMS, **changed}.items() if value is not None}
    return [reason.code for reason in rules.believing(claims, **TOLD)]


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"aud": ["gongqiao"]},
        {"aud": ["gongqiao", "another"], "azp": "gongqiao"},
        {"iat": NOW + 119},
        {"iat": NOW - 700, "exp": NOW - 119},
    ],
)
def test_a_token_for_us_of_now_is_believed_give_or_take_two_minutes(changed):
    assert codes(**changed) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"iss": "https://id.example/"}, ["wrong_issuer"]),
        ({"iss": None}, ["wrong_issuer"]),
        ({"aud": "another"}, ["wrong_audience"]),
        ({"aud": []}, ["wrong_audience"]),
        ({"aud": None}, ["wrong_audience"]),
        ({"aud": {"gongqiao": 1}}, ["wrong_audience"]),
        ({"aud": ["gongqiao", "another"]}, ["wrong_audience"]),
        ({"azp": "another"}, ["wrong_audience"]),
        ({"nonce": "m"}, ["wrong_nonce"]),
        ({"nonce": None}, ["wrong_nonce"]),
        ({"iat": NOW + 121}, ["not_now"]),
        ({"iat": NOW - 721}, ["not_now"]),
        ({"exp": NOW - 120}, ["not_now"]),
        ({"exp": None}, ["not_now"]),
        ({"iat": "now"}, ["not_now"]),
        ({"iat": True}, ["not_now"]),
        ({"exp": float("nan")}, ["not_now"]),
        ({"sub": ""}, ["nobody"]),
        ({"sub": "x" * 256}, ["nobody"]),
        ({"sub": 7}, ["nobody"]),
        ({"iss": "x", "nonce": "x", "sub": None}, ["wrong_issuer", "wrong_nonce", "nobody"]),
    ],
)
def test_any_other_is_not(changed, told):
    assert codes(**changed) == told


def test_whoever_forges_learns_nothing_from_the_answer():
    told = {reason.words for reason in rules.believing({}, **TOLD)}

    assert len(told) == 1
    assert "用手机验证码登录" in told.pop()


class Provider:
    """Says at each path what it is told to say, and how often it was asked."""

    def __init__(self) -> None:
        self.says, self.asked = {}, []
        outer = self

        class Says(BaseHTTPRequestHandler):
            def do_GET(self):
                length = int(self.headers.get("Content-Length") or 0)
                outer.asked.append((self.path, self.headers.get("Authorization"), self.rfile.read(length).decode()))
                status, said = outer.says.get(self.path, (404, b"{}"))
                self.send_response(status)
                self.end_headers()
                self.wfile.write(said if isinstance(said, bytes) else json.dumps(said).encode())

            do_POST = do_GET  # noqa: N815 -- the name the server looks for

            def log_message(self, *_):
                """Nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Says)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.keys = [RSAKey.generate_key(2048, auto_kid=True).as_dict(private=False)]
        self.describes()
        self.named = provider.Provider(self.issuer, "gongqiao", "s", "浙里办")

    def describes(self, **parts):
        places = {"authorization_endpoint": "/go?a=b", "token_endpoint": "/token", "jwks_uri": "/keys"}
        told = {"issuer": self.issuer, **{name: self.issuer + place for name, place in places.items()}, **parts}
        self.says["/.well-known/openid-configuration"] = (200, told)
        self.says["/keys"] = (200, {"keys": self.keys})


@pytest.fixture
def odd(settings):
    made = Provider()
    thread = threading.Thread(target=made.server.serve_forever, args=[SOON], daemon=True)
    thread.start()
    settings.OPENID = {"issuer": made.issuer, "client": "gongqiao", "secret": "s", "called": "浙里办"}
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def times(odd, path):
    return sum(1 for asked, *_ in odd.asked if asked == path)


def test_its_description_and_keys_are_asked_for_once_an_hour(odd):
    at = moment()
    for minutes in (0, 1, 59):
        provider.keys_of(odd.named, at + timedelta(minutes=minutes))
    assert times(odd, "/keys") == 1

    provider.keys_of(odd.named, at + timedelta(minutes=60))
    assert (times(odd, "/keys"), times(odd, "/.well-known/openid-configuration")) == (2, 2)


def test_while_it_is_away_what_was_kept_is_good_for_a_day(odd):
    at = moment()
    provider.keys_of(odd.named, at)
    odd.says.clear()

    assert provider.keys_of(odd.named, at + timedelta(hours=23)).keys
    with pytest.raises(provider.AwayError):
        provider.keys_of(odd.named, at + timedelta(hours=24))
    with pytest.raises(provider.AwayError):
        provider.keys_of(odd.named, at, within=timedelta())


def test_nobody_is_sent_where_nobody_has_answered_within_the_minute_nor_made_to_wait(odd):
    told, at = {"state": "s", "nonce": "n", "verifier": "v", "back": "http://x/"}, moment()
    for seconds in (0, 59):
        provider.way_to(odd.named, **told, at=at + timedelta(seconds=seconds))
    assert len(odd.asked) == 1
    odd.says.clear()

    for seconds in (60, 61, 79, 80):
        with pytest.raises(provider.AwayError):
            provider.way_to(odd.named, **told, at=at + timedelta(seconds=seconds))
    assert len(odd.asked) == 3
    odd.describes()
    assert provider.way_to(odd.named, **told, at=at + timedelta(seconds=100))


def test_keys_we_cannot_read_or_that_are_for_other_things_are_passed_over(odd):
    odd.keys += [{"kty": "NEW"}, {**odd.keys[0], "use": "enc", "kid": "e"}, OctKey.import_key("x" * 32).as_dict(), "x"]
    odd.describes()
    assert len(provider.keys_of(odd.named, moment()).keys) == 1


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"issuer": "https://elsewhere.example"}, "公布的 issuer 是 https://elsewhere.example，与设置的不一致"),
        ({"token_endpoint": "http://id.example/token"}, "没有公布 https 的 token_endpoint"),
        ({"authorization_endpoint": "javascript:x"}, "没有公布 https 的 authorization_endpoint"),
        ({"jwks_uri": None}, "没有公布 https 的 jwks_uri"),
        ({"code_challenge_methods_supported": ["plain"]}, "不支持 PKCE（S256）"),
    ],
)
def test_a_provider_that_is_not_the_one_or_not_safe_is_not_used(odd, said, why):
    odd.describes(**said)

    with pytest.raises(provider.AwayError, match=re.escape(why)):
        provider.described(odd.named, moment())
    assert why in queries.trouble(moment())


@pytest.mark.parametrize(
    "keys", [[], [{"kty": "RSA"}], [{"kty": "RSA", "n": "x", "e": 1}], [{"kty": "oct", "k": "eHh4"}]]
)
def test_keys_that_are_none_are_told_to_the_operator(odd, keys):
    odd.says["/keys"] = (200, {"keys": keys})
    assert "公布的签名密钥读不出来" in queries.trouble(moment())


def test_the_operator_is_told_of_no_answer_and_of_an_odd_one(odd, settings):
    assert queries.trouble(moment()) == ""
    for said in ((500, b"{}"), (200, b"<html>"), (200, b"[1]")):
        provider.forget()
        odd.says["/.well-known/openid-configuration"] = said
        assert f"浙里办（{odd.issuer}）不能用来登录" in queries.trouble(moment())
    settings.OPENID = {}
    assert queries.trouble(moment()) == ""


def test_the_way_out_keeps_what_the_address_says_already(odd):
    address = provider.way_to(odd.named, state="s", nonce="n", verifier="v", back="http://x/", at=moment())
    assert address.startswith(f"{odd.issuer}/go?a=b&response_type=code&")


def test_the_secret_goes_where_the_provider_wants_it(odd):
    odd.says["/token"] = (200, {"id_token": "t"})
    for methods in (["client_secret_basic"], ["client_secret_post"]):
        odd.describes(token_endpoint_auth_methods_supported=methods)
        provider.forget()
        assert provider.token_for(odd.named, "c", verifier="v", back="http://x/", at=moment()) == "t"

    first, second = [(head, body) for path, head, body in odd.asked if path == "/token"]
    assert (first[0], "client_secret" in first[1]) == ("Basic Z29uZ3FpYW86cw==", False)
    assert (second[0], "client_secret=s" in second[1]) == (None, True)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ((400, {"error": "invalid_grant"}), provider.SpentError),
        ((400, {"error": "invalid_client"}), provider.AwayError),
        ((200, {}), provider.AwayError),
        ((200, {"id_token": 7}), provider.AwayError),
        ((302, {}), provider.AwayError),
    ],
)
def test_whatever_else_it_says_is_no_token(odd, said, fault):
    odd.says["/token"] = said
    with pytest.raises(fault):
        provider.token_for(odd.named, "c", verifier="v", back="http://x/", at=moment())


@pytest.mark.django_db
def test_a_token_nobody_has_signed_lets_nobody_in(odd):
    back, at = "http://testserver/sign-in/openid/back/", moment()
    address = actions.set_out(origin=make.origin(), back=back, onward="", by=Actor(), at=at)
    state = dict(parse_qsl(urlsplit(address).query))["state"]
    odd.says["/token"] = (200, {"id_token": "e30.e30.e30"})

    with pytest.raises(Refused, match="没有通过核验") as refused:
        actions.come_back(actions.Said(state, "code"), origin=make.origin(), back=back, by=Actor(), at=at)
    assert [reason.code for reason in refused.value.reasons] == ["unsigned"]


@pytest.mark.django_db
def test_without_a_provider_the_verbs_say_so():
    with pytest.raises(Refused, match="没有开通政务服务登录，请用手机验证码登录"):
        actions.set_out(origin=make.origin(), back="http://x/", onward="", by=Actor(), at=moment())


def test_the_operator_names_all_that_is_needed_or_nothing():
    assert read({}).openid == ()
    assert dict(read(NEEDED).openid) == {"issuer": "https://id.example", "client": "gongqiao", "secret": "s"}
    for name in NEEDED:
        with pytest.raises(NotToldError, match=f"政务服务登录还缺少 {name}"):
            read({**NEEDED, name: " "})


@pytest.mark.parametrize(
    ("name", "word", "why"),
    [("ISSUER", "http://id.example", "必须是 https 地址"), ("SCOPE", "profile", "必须包含 openid")],
)
def test_the_operator_is_told_what_cannot_be_right(name, word, why):
    with pytest.raises(NotToldError, match=why):
        read({**NEEDED, f"GONGQIAO_OPENID_{name}": word})


def test_on_this_machine_a_provider_needs_no_certificate():
    assert dict(read({**NEEDED, "GONGQIAO_OPENID_ISSUER": "http://127.0.0.1:1"}).openid)["issuer"]


def test_a_provider_never_prints_its_secret():
    assert "geheim" not in repr(provider.Provider("https://id.example", "gongqiao", "geheim"))
