"""When a second factor may be made, passed and removed."""

from datetime import datetime

from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.people.rules.identities import STEP_UP, strong


def enrolling(*, enrolled: bool) -> Reasons:
    if enrolled:
        yield Reason("enrolled", "动态口令已经启用；换手机时请先停用，再重新启用")


def passing(*, is_right: bool) -> Reasons:
    if not is_right:
        yield Reason(
            "wrong_code", "口令不正确或刚刚用过，请输入应用里当前显示的 6 位数字，或一个未用过的备用口令", field="code"
        )


def vouching(*, behind: bool) -> Reasons:
    if not behind:
        yield Reason("not_behind", "这个手机号不用再核验，可以直接切换身份")


def removing(*, enrolled: bool, strong_at: datetime | None, at: datetime) -> Reasons:
    if not enrolled:
        yield Reason("not_enrolled", "动态口令尚未启用")
    elif not strong(strong_at, within=STEP_UP, at=at):
        yield Reason("step_up", "停用前请先输入一次动态口令")


def closing(*, enrolled: bool, strong_at: datetime | None, at: datetime) -> Reasons:
    """Whoever found the phone lying open does not end its owner's account."""
    if enrolled and not strong(strong_at, within=STEP_UP, at=at):
        yield Reason("step_up", "注销前请先输入一次动态口令")
