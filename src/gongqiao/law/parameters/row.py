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
# How a share is meant: 以上 and 不超过 include it, 超过 does not.
AT_LEAST, OVER, AT_MOST = "以上", "超过", "不超过"
DIGITS = ("", *"一二三四五六七八九")


class Either(tuple[int, int]):
    """One of two, and nothing between them; another pair of numbers is from the one to the other."""

    __slots__ = ()


Value = int | Fraction | str | tuple[int, int]


class Mark(StrEnum):
    """How sure we are of a row."""

    VERIFIED = "已核对原文"
    VALUE = "数值已核，条号未核"
    SECONDARY = "二手资料"
    KNOWLEDGE = "未见原文待核对"
    SETTING = "平台设定"


@dataclass(frozen=True)
class Law:
    """A text: where it binds, for which kind of contract, from when, and whether its words were read."""

    title: str
    since: date
    mark: Mark = Mark.VERIFIED
    division: str = NATION
    kind: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Parameter:
    """A dated row. Empty division, kind or level: wherever, whatever, at whichever level."""

    key: str
    value: Value
    unit: Unit | str
    text: Law
    article: str
    level: str = ""
    note: str = ""

    @property
    def id(self) -> str:
        """How a running deadline names the row it rests on."""
        place = "/".join(part for part in (self.text.division or "CN", self.text.kind, self.level) if part)
        return f"{self.key}@{place}#{self.text.since:%Y-%m-%d}"

    @property
    def mark(self) -> Mark:
        """Never more than was checked: of a text that was read, but not to the one article, the value alone is sure."""
        pinned = self.article.startswith("第") and "至" not in self.article
        return Mark.VALUE if self.text.mark is Mark.VERIFIED and not pinned else self.text.mark

    @property
    def citation(self) -> str:
        exact = self.article.startswith("第")
        return f"《{self.text.title}》{self.article}" if exact else f"《{self.text.title}》（{self.article}）"

    @property
    def words(self) -> str:
        """The value as people say it."""
        unit = self.unit.words if isinstance(self.unit, Unit) else self.unit
        if isinstance(self.value, Fraction):
            return f"{self.value}{unit}" if unit == AT_LEAST else f"{unit}{self.value}"
        parts = self.value if isinstance(self.value, tuple) else (self.value,)
        return ("或者" if isinstance(self.value, Either) else "至").join(str(part) for part in parts) + unit

    def holds(self, on: date, *, division: str, kind: str, level: str) -> bool:
        """Does the row bind there, for that, at that level, on that day?"""
        in_force = self.text.since <= on <= (self.text.until or date.max)
        about = self.text.kind in {"", kind} and self.level in {"", level}
        return in_force and about and division.startswith(self.text.division)

    @property
    def rank(self) -> tuple[int, date, bool, bool]:
        """The local regulation drives; of one legislator the later, and within one regulation the more particular."""
        return len(self.text.division), self.text.since, bool(self.text.kind), bool(self.level)


def said(
    key: str,
    value: Value,
    unit: Unit | str,
    texts: Mapping[Law, int | str],
    note: str = "",
    levels: Iterable[str] = ANY,
) -> list[Parameter]:
    """The rows of a value that several texts, each in its article, set alike."""
    articles = {law: at if isinstance(at, str) else numbered(at) for law, at in texts.items()}
    return [Parameter(key, value, unit, law, at, level, note) for law, at in articles.items() for level in levels]


def numbered(article: int) -> str:
    """24 → 第二十四条."""
    tens, ones = divmod(article, 10)
    return f"第{DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{DIGITS[ones]}条"
