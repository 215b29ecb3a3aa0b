"""When somebody may put another phone in the place of hers."""

from datetime import datetime, timedelta

from gongqiao.kernel.reasons import Reason, Reasons

LATELY = timedelta(minutes=15)
LAW = "GB/T 22239-2019 8.1.4.1"


def proving(*, enrolled: bool, strong_at: datetime | None, came_in_at: datetime | None, at: datetime) -> Reasons:
    """Whether it is she: by her one-time password where she has one, else by having come in a moment ago."""
    shown = strong_at if enrolled else came_in_at
    if shown is not None and at - shown <= LATELY:
        return
    if enrolled:
        yield Reason("step_up", "换手机号前请再输入一次动态口令", law=LAW)
    else:
        words = "为了安全，换手机号要在登录后十五分钟内办理：请重新登录一次，登录后会回到这里"
        yield Reason("come_in_anew", words, law=LAW)


def changing(*, same: bool, taken: bool) -> Reasons:
    """What is told to whoever holds the new phone in her hand: she learns it by signing in with it anyway."""
    if same:
        yield Reason("same_phone", "这就是您现在的登录手机号，不用更换", field="phone")
    elif taken:
        words = "这个手机号已经开通了另一个工桥账号；请先用它登录并注销那个账号，或者换一个手机号"
        yield Reason("phone_taken", words, field="code")


def keeping(*, behind: bool) -> Reasons:
    """A phone that came by a merger does not shut out the one whose factor guards her offices."""
    if behind:
        words = "另一个手机号的动态口令保护着您的干部身份，注销它以前，请先在“身份切换”里用它的动态口令核验一次"
        yield Reason("behind", words, law=LAW)


def no_others() -> Reason:
    return Reason("no_others", "没有别的手机号能以您的名义登录")


def right() -> Reason:
    return Reason("wrong_code", "验证码不正确或已失效（五分钟内有效，最多输错五次），请检查或重新获取", field="code")
