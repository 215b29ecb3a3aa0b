"""How often codes may be asked for and guessed, and when one is right."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from gongqiao.kernel.reasons import Reason, Reasons


@dataclass(frozen=True)
class Allowance:
    """So many in a period; beyond `soft` a proof of work is asked for, beyond `hard` nothing goes."""

    hard: int
    period: timedelta
    words: str
    soft: int = 1_000_000_000


HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Riders share their carrier's addresses: networks are asked for work long before they are refused.
BUDGETS = {
    "ask_phone": Allowance(5, HOUR, "该手机号获取验证码过于频繁，请一小时后再试"),
    "ask_phone_day": Allowance(10, DAY, "该手机号今天获取验证码的次数已用完，请明天再试"),
    "ask_device": Allowance(40, HOUR, "本设备获取验证码过于频繁，请一小时后再试", soft=4),
    "ask_network": Allowance(2_000, HOUR, "当前网络获取验证码过于频繁，请稍后再试或换一个网络", soft=60),
    "ask_all": Allowance(20_000, HOUR, "短信通道繁忙，请十分钟后再试"),
    "guess_device": Allowance(30, HOUR, "本设备输错次数过多，请一小时后再试"),
    "guess_network": Allowance(3_000, HOUR, "当前网络输错次数过多，请稍后再试或换一个网络", soft=60),
    "proof": Allowance(1, timedelta(minutes=10), "安全检查已用过，请再点一次"),
    "otp": Allowance(5, timedelta(minutes=5), "动态口令输错次数过多，请五分钟后再试"),
    "openid_device": Allowance(30, HOUR, "本设备前往政务服务登录过于频繁，请一小时后再试，或者用手机验证码登录"),
    "openid_network": Allowance(3_000, HOUR, "当前网络登录过于频繁，请稍后再试，或者用手机验证码登录"),
    "roster": Allowance(5, DAY, "今天核对的次数已用完，请明天再试，或联系所在工会"),
}
WORK_BITS = 17
WAIT = timedelta(seconds=60)  # what a browser without JavaScript does instead of the work
PROOF_LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Spent:
    """How full one bucket is after this attempt."""

    kind: str
    level: float

    @property
    def over(self) -> bool:
        return self.level > BUDGETS[self.kind].hard

    @property
    def asks_for_work(self) -> bool:
        return self.level > BUDGETS[self.kind].soft


def within(spent: list[Spent], *, proven: bool = False) -> Reasons:
    """What stands in the way of another attempt."""
    if over := next((each for each in spent if each.over), None):
        yield Reason("too_often", BUDGETS[over.kind].words)
    elif not proven and any(each.asks_for_work for each in spent):
        yield Reason("work", "操作较频繁，请等页面完成安全检查后再点一次；没有自动完成的，请一分钟后再点")


def right(*, is_right: bool) -> Reasons:
    """One answer for a wrong, an old, a used-up and a never-sent code: nothing to learn by trying."""
    if not is_right:
        yield Reason("wrong_code", "验证码不正确或已失效（五分钟内有效，最多输错五次），请检查或重新获取", field="code")


def proving(challenge: str, answer: str, issued_at: datetime, *, at: datetime) -> bool:
    """Whether the work was done, or the minute waited instead."""
    if not challenge or at - issued_at > PROOF_LASTS:
        return False
    if at - issued_at >= WAIT:
        return True
    worked = hashlib.sha256(f"{challenge}:{answer}".encode()).digest()
    return int.from_bytes(worked[:4], "big") >> (32 - WORK_BITS) == 0
