"""What the page of components is filled with. Shown in demo mode only; no person here exists."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import segno
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.safestring import mark_safe

from gongqiao.design import fields, widgets
from gongqiao.design.case import Fact, Figure, Happening, Standing
from gongqiao.design.charts import Chart, Point, Series, bars, line
from gongqiao.design.ledger import Column, Filter, Ledger, Page
from gongqiao.kernel.reasons import Reason

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Application(forms.Form):
    name = forms.CharField(label="姓名", max_length=30, help_text="与证件上的姓名一致")
    number = fields.IdentityNumber(label="身份证号", help_text="只用来核对会籍，页面上只显示前 3 位和后 4 位")
    phone = fields.Phone(label="手机号")
    started_on = fields.Day(label="开始工作日期", required=False, help_text="大约哪天都可以")
    employment = forms.ChoiceField(
        label="您怎样工作",
        choices=[("employee", "在单位上班"), ("platform", "在平台接单"), ("flexible", "灵活就业")],
        widget=widgets.Cards(
            hints={"platform": "送外卖、送快递、开网约车、做家政等", "flexible": "打零工、个体帮工等"}
        ),
    )
    wishes = forms.MultipleChoiceField(
        label="想了解哪些服务",
        choices=[("law", "法律援助"), ("health", "健康体检"), ("skill", "技能培训")],
        widget=widgets.Checks,
        required=False,
    )
    photo = fields.Photo(label="工作证明照片", required=False, help_text="工牌、接单页面截图都可以，不超过 5 MB")
    agreed = forms.BooleanField(label="我自愿加入工会，愿意遵守工会章程")


class Sifting(Filter):
    name = forms.CharField(label="姓名", required=False)
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), ("wait", "待审核"), ("good", "在会")]
    )
    since = fields.Day(label="入会日期不早于", required=False)


@dataclass(frozen=True)
class Row:
    pk: int
    name: str
    state: str
    tone: str
    union: str
    joined_on: date | None
    dues: int


ROWS = (
    Row(3, "张*", "待审核", "wait", "杭州市拱墅区新就业形态联合工会", None, 0),
    Row(2, "李**", "在会", "good", "温州市鹿城区某机械厂工会委员会", date(2024, 3, 1), 96),
    Row(1, "王*", "保留会籍", "note", "宁波市北仑区新碶街道大港社区工会联合会", date(2019, 11, 20), 12345),
)
LEDGER = Ledger(
    title="会员台账",
    filter=Sifting,
    columns=(
        Column("姓名", "name", link=lambda row: f"#{row.pk}"),
        Column("状态", "state", tone=lambda row: str(row.tone)),
        Column("所在工会", "union"),
        Column("入会日期", "joined_on", sort="joined_on", kind="day"),
        Column("已缴会费（元）", "dues", sort="dues", kind="number"),
    ),
)


class Shown(Page):
    """A page of rows that stand in no table."""

    @cached_property
    def found(self) -> Any:
        return SimpleNamespace(rows=ROWS, next="1", back="3")

    @cached_property
    def count(self) -> str:
        return "多于 1000 条"


STANDING = Standing(
    state="待审核",
    holder="杭州市拱墅区新就业形态联合工会 · 主席",
    due_on=date(2026, 3, 24),
    lapse="系统提醒上一级工会督办；您的申请继续有效，不需要重新提交",
    law="浙江省实施《工会法》办法（示例条款）",
)
AWAITED = Standing(
    state="审查中",
    holder="杭州市萧山区人力资源和社会保障局",
    due_on=date(2026, 3, 23),
    lapse="集体合同自预计生效日起生效",
    law="杭州市企业工资集体协商条例 第四十条",
    effect_on=date(2026, 3, 24),
    unrolled_on=date(2026, 3, 21),
)
REASONS = (
    Reason("quorum", "到会委员 4 人，不足全体委员 9 人的三分之二，请改期再开", law="中国工会章程（示例条款）"),
    Reason("number", "还没有填写决议编号，请先填写"),
)


def drawn(at: datetime) -> tuple[Chart, ...]:
    cities = (("杭州市", 5_213_400), ("宁波市", 4_012_000), ("温州市", 3_110_200), ("丽水市", 604_310))
    said = "有效会籍人数，不含保留会籍"
    days = tuple(f"3月{day}日" for day in range(1, 11))
    won, left = (812, 930, 1104, 871, 640, 402, 390, 1011, 1168, 1204), (91, 88, 120, 99, 60, 31, 40, 104, 97, 110)
    return (
        bars("各市会员", (Point(name, value, "#") for name, value in cities), unit="人", definition=said, as_of=at),
        line(
            "每日变动", days, (Series("入会", won), Series("转出", left)), unit="人", definition="以决议日计", as_of=at
        ),
    )


def everything(asked: QueryDict) -> dict[str, Any]:
    at = datetime(2026, 3, 10, 9, 30, tzinfo=SHANGHAI)
    page = Shown(LEDGER, cast("QuerySet[Any]", ROWS), Sifting(asked), asked, "-joined_on")
    return {
        "standing": STANDING,
        "awaited": AWAITED,
        "code": mark_safe(segno.make("gongqiao", micro=False).svg_inline(omitsize=True)),  # noqa: S308 -- a drawing of our own
        "charts": drawn(at),
        "reasons": REASONS,
        "ledger": page,
        "step_names": ("填写申请", "工会审核", "委员会决议", "领取会员证"),
        "figures": (
            Figure("会员总数", 21_873_456, "人", at, "#"),
            Figure("工会组织", 142_310, "个", at),
            Figure("今日新增", 1_204, "人", at, change="比昨日多 36 人"),
        ),
        "facts": (
            Fact("姓名", "张*"),
            Fact("证件号码", "330***********1234"),
            Fact("所在工会", "杭州市拱墅区新就业形态联合工会", "#"),
            Fact("入会日期", date(2026, 3, 10)),
        ),
        "happenings": (
            Happening("退回补正", at, "拱墅区新就业形态联合工会", "请补充近一个月的接单记录截图"),
            Happening("提交申请", datetime(2026, 3, 8, 21, 5, tzinfo=SHANGHAI), "本人"),
        ),
    }
