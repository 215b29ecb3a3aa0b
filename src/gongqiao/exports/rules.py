"""Why a ledger may not be taken away, or its table not be fetched."""

import re
from datetime import datetime, timedelta

from gongqiao.exports import grants
from gongqiao.kernel.reasons import Reason, Reasons

LASTS_MINUTES = 30
LASTS = timedelta(minutes=LASTS_MINUTES)
LASTS_HOURS_APPROVED = 24
LASTS_APPROVED = timedelta(hours=LASTS_HOURS_APPROVED)
"""After a second person has agreed: whoever asked may be away when that happens."""
OFTEN, MUCH = 20, 5_000
"""So many exports, or so many rows, within a day call the security administrator."""
LEAST_WORDS = 4
NUMBER = re.compile(r"\d(?:[\s-]?\d){10,}")


def handing_out(*, rows: int, found: int, most: int, full: bool = False) -> Reasons:
    """What stands in the way of taking so many rows away; `found` of them are still the viewer's to see."""
    if rows == 0:
        yield Reason("nothing", "没有可以导出的行；请回到台账，清除或者放宽筛选条件")
    elif rows > most:
        words = f"您的身份一次最多导出 {most} 行，现在的结果超过了；请回到台账缩小范围（例如按日期筛选），分几次导出"
        yield Reason("too_many", words)
    elif full and rows > grants.ALONE:
        words = f"含完整信息的表格一次最多 {grants.ALONE} 行；请回到台账缩小范围，或者改为导出遮蔽的表格"
        yield Reason("too_many", words, field="full")
    elif found < rows:
        yield Reason("changed", "台账刚刚有变动，请回到台账看过以后重新导出")


def narrowing(*, valid: bool) -> Reasons:
    """A filter that makes no sense narrows nothing: the whole ledger is not what was asked for."""
    if not valid:
        yield Reason("filter", "地址里的筛选条件不对；请回到台账重新筛选以后再导出")


def purpose(words: str) -> Reasons:
    """What is wrong with what somebody says it is for: everybody on the list reads it."""
    if len(words.strip()) < LEAST_WORDS:
        yield Reason("no_purpose", "请写清楚用途，例如“发放夏季高温慰问品”", field="purpose")
    if NUMBER.search(words):
        yield Reason("number", "用途里不要写证件号码、手机号，别人会看到这段话", field="purpose")


def in_full(*, offered: bool, known: bool, strong: bool) -> Reasons:
    """What stands in the way of names and numbers as they are: `known` when all rows are of one's own union."""
    if not offered:
        yield Reason("no_full", "这份台账没有完整信息可以导出，请去掉“包含完整信息”", field="full")
    elif not known:
        words = "名单里有不归本工会的人，他们的完整信息不能从这里导出；请缩小范围，或者改为导出遮蔽的表格"
        yield Reason("not_yours", words, field="full")
    elif not strong:
        yield from stepping_up()


def stepping_up() -> Reasons:
    yield Reason("step_up", "含完整信息的表格，导出和下载以前都要再输入一次动态口令")


def deciding(*, own: bool) -> Reasons:
    """Two persons: whoever asked is not the one who agrees, whatever office she does it from."""
    if own:
        yield Reason("own_export", "不能批准自己的导出，请由本会另一位负责人办理；没有别人的，请缩小范围分几次导出")


def declining(words: str) -> Reasons:
    if not words.strip():
        yield Reason("no_reason", "请写明不批准的理由，申请人会看到", field="words")


def fetching(*, own: bool, until: datetime, at: datetime) -> Reasons:
    """What stands in the way of downloading: a table is for whoever took it, and soon."""
    if not own:
        yield Reason("not_own", "只有导出人本人能下载；您需要的话，请自己从台账导出并写明用途")
    if at > until:
        yield Reason("late", "下载的时限已经过了；请回到台账重新导出")


def too_often(*, count: int, rows: int) -> bool:
    """Whether one person's exports of the last day are more than the work asks for."""
    return count >= OFTEN or rows >= MUCH
