"""The law for programs: which clocks run, when one ends, what held where on a day. Public, as the law is."""

from datetime import date
from typing import Any

from ninja import Router, Schema
from pydantic import Field

from gongqiao.calendar import queries
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.shapes import MAY_REFUSE
from gongqiao.kernel.web import Request
from gongqiao.law.parameters import PROVINCE

router = Router(tags=["法定期限"])


class Clock(Schema):
    """一个时钟"""

    name: str = Field(description="模块.时钟，用来试算")
    words: str = Field(description="名称")
    starts: str = Field(description="自哪件事起算")
    effect: bool = Field(description="届满后有没有生效日")


class LastDay(Schema):
    """试算的结果"""

    clock: str
    start: date = Field(description="起算事件之日")
    division: str = Field(description="行政区划代码")
    kind: str = Field(description="合同种类，空为不分")
    last_day: date | None = Field(description="最后一日；没有日历或者没有规定时为空，原因见 words")
    effect_day: date | None = Field(description="生效之日")
    unrolled: date | None = Field(description="顺延以前的最后一日")
    unit: str = Field(description="按工作日还是自然日")
    article: str = Field(description="条文")
    row: str = Field(description="参数行")
    value: str = Field(description="期限")
    hint_day: date | None = Field(description="另有文件规定更短时，提前提醒之日")
    calendar: str = Field(description="所用工作日历的版本")
    provisional: bool = Field(description="次年放假安排没有公布时为暂定")
    words: str = Field(description="没有最后一日时的说明")
    notes: list[str] = Field(description="其他文件的不同规定和核实情况")


class Rule(Schema):
    """某地某日的一项规定"""

    key: str
    division: str
    kind: str
    level: str
    on: date
    value: str | None = Field(description="规定的数值；当地当日没有规定时为空")
    row: str = Field(description="参数行")
    article: str = Field(description="条文")
    mark: str = Field(description="核实到什么程度")
    since: date | None = Field(description="施行之日")
    until: date | None = Field(description="失效之日")
    notes: list[str] = Field(description="说明")


@router.get("/law/clocks", response=list[Clock], auth=None, summary="平台的全部时钟")
def clocks(request: Request) -> list[dict[str, Any]]:  # noqa: ARG001 -- the framework's
    return queries.clocks()


@router.get("/law/due", response=MAY_REFUSE | {200: LastDay}, auth=None, summary="试算一个时钟的最后一日")
def due(request: Request, clock: str, start: str, division: str = PROVINCE, kind: str = "") -> dict[str, Any]:  # noqa: ARG001 -- the framework's
    clock, start, division = map(queries.narrow, (clock, start, division))
    refuse(queries.no_clock(clock, start, division, kind))
    return queries.due(clock, start, division=division, kind=kind)


@router.get("/law/held", response=MAY_REFUSE | {200: Rule}, auth=None, summary="一项参数在某地某日的规定")
def held(
    request: Request, key: str, division: str = PROVINCE, kind: str = "", level: str = "", on: str = ""
) -> dict[str, Any]:
    key, division = queries.narrow(key), queries.narrow(division)
    on = queries.narrow(on) or f"{day(request.arrived_at)}"
    refuse(queries.no_row(key, division, kind, level, on))
    return queries.held(key, division=division, kind=kind, level=level, on=on)
