"""Figures for other systems: the same numbers, the same scope and the same guard as on the page."""

from datetime import date, datetime, time
from typing import Annotated

from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import Field

from gongqiao.cockpit import queries
from gongqiao.cockpit.queries import INDICATORS, AsOf, Dimension, Indicator, Seat
from gongqiao.cockpit.queries.indicators import MEMBERS
from gongqiao.kernel.clock import SHANGHAI, day
from gongqiao.kernel.reasons import Reason, Reasons, refuse
from gongqiao.kernel.shapes import MAY_REFUSE
from gongqiao.kernel.web import Request

Past = Annotated[date | None, Query(description="某一天终了时的数；不填是现在的数")]
AsTold = Annotated[bool, Query(description="按当天已经登记的情况，不含以后补登、更正的")]
router = Router(tags=["驾驶舱"])


class About(Schema):
    """一个指标"""

    name: str = Field(description="代码")
    words: str = Field(description="名称")
    unit: str = Field(description="单位")
    definition: str = Field(description="口径")
    source: str = Field(description="来源")
    dimensions: dict[str, str] = Field(description="可以按哪些维度分类：代码和名称")


class CountedUnion(Schema):
    """一个工会组织"""

    id: int
    name: str
    tier: str = Field(description="层级")


class Part(Schema):
    """一个分类的数"""

    code: str
    words: str
    n: int | None = Field(description="基层工会不足 5 人的分类数，以及可以推算出它的数，为空")


class Below(Schema):
    """一个直接下级的数"""

    union: CountedUnion
    n: int


class Figure(Schema):
    """一个工会（含全部下级）的一个指标"""

    at: CountedUnion
    indicator: About
    as_of: datetime = Field(description="截至时间")
    total: int = Field(description="合计；按日计的指标为近 30 日合计")
    by: dict[str, list[Part]] = Field(description="按各维度分类")
    below: list[Below] = Field(description="直接下级")


class Day(Schema):
    """一天的数"""

    on: date
    n: int


@router.get("/cockpit/indicators", response=list[About], summary="驾驶舱的指标及其口径")
def indicators(request: Request) -> list[About]:  # noqa: ARG001 -- the framework's
    return [_about(each) for each in INDICATORS.values()]


@router.get(
    "/cockpit/figures",
    response=MAY_REFUSE | {200: Figure},
    summary="一个工会的一个指标：合计、分类、直接下级；可以是往日的",
)
def figures(
    request: Request, indicator: str = MEMBERS, at: int | None = None, on: Past = None, *, as_told: AsTold = False
) -> Figure:
    today = day(request.arrived_at)
    refuse(_looking_back(on, today))
    as_of = AsOf(on, as_told) if on and on < today else None
    seat, last = _seat(request, at, as_of), as_of.on if as_of else today
    if (asked := queries.INDICATORS.get(indicator)) is None:
        raise Http404
    reading = queries.read(seat, joined=sum(queries.per_day(seat, on=last).values()))[indicator]
    lower = queries.below(request.actor, seat)
    numbers = queries.compare([each.body_id for each in lower], indicator, on=last, as_of=as_of)
    return Figure(
        at=_union(seat),
        indicator=_about(asked),
        as_of=datetime.combine(last, time(23, 59), SHANGHAI) if as_of else request.arrived_at,
        total=reading.total,
        by={each.name: _parts(queries.shown(seat, reading, each), each) for each in asked.dimensions},
        below=[Below(union=_union(each), n=numbers[each.body_id]) for each in lower],
    )


@router.get("/cockpit/days", response=list[Day], summary="一个工会近 30 日每日新入会人数")
def days(request: Request, at: int | None = None) -> list[Day]:
    found = queries.per_day(_seat(request, at), on=day(request.arrived_at))
    return [Day(on=on, n=n) for on, n in found.items()]


def _looking_back(on: date | None, today: date) -> Reasons:
    if on and on > today:
        yield Reason("not_yet", "只能查今天和以前的数", "on")


def _seat(request: Request, at: int | None, as_of: AsOf | None = None) -> Seat:
    seat = queries.seat(request.actor, at, as_of)
    if seat is None:
        raise Http404
    return seat


def _about(indicator: Indicator) -> About:
    return About(
        name=indicator.name,
        words=indicator.words,
        unit=indicator.unit,
        definition=indicator.definition,
        source=indicator.source,
        dimensions={each.name: each.words for each in indicator.dimensions},
    )


def _union(seat: Seat) -> CountedUnion:
    return CountedUnion(id=seat.body_id, name=seat.name, tier=seat.tier_words)


def _parts(numbers: dict[str, int | None], dimension: Dimension) -> list[Part]:
    return [Part(code=code, words=dimension.words_of(code), n=n) for code, n in numbers.items()]
