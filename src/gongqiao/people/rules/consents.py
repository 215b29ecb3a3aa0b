"""What people agree to: dated texts, one purpose each, never bundled (个人信息保护法 第十四条、第二十九条)."""

from dataclasses import dataclass
from datetime import date

from gongqiao.kernel.reasons import Reason, Reasons


@dataclass(frozen=True)
class Text:
    """One version of what is agreed to; versions sort by their names.

    `needed`: without it there is no account; the others may be refused freely.
    """

    purpose: str
    version: str
    since: date
    title: str
    words: str
    without: str
    law: str
    needed: bool = False


TEXTS = (
    Text(
        purpose="privacy",
        version="2026-01",
        since=date(2026, 1, 1),
        title="用户协议和隐私政策",
        words="工桥由工会组织使用，用手机号识别账号，记录登录设备和操作，用于提供工会服务和保障安全。"
        "日志至少保存六个月。您可以随时查看、更正、导出本人信息，也可以撤回授权。",
        without="撤回后账号退出登录，不能再办理业务；已办结的事项依法保存。",
        law="个人信息保护法 第十三条、第十七条",
        needed=True,
    ),
    Text(
        purpose="identity",
        version="2026-01",
        since=date(2026, 1, 1),
        title="处理证件号码等敏感个人信息",
        words="办理入会、转会和享受服务需要核对身份。证件号码加密保存，页面只显示前三位和后四位；"
        "任何人查看完整号码都要写明事由，您能在“谁看过我的信息”中看到。",
        without="不同意也可以浏览和咨询；需要核对身份的事项请到工会窗口办理。",
        law="个人信息保护法 第二十八条、第二十九条",
    ),
    Text(
        purpose="messages",
        version="2026-01",
        since=date(2026, 1, 1),
        title="用短信提醒办理进度",
        words="有需要您办理的事项或结果时，发送短信到您的手机号。不发送广告。",
        without="不同意时只在站内显示消息，不影响办理。",
        law="个人信息保护法 第十四条",
    ),
)


def texts(*, on: date) -> dict[str, Text]:
    """The version of each text that holds on a day."""
    held = sorted((text for text in TEXTS if text.since <= on), key=lambda text: text.since)
    return {text.purpose: text for text in held}


def needed(*, on: date) -> Text:
    """The text without whose version of this day nobody goes on."""
    return next(text for text in texts(on=on).values() if text.needed)


def giving(purpose: str, version: str, *, on: date) -> Reasons:
    """One agrees to what one was shown: the text may have changed between reading and agreeing."""
    text = texts(on=on).get(purpose)
    if text is None:
        yield Reason("unknown_purpose", "没有这一项授权，请刷新页面")
    elif version not in {"", text.version}:
        yield Reason("other_version", f"《{text.title}》刚刚更新，请阅读新版本后再同意", law=text.law)


def withdrawing(*, given: bool) -> Reasons:
    if not given:
        yield Reason("not_given", "这项授权尚未给出或已经撤回")


def comparing(*, agreed: bool) -> Reasons:
    """A document's number is compared because whoever it is of has agreed to it, and as long as she has."""
    if not agreed:
        words = "还没有同意处理证件号码等敏感个人信息，请勾选同意后再核对；不同意的，请到工会窗口办理"
        yield Reason("no_agreement", words, field="agreed", law="个人信息保护法 第二十九条")


def standing(*, withdrawn: bool) -> Reasons:
    if withdrawn:
        yield Reason("withdrawn", "您已撤回用户协议和隐私政策的授权，请重新登录并同意后再办理")


def agreeing(*, agreed: bool) -> Reasons:
    if not agreed:
        yield Reason("not_agreed", "请先阅读并同意用户协议和隐私政策", field="agreed", law="个人信息保护法 第十四条")
