"""The figures a cockpit shows: each with its words, unit, definition and source. No others are shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from gongqiao.organisations import queries as organisations
from gongqiao.organisations.models.unions import KINDS, TIERS


@dataclass(frozen=True)
class Dimension:
    """What a figure can be broken down by; `values` maps the codes in cells to their words, in reading order."""

    name: str
    words: str
    values: Mapping[str, str]

    def words_of(self, code: str) -> str:
        return self.values.get(code, "未说明")


@dataclass(frozen=True)
class Indicator:
    """指标 with its 口径. `count` is the full count over the tables: (body, [day,] codes of the cell …, n)."""

    name: str
    words: str
    unit: str
    definition: str
    source: str
    count: Callable[[], QuerySet[Any, Any]]
    dimensions: tuple[Dimension, ...] = ()
    per_day: bool = field(default=False, kw_only=True)

    def position(self, dimension: str) -> int:
        return [each.name for each in self.dimensions].index(dimension)


TIER = Dimension("tier", "层级", TIERS)
KIND = Dimension("kind", "组织形式", KINDS)

INDICATORS = {
    each.name: each
    for each in (
        Indicator(
            "unions",
            "工会组织",
            "个",
            "经上一级工会批准建立、尚未撤销的工会组织，含各级总工会、联合会、基层工会及其分会、小组；按现行领导关系计入各上级。",
            "工会组织台账：建立、调整领导关系、撤销时计入",
            organisations.standing,
            (TIER, KIND),
        ),
    )
}
