"""The provider as the operator has named it, and what is asked of it over the wire.

Its description and its keys are kept for an hour and, while it does not answer, for a day. But nobody is sent there
unless it has answered within the minute, and while it is away it is asked every twenty seconds and no more, so that
nobody waits for it. A key nobody has seen yet is asked for once more. Whatever it says is believed only in so far as
one of its keys has signed it.
"""

import base64
import hashlib
import http.client
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import quote_plus, urlencode, urlsplit

import structlog
from django.conf import settings
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

PATIENCE, MOST = 5.0, 512 * 1024
FRESH, STALE = timedelta(hours=1), timedelta(days=1)
ALIVE, DEAD = timedelta(minutes=1), timedelta(seconds=20)
# What a key pair signs. Never "none", and nothing that the client's own secret could sign.
SIGNED_WITH = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
KINDS = {"RSA", "EC", "OKP"}
ERRORS = {"invalid_request", "invalid_client", "unauthorized_client", "unsupported_grant_type", "invalid_scope"}
HERE = {"127.0.0.1", "localhost", "::1"}

log = structlog.get_logger()


class AwayError(Exception):
    """The provider did not answer, or with nothing that the standard knows."""


class UntrueError(Exception):
    """The token is not signed by the provider, or is no token."""


class SpentError(Exception):
    """The provider does not take the code: it is used up, over, or another client's."""


@dataclass(frozen=True)
class Provider:
    """`number` is the claim that holds a verified identity number, where the provider gives one."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    called: str = "政务服务"
    scope: str = "openid profile"
    number: str = ""


def configured() -> Provider | None:
    told = {name: value for name, value in settings.OPENID.items() if value}
    return Provider(**told) if told else None


@dataclass(frozen=True)
class Kept:
    at: datetime
    said: dict[str, Any]


_KEPT: dict[str, Kept] = {}
_AWAY: dict[str, datetime] = {}


def forget() -> None:
    """Ask for everything anew."""
    _KEPT.clear()
    _AWAY.clear()


def described(provider: Provider, at: datetime, *, within: timedelta = FRESH) -> dict[str, Any]:
    """The provider's own description, which must be of this very issuer and know PKCE as we use it."""
    said = _kept(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration", at, within=within)
    if said.get("issuer") != provider.issuer:
        raise AwayError(f"公布的 issuer 是 {said.get('issuer')}，与设置的不一致")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not is_safe(str(said.get(name, ""))):
            raise AwayError(f"没有公布 https 的 {name}")
    if "S256" not in said.get("code_challenge_methods_supported", ["S256"]):
        raise AwayError("不支持 PKCE（S256）")
    return said


def is_safe(address: str) -> bool:
    """Nobody in between may read or change what is said; on this machine there is nobody in between."""
    parts = urlsplit(address)
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE))


def way_to(provider: Provider, *, state: str, nonce: str, verifier: str, back: str, at: datetime) -> str:
    """The address at the provider where somebody says who she is."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": provider.client,
        "redirect_uri": back,
        "scope": provider.scope,
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    address = str(described(provider, at, within=ALIVE)["authorization_endpoint"])
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"


def token_for(provider: Provider, code: str, *, verifier: str, back: str, at: datetime) -> str:
    """The signed token that a code is good for, once."""
    said = described(provider, at)
    body = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    head = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    if "client_secret_basic" in said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
        pair = f"{quote_plus(provider.client)}:{quote_plus(provider.secret)}"
        head["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        body |= {"client_id": provider.client, "client_secret": provider.secret}
    status, answer = _ask("POST", str(said["token_endpoint"]), urlencode(body).encode(), head)
    if status == HTTPStatus.BAD_REQUEST and answer.get("error") == "invalid_grant":
        raise SpentError
    if status != HTTPStatus.OK or not isinstance(answer.get("id_token"), str):
        error = answer.get("error") if answer.get("error") in ERRORS else "other"
        log.warning("openid_away", status=status, code=error)
        raise AwayError(f"换取凭证时回答 {status} {error}")
    return str(answer["id_token"])


def claims_of(provider: Provider, token: str, at: datetime) -> dict[str, Any]:
    """What the provider has signed. A key that is not known yet may be new: it is looked for once more."""
    try:
        return _opened(token, keys_of(provider, at))
    except UntrueError:
        return _opened(token, keys_of(provider, at, within=timedelta()))


def keys_of(provider: Provider, at: datetime, *, within: timedelta = FRESH) -> KeySet:
    """What it signs with today, as far as we can read it."""
    rows = _kept(str(described(provider, at)["jwks_uri"]), at, within=within).get("keys", [])
    known = [row for row in rows if isinstance(row, dict) and row.get("kty") in KINDS and row.get("use") != "enc"]
    try:
        return KeySet.import_key_set({"keys": known})
    except (JoseError, ValueError, KeyError) as odd:
        raise AwayError("公布的签名密钥读不出来") from odd


def _opened(token: str, keys: KeySet) -> dict[str, Any]:
    try:
        return dict(jwt.decode(token, keys, registry=jws.JWSRegistry(algorithms=SIGNED_WITH)).claims)
    except (JoseError, ValueError, KeyError, TypeError) as odd:
        raise UntrueError from odd


def _kept(address: str, at: datetime, *, within: timedelta) -> dict[str, Any]:
    held = _KEPT.get(address)
    if held and timedelta() <= at - held.at < within:
        return held.said
    try:
        said = _read(address, at)
    except AwayError:
        if held and within == FRESH and timedelta() <= at - held.at < STALE:
            return held.said
        raise
    _KEPT[address] = Kept(at, said)
    return said


def _read(address: str, at: datetime) -> dict[str, Any]:
    if address in _AWAY and timedelta() <= at - _AWAY[address] < DEAD:
        raise AwayError(f"{address} 刚才没有应答")
    _AWAY[address] = at
    status, said = _ask("GET", address, None, {"Accept": "application/json"})
    if status != HTTPStatus.OK:
        raise AwayError(f"{address} 回答 {status}")
    del _AWAY[address]
    return said


def _ask(method: str, address: str, body: bytes | None, head: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """One question, no redirect followed, at most half a megabyte heard."""
    parts = urlsplit(address)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    line = kind(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        line.request(method, f"{parts.path or '/'}?{parts.query}".removesuffix("?"), body, head)
        answer = line.getresponse()
        said = json.loads(answer.read(MOST) or b"{}")
    except (OSError, http.client.HTTPException, ValueError, RecursionError) as odd:
        raise AwayError(f"{parts.hostname} 没有应答，或者回答不合标准") from odd
    finally:
        line.close()
    return answer.status, said if isinstance(said, dict) else {}
