"""What becomes of each table that holds rows of a person when she is erased, with the reason and the article.

The names are those of `people.queries.own_data.HOLDINGS`; a test wants every table to stand here, and every column of
one that is blanked to be blanked or named as harmless. What is kept holds keys, days and codes alone.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

KEPT, BLANKED, DELETED = "kept", "blanked", "deleted"
AT_ONCE, ARCHIVE = "at_once", "archive"
WAYS = {KEPT: "保留", BLANKED: "抹去", DELETED: "删除"}
GONE = "已删除"
PIPL_47, LOGS = "个人信息保护法 第四十七条", "网络安全法 第二十三条"
MEMBERS, TERM = "工会会员会籍管理办法 第三条", "会员档案保管期限（未见原文，平台设定）"
FIGURES = "只剩编号、日期和状态，不能再指向您本人；会员数等统计不变"
ORDERLY = "只有编号、日期和代码，办过的事要能查证"


@dataclass(frozen=True)
class Before:
    """What was known when the erasing began: by which names, and the moment."""

    names: frozenset[str]
    at: datetime


Value = Callable[[Any, Before], Any]


@dataclass(frozen=True)
class Disposal:
    """What becomes of a table's rows of hers: how, once which term is over, why, and by which article."""

    how: str
    why: str
    term: str = AT_ONCE
    law: str = PIPL_47
    blank: Mapping[str, Value] = field(default_factory=dict, hash=False)

    @property
    def words(self) -> str:
        return WAYS[self.how]


def _is(value: Any) -> Value:
    return lambda _row, _before: value


def _empty(*columns: str) -> dict[str, Value]:
    return dict.fromkeys(columns, _is(""))


def _none(*columns: str) -> dict[str, Value]:
    return dict.fromkeys(columns, _is(None))


def _without(column: str) -> Value:
    """A list of names without hers; a single name that is hers is blanked, anybody else's stays."""

    def told(row: Any, before: Before) -> Any:
        value = getattr(row, column)
        if isinstance(value, list):
            return [GONE if name in before.names else name for name in value]
        return "" if value in before.names else value

    return told


def _year(row: Any, _before: Before) -> Any:
    return row.birth_on.replace(month=1, day=1)


def _number(row: Any, _before: Before) -> str:
    """Nobody's number, another one for each row: no index finds her, and her document is free to be registered."""
    return f"GONE{row.pk.hex}".upper()


def _card(_row: Any, _before: Before) -> str:
    return f"X{secrets.token_hex(6)[:11]}".upper()


def _token(_row: Any, _before: Before) -> str:
    return secrets.token_urlsafe(16)


def _ended(column: str) -> Value:
    return lambda row, before: getattr(row, column) or before.at


PERSON: dict[str, Value] = {
    **_empty("name", "ethnic", "political", "education"),
    **_none("phone"),
    "document_number": _number,
    "birth_on": _year,
}
WORK: dict[str, Value] = {
    **_empty("workplace", "employer", "uscc", "station", "routed_because"),
    "groups": lambda _row, _before: [],
    "division": _is(None),
}
APPLIED = {**_empty("name", "document_type", "words"), **_none("document_number", "phone", "birth_on"), **WORK}
MOVED = {**_empty("called", "words"), **WORK}
PAPER = {**_empty("signed_by"), "number": _is(GONE)}
NAMES = ("called", "group", "principals", "deputies", "candidates", "chairs", "elected", "chair", "women_head")

DISPOSALS: dict[str, Disposal] = {
    "people.Person": Disposal(BLANKED, "姓名、证件、手机号等全部抹去，只留出生年份和性别", ARCHIVE, TERM, PERSON),
    "people.Account": Disposal(KEPT, "账号已经注销，没有手机号和口令，只剩编号", law=LOGS),
    "people.Belonging": Disposal(KEPT, "曾经属于哪家工会，只剩编号和日期，统计不变"),
    "people.SignIn": Disposal(DELETED, "登录设备和网络不再需要"),
    "people.Consent": Disposal(KEPT, "同意过哪个文本要能证明，只有编号和时间", law="个人信息保护法 第十四条"),
    "people.Look": Disposal(KEPT, "谁看过您的信息是安全日志，至少六个月，不能改动；没有看到的内容", law=LOGS),
    "people.RecoveryCode": Disposal(DELETED, "备用口令不再需要"),
    "people.Token": Disposal(BLANKED, "令牌已经失效", blank=_empty("name")),
    "files.StoredFile": Disposal(
        BLANKED,
        "文件内容删除，只留曾有这份材料",
        ARCHIVE,
        TERM,
        {"name": _is(GONE), "removed_at": _ended("removed_at")},
    ),
    "openid.Errand": Disposal(DELETED, "政务服务登录的往返不再需要"),
    "openid.Link": Disposal(
        BLANKED, "政务服务登录解除绑定", blank={**_none("subject"), "ended_at": _ended("ended_at")}
    ),
    "notices.Task": Disposal(DELETED, "待办不再需要"),
    "notices.Notice": Disposal(DELETED, "站内消息不再需要"),
    "notices.Preference": Disposal(DELETED, "短信设置不再需要"),
    "exports.Export": Disposal(KEPT, "您作为干部的导出记录是安全日志，称呼已遮蔽", law="网络数据安全管理条例 第十二条"),
    "exports.ExportAlarm": Disposal(KEPT, ORDERLY, law=LOGS),
    "organisations.Appointment": Disposal(KEPT, ORDERLY),
    "intake.IntakeLine": Disposal(KEPT, "名单办完才删除个人信息，那时它已经没有了"),
    "rosters.RosterLine": Disposal(KEPT, "名册办完才删除个人信息，那时它已经没有了"),
    "membership.Application": Disposal(BLANKED, "申请里填写的内容抹去", ARCHIVE, TERM, APPLIED),
    "membership.Membership": Disposal(KEPT, FIGURES, law=MEMBERS),
    "membership.Stay": Disposal(KEPT, FIGURES, law=MEMBERS),
    "membership.Transfer": Disposal(BLANKED, "姓名、工作单位和说明抹去", ARCHIVE, TERM, MOVED),
    "membership.Paper": Disposal(BLANKED, "文号和签字人抹去", ARCHIVE, TERM, PAPER),
    "membership.Card": Disposal(
        BLANKED, "会员证号换成随机号码，旧证查不到人", ARCHIVE, TERM, {"number": _card, "token": _token}
    ),
    "changes.Change": Disposal(
        BLANKED,
        "姓名、说明和判决文书号抹去",
        ARCHIVE,
        TERM,
        _empty("called", "words", "answer", "judgment", "filed_as"),
    ),
    "changes.Paper": Disposal(BLANKED, "文号和签字人抹去", ARCHIVE, TERM, PAPER),
    "organising.Founding": Disposal(
        BLANKED, "您的姓名抹去，组建工会的其他内容是工会的档案", ARCHIVE, TERM, {each: _without(each) for each in NAMES}
    ),
    "organising.Listed": Disposal(KEPT, FIGURES, law=MEMBERS),
    "ballots.Elector": Disposal(KEPT, "谁在选民名册上是选举的档案，只剩编号；投了什么谁也查不到"),
    "merging.Merger": Disposal(
        BLANKED,
        "姓名和说明抹去",
        ARCHIVE,
        TERM,
        _empty("called", "also_called", "words", "differs", "answer", "undone_by"),
    ),
    "merging.Paper": Disposal(BLANKED, "文号和签字人抹去", ARCHIVE, TERM, PAPER),
    "erasure.Erasure": Disposal(
        BLANKED, "删除过这件事要能查证，只剩编号和日期", ARCHIVE, TERM, _empty("called")
    ),
    "erasure.Hold": Disposal(
        BLANKED, "依据和案号抹去", ARCHIVE, TERM, _empty("called", "basis", "number", "words")
    ),
    "erasure.Paper": Disposal(BLANKED, "文号和签字人抹去", ARCHIVE, TERM, PAPER),
}  # fmt: skip
