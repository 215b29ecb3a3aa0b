"""Why a ledger may not be taken away, or its table not be fetched."""

import re
from datetime import datetime, timedelta

from gongqiao.kernel.reasons import Reason, Reasons

MOST = 500
LASTS_MINUTES = 30
LASTS = timedelta(minutes=LASTS_MINUTES)
LEAST_WORDS = 4
NUMBER = re.compile(r"\d(?:[\s-]?\d){10,}")


def handing_out(*, rows: int, found: int) -> Reasons:
    """What stands in the way of taking so many rows away; `found` of them are still the viewer's to see."""
    if rows == 0:
        yield Reason("nothing", "没有可以导出的行；请回到台账，清除或者放宽筛选条件")
    elif rows > MOST:
        words = f"一次最多导出 {MOST} 行，现在的结果超过了；请回到台账缩小范围（例如按日期筛选），分几次导出"
        yield Reason("too_many", words)
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
        yield Reason("number", "用途里不要写证件号码、手机号，名单上的人都会看到这段话", field="purpose")


def fetching(*, own: bool, until: datetime, at: datetime) -> Reasons:
    """What stands in the way of downloading: a table is for whoever took it, and soon."""
    if not own:
        yield Reason("not_own", "只有导出人本人能下载；您需要的话，请自己从台账导出并写明用途")
    if at > until:
        yield Reason("late", f"导出后 {LASTS_MINUTES} 分钟内可以下载，现在已经过了；请回到台账重新导出")
