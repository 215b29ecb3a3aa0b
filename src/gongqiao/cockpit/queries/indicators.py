"""The figures a cockpit shows: each with its words, unit, definition and source. No others are shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongqiao.kernel.models import Line
from gongqiao.membership import queries as membership
from gongqiao.membership.models import Application
from gongqiao.membership.models.codes import EmploymentForm
from gongqiao.membership.models.memberships import ACTIVE, RETAINED, STATES
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
    """指标 with its 口径. `count` is the full count over the tables: (body, [day,] codes of the cell …, n).

    An indicator without one is not kept as sums but derived from the clocks (`overdue`). `count_on` counts as of
    the end of a past day, where the tables still tell what was then.
    """

    name: str
    words: str
    unit: str
    definition: str
    source: str
    count: Callable[[], QuerySet[Any, Any]] | None = None
    dimensions: tuple[Dimension, ...] = ()
    count_on: Callable[[date], QuerySet[Any, Any]] | None = field(default=None, kw_only=True)
    per_day: bool = field(default=False, kw_only=True)


def _unions_on(on: date) -> QuerySet[Any, Any]:
    """A union stands on its line from the day it was founded to the day it ends."""
    standing = Line.objects.on(on).filter(line="union")
    return organisations.counted().filter(body__in=standing.values("body_id"))


DRAFT, SUBMITTED, SENT_BACK, PENDING = "draft", "submitted", "sent_back", "pending"
MEMBERS, JOINED, UNIONS, APPLICATIONS, OVERDUE = "members", "joined", "unions", "applications", "overdue"

STATE = Dimension("state", "会籍状态", {code: STATES[code] for code in (ACTIVE, RETAINED)})
FORM = Dimension("form", "用工形式", dict(EmploymentForm.choices))
SEX = Dimension("sex", "性别", Application.SEXES)
TIER = Dimension("tier", "层级", TIERS)
KIND = Dimension("kind", "组织形式", KINDS)
_STAGES = dict(Application._meta.get_field("state").flatchoices)
STAGE = Dimension("stage", "办理环节", {code: str(_STAGES[code]) for code in (SUBMITTED, SENT_BACK, PENDING)})

INDICATORS = {
    each.name: each
    for each in (
        Indicator(
            MEMBERS,
            "会员",
            "人",
            "会籍状态为“在会”或者“保留会籍”的会员，每人只计入会籍所在的一个基层工会；已退会的、已先行准予还没有经委员会确认的不计。",
            "会员台账：委员会决议登记时计入",
            membership.belonging,
            (STATE, FORM, SEX),
            count_on=membership.belonged,
        ),
        Indicator(
            JOINED,
            "新入会",
            "人",
            "基层工会委员会决议准予入会的人数，按决议的会议日期计入当日；先行准予的在决议确认时计入；转会不计。",
            "入会决议",
            membership.joined_per_day,
            count_on=lambda on: membership.joined_per_day().filter(met_on__lte=on),
            per_day=True,
        ),
        Indicator(
            UNIONS,
            "工会组织",
            "个",
            "经上一级工会批准建立、尚未撤销的工会组织，含各级总工会、工会联合会、基层工会及其分会、小组。",
            "工会组织台账：建立、调整领导关系、撤销时计入",
            organisations.standing,
            (TIER, KIND),
            count_on=_unions_on,
        ),
        Indicator(
            APPLICATIONS,
            "在办入会申请",
            "件",
            "已经提交、尚未办结的入会申请，含等待申请人补正的、先行准予后等待委员会确认的；填写中没有提交的不计。",
            "入会申请：提交、退回、转办、办结时计入",
            membership.under_way,
            (STAGE,),
        ),
        Indicator(
            OVERDUE,
            "逾期未审查",
            "件",
            "审查期限最后一日已过、工会仍未作出决定的在办入会申请；期限按提交时的规定计算，每日零时清点；往日的数按各件期限的最后一日和作出决定的日期推算。",
            "期限时钟",
        ),
    )
}
COUNTED_ON = {name: each.count_on for name, each in INDICATORS.items() if each.count_on}
KEPT = {name: each.count for name, each in INDICATORS.items() if each.count}
