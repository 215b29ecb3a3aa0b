"""One value the law sets, where, for what, and from when to when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from gongqiao.law.periods import Unit

KINDS = {
    "comprehensive": "综合性集体合同",
    "wage": "工资专项集体合同",
    "safety": "劳动安全卫生专项集体合同",
    "women": "女职工权益保护专项集体合同",
    "other": "其他专项集体合同",
}
LEVELS = {"enterprise": "用人单位", "regional": "区域性", "industry": "行业性"}
NATION, PROVINCE = "", "33"
ANY, AREA = ("",), ("regional", "industry")
DIGITS = ("", *"一二三四五六七八九")
# How a share is meant: 以上 and 不超过 include it, 超过 does not.
AT_LEAST, OVER, AT_MOST = "以上", "超过", "不超过"

Value = int | Fraction | str | tuple[int, int]


class Mark(StrEnum):
    """How sure we are of a row."""

    VERIFIED = "已核对原文"
    SECONDARY = "二手资料"
    KNOWLEDGE = "未见原文待核对"
    SETTING = "平台设定"


@dataclass(frozen=True)
class Parameter:
    """A dated row. Empty division, kind or level: wherever, whatever, at whichever level."""

    key: str
    value: Value
    unit: Unit | str
    law: str
    article: str
    mark: Mark
    since: date
    until: date | None = None
    division: str = NATION
    kind: str = ""
    level: str = ""
    note: str = ""

    @property
    def id(self) -> str:
        """How a running deadline names the row it rests on."""
        place = "/".join(part for part in (self.division or "CN", self.kind, self.level) if part)
        return f"{self.key}@{place}#{self.since:%Y-%m-%d}"

    @property
    def citation(self) -> str:
        return f"《{self.law}》{self.article}" if self.article.startswith("第") else f"《{self.law}》（{self.article}）"

    @property
    def words(self) -> str:
        """The value as people say it."""
        if isinstance(self.value, tuple):
            return "至".join(str(part) for part in self.value) + self._unit
        if isinstance(self.value, Fraction):
            return f"{self.unit}{self.value.numerator}/{self.value.denominator}"
        return f"{self.value}{self._unit}"

    @property
    def _unit(self) -> str:
        return self.unit.words if isinstance(self.unit, Unit) else self.unit

    def holds(self, on: date, *, division: str, kind: str, level: str) -> bool:
        """Does the row bind there, for that, at that level, on that day?"""
        return (
            self.since <= on
            and (self.until is None or on <= self.until)
            and division.startswith(self.division)
            and self.kind in {"", kind}
            and self.level in {"", level}
        )

    @property
    def rank(self) -> tuple[int, date, bool, bool]:
        """The local regulation drives; of one legislator the later, and within one regulation the more particular."""
        return len(self.division), self.since, bool(self.kind), bool(self.level)


@dataclass(frozen=True)
class Law:
    """A text: where it binds, for which kind of contract, from when, and whether its words were read."""

    title: str
    since: date
    mark: Mark = Mark.VERIFIED
    division: str = NATION
    kind: str = ""
    until: date | None = None


def said(
    key: str,
    value: Value,
    unit: Unit | str,
    texts: Mapping[Law, int | str],
    note: str = "",
    levels: Iterable[str] = ANY,
) -> list[Parameter]:
    """The rows of a value that several texts, each in its article, set alike."""
    return [
        Parameter(
            key=key,
            value=value,
            unit=unit,
            law=law.title,
            article=article if isinstance(article, str) else numbered(article),
            mark=law.mark,
            since=law.since,
            until=law.until,
            division=law.division,
            kind=law.kind,
            level=level,
            note=note,
        )
        for law, article in texts.items()
        for level in levels
    ]


def numbered(article: int) -> str:
    """24 → 第二十四条."""
    tens, ones = divmod(article, 10)
    return f"第{DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{DIGITS[ones]}条"
