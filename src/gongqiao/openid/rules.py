"""What is believed of what comes back, and what somebody may link to her account."""

from datetime import datetime, timedelta
from typing import Any

from gongqiao.kernel.reasons import Reason, Reasons

SKEW = timedelta(minutes=2)  # two honest clocks may be that far apart
LONGEST = timedelta(minutes=10)
OTHERWISE = "，或者用手机验证码登录"
LAW = "个人信息保护法 第二十九条"


def not_offered() -> Reason:
    return Reason("not_offered", "本平台没有开通政务服务登录，请用手机验证码登录")


def within(*, over: bool) -> Reasons:
    if over:
        yield Reason("too_often", f"前往政务服务登录过于频繁，请一小时后再试{OTHERWISE}")


def away(called: str) -> Reason:
    return Reason("away", f"{called}暂时没有应答，请过几分钟再试{OTHERWISE}")


def unknown_state() -> Reason:
    """Somebody comes back from where nobody set out, or a second time, too late, or on another device."""
    return Reason("unknown_state", f"这次登录已经用过、超过十分钟，或者不是从本设备开始的，请重新登录{OTHERWISE}")


def denied(called: str) -> Reason:
    return Reason("denied", f"您在{called}取消了登录，没有任何信息传到工桥；可以再试一次{OTHERWISE}")


def spent(called: str) -> Reason:
    return Reason("spent", f"{called}说这次登录已经用过或者过期，请重新登录{OTHERWISE}")


def untrue(called: str, code: str) -> Reason:
    """One sentence for every fault: she can do the same about each, and whoever forges learns nothing."""
    return Reason(code, f"{called}传回的凭证没有通过核验，没有登录；请重新登录{OTHERWISE}，再出现请告诉工会")


def believing(claims: dict[str, Any], *, called: str, issuer: str, client: str, nonce: str, at: datetime) -> Reasons:
    """Whether a signed token is of this provider, for us, of this very errand, and of now."""
    meant = claims.get("aud")
    audience = [meant] if isinstance(meant, str) else meant if isinstance(meant, list) else []
    party = claims.get("azp", client if len(audience) == 1 else None)
    faults = {
        "wrong_issuer": claims.get("iss") != issuer,
        "wrong_audience": client not in audience or party != client,
        "wrong_nonce": claims.get("nonce") != nonce,
        "not_now": not _of_now(claims.get("iat"), claims.get("exp"), at),
        "nobody": not isinstance(claims.get("sub"), str) or not 0 < len(claims["sub"]) <= 255,  # noqa: PLR2004 -- OpenID Connect Core 2
    }
    yield from (untrue(called, code) for code, wrong in faults.items() if wrong)


def _of_now(issued: Any, ends: Any, at: datetime) -> bool:
    """Made a moment ago and not over, give or take what clocks differ."""
    if not all(isinstance(each, int | float) and not isinstance(each, bool) for each in (issued, ends)):
        return False
    now, skew = at.timestamp(), SKEW.total_seconds()
    return bool(now - LONGEST.total_seconds() - skew <= issued <= now + skew and now < ends + skew)


def over(called: str) -> Reason:
    return Reason("over", f"等待确认的时间已过，请重新从{called}登录")


def linking(called: str, *, taken: bool, linked: bool) -> Reasons:
    """What stands in the way of tying a subject to one's account."""
    if taken:
        yield Reason("taken", f"这个{called}账号已经绑定了另一个工桥账号；请用原来的手机号登录，解除绑定后再绑定")
    elif linked:
        yield Reason("linked", f"您的账号已经绑定了{called}账号，请先解除原来的绑定")


def comparing(called: str, *, other: bool) -> Reasons:
    """A document that is another's than the one the account belongs to."""
    if other:
        words = f"{called}核实的证件与本账号关联的人员不是同一人，没有绑定；如果登记有误，请联系所在工会更正"
        yield Reason("other_person", words, law=LAW)


def not_linked(called: str) -> Reason:
    return Reason("not_linked", f"您的账号没有绑定{called}账号，或者已经解除")
