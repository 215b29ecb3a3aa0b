"""Who may act as whom, for how long, and who may look."""

from datetime import datetime, timedelta

from gongqiao.kernel.reasons import Reason, Reasons

STAFF_IDLE, STAFF_WHOLE = timedelta(minutes=30), timedelta(hours=12)
OWN_IDLE, OWN_WHOLE = timedelta(days=30), timedelta(days=90)
STEP_UP = timedelta(minutes=15)
TOKEN_LONGEST = timedelta(days=365)


def lasting(started_at: datetime, seen_at: datetime, *, staff: bool, at: datetime) -> bool:
    """Whether a session still holds: offices close after half an hour of silence, one's own phone does not."""
    idle, whole = (STAFF_IDLE, STAFF_WHOLE) if staff else (OWN_IDLE, OWN_WHOLE)
    return at - seen_at <= idle and at - started_at <= whole


def strong(strong_at: datetime | None, *, within: timedelta, at: datetime) -> bool:
    return strong_at is not None and at - strong_at <= within


def being_here(*, ended: bool) -> Reasons:
    """Whether the session in which something is asked still stands: another window may have ended it."""
    if ended:
        yield Reason("signed_out", "您已在别的窗口退出登录，请重新登录")


def taking(*, held: bool, staff: bool, behind: bool, enrolled: bool, strong: bool) -> Reasons:
    """What stands in the way of acting as an appointment."""
    if not held:
        yield Reason("not_held", "您现在没有这一任职，请刷新页面后重新选择")
    elif staff and behind:
        yield Reason("behind", "这个手机号是合并登记时并入的，切换到干部身份前，请先用另一个手机号的动态口令核验一次")
    elif staff and not enrolled:
        yield Reason("no_factor", "干部身份需要动态口令：请先在“安全”页面启用", law="GB/T 22239-2019 8.1.4.1")
    elif staff and not strong:
        yield Reason("step_up", "请先输入动态口令，再切换到干部身份", law="GB/T 22239-2019 8.1.4.1")


def looking(*, reason: str, staff: bool, strong: bool) -> Reasons:
    """What stands in the way of seeing a full value."""
    if not reason.strip():
        yield Reason("no_reason", "请写明查看事由，本人会在“谁看过我的信息”中看到", field="reason")
    if staff and not strong:
        yield Reason("step_up", "查看完整信息前请再输入一次动态口令")


def correcting(*, reason: str, own: bool, strong: bool) -> Reasons:
    """What stands in the way of changing what is held of a person; nobody changes it of herself by her office."""
    if own:
        yield Reason("own_facts", "不能更正自己的信息，请由本会另一位同志核对证件后办理")
    if not reason.strip():
        yield Reason("no_reason", "请写明更正的依据，本人会在“谁看过我的信息”中看到", field="reason")
    if not strong:
        yield Reason("step_up", "更正前请再输入一次动态口令")


def issuing(*, until: datetime, enrolled: bool, staff: bool, at: datetime) -> Reasons:
    if until <= at or until - at > TOKEN_LONGEST:
        yield Reason("until", "有效期最短一天，最长一年", field="days")
    if staff and not enrolled:
        yield Reason("no_factor", "为干部身份签发令牌前请先启用动态口令")
