"""Where a request comes from, as far as budgets and the list of devices care, and where it goes on to once it is in."""

import ipaddress
import secrets
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import get_default_timezone

from gongqiao.kernel.web import Request
from gongqiao.people import actions, queries
from gongqiao.people.actions import Origin

COOKIE = "gongqiao-device"
YEAR = 365 * 24 * 3600
_SYSTEMS = {
    "HarmonyOS": "鸿蒙手机",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "安卓手机",
    "Windows": "Windows 电脑",
}
_SYSTEMS |= {"Macintosh": "苹果电脑", "Linux": "Linux 电脑"}
_BROWSERS = {
    "MicroMessenger": "微信",
    "DingTalk": "钉钉",
    "AlipayClient": "支付宝",
    "Edg/": "Edge",
    "Firefox": "Firefox",
}
_BROWSERS |= {"Chrome": "Chrome", "Safari": "Safari"}


def origin_of(request: Request) -> Origin:
    return Origin(
        device=_device(request),
        network=network_of(request.META.get("REMOTE_ADDR", "")),
        device_words=device_words(request.headers.get("User-Agent", "")),
        session=request.session.presented,  # type: ignore[attr-defined]
    )


def _device(request: Request) -> str:
    """The device's own cookie; it is given with the first page of the sign-in."""
    try:
        return Signer(salt=COOKIE).unsign(request.COOKIES.get(COOKIE, ""))
    except BadSignature:
        return secrets.token_hex(16)


def remember(response: HttpResponse, request: Request, origin: Origin) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        Signer(salt=COOKIE).sign(origin.device),
        max_age=YEAR,
        httponly=True,
        secure=request.is_secure(),
        samesite="Lax",
    )
    return response


def network_of(address: str) -> str:
    """The /24 or, of IPv6, the /56: whoever has one address there has them all."""
    try:
        place = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "-"
    if isinstance(place, ipaddress.IPv6Address) and place.ipv4_mapped:
        place = place.ipv4_mapped
    length = 24 if isinstance(place, ipaddress.IPv4Address) else 56
    return str(ipaddress.ip_network((place, length), strict=False))


def device_words(agent: str) -> str:
    """安卓手机 Chrome: enough to recognise one's own device by."""
    system = next((words for name, words in _SYSTEMS.items() if name in agent), "其他设备")
    browser = next((words for name, words in _BROWSERS.items() if name in agent), "")
    return f"{system} {browser}".strip()


def challenge(origin: Origin, at: datetime) -> str:
    """Work to be done by a device that asks often: signed, so that it need not be kept."""
    return Signer(salt="work").sign(f"{origin.device}.{int(at.timestamp())}.{secrets.token_hex(8)}")


def proven(request: Request, origin: Origin) -> Origin:
    """The origin, with the work it has brought along counted once."""
    given = request.POST.get("challenge", "")
    if not given:
        return origin
    try:
        device, issued, _ = Signer(salt="work").unsign(given).split(".")
    except (BadSignature, ValueError):
        return origin
    issued_at = datetime.fromtimestamp(int(issued), get_default_timezone())
    done = device == origin.device and actions.spend_proof(
        given, request.POST.get("answer", "")[:40], issued_at, at=request.arrived_at
    )
    return replace(origin, proven=done)


def next_of(request: Request) -> str:
    """The page of ours that one was on."""
    where = request.GET.get("next", "")
    return where if where.startswith("/") and url_has_allowed_host_and_scheme(where, None) else ""


def by_way_of(name: str, where: str) -> str:
    """A page's address that knows where to go on."""
    return f"{reverse(name)}?{urlencode({'next': where})}" if where else reverse(name)


def onward(entered: actions.Entered, where: str, at: datetime) -> str:
    """To where one was. Whoever holds appointments is asked whom she acts for, unless the page is her own."""
    rows = []
    if entered.sign_in.person_id is not None:
        rows = queries.identities_of(queries.actor_of(entered.sign_in, at), at)
    offices = tuple({row.home for row in rows} - {"/"})
    if rows and (not where or where.startswith(offices)):
        return by_way_of("people:identities", where)
    return where or "/"
