"""Divisions for other systems: codes and names are public."""

from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from gongqiao.kernel.ledger import page
from gongqiao.kernel.reasons import Reason
from gongqiao.kernel.shapes import OUTCOMES, body_of
from gongqiao.kernel.web import Answer, Request, answer
from gongqiao.places import actions, forms, queries
from gongqiao.places.models import Division

router = Router(tags=["行政区划"])


class Place(Schema):
    """行政区划"""

    code: str = Field(description="GB/T 2260 代码；以 Z 开头的是工会自编区域代码")
    name: str = Field(description="名称")
    level: str = Field(description="级别：省级、市级、县级、乡级、村级")
    kind: str = Field(description="类型")
    official: bool = Field(description="是否国家赋码")
    statutory: bool = Field(description="是否法定行政区划")
    abolished_in: str = Field(description="撤销时间，现行为空")
    successor: str = Field(description="撤销后的现代码")


class Found(Schema):
    """一个区划及其所在"""

    place: Place
    path: list[Place] = Field(description="从省到上一级")
    children: list[Place] = Field(description="直接下级")


class Areas(Schema):
    rows: list[Place]
    next: str = Field(description="下一页的游标，空为末页")


def _place(row: Division) -> Place:
    return Place(
        code=row.code,
        name=row.name,
        level=row.get_level_display(),
        kind=row.get_kind_display(),
        official=row.official,
        statutory=row.statutory,
        abolished_in=row.abolished_in,
        successor=row.successor_id or "",
    )


@router.get("/divisions", response=list[Place], auth=None, summary="按名称、拼音或代码查找行政区划")
def divisions(request: Request, words: str, level: str = "", within: str = "") -> list[Place]:  # noqa: ARG001 -- the framework's
    return [_place(row) for row in queries.search(words, level=level, within=within)]


@router.get(
    "/divisions/{code}",
    response={200: Found, 404: dict[str, Any]},
    auth=None,
    summary="一个行政区划；旧代码给出现行区划",
)
def division(request: Request, code: str) -> Status[Found] | Answer:  # noqa: ARG001 -- the framework's
    row = queries.resolve(code)
    if row is None:
        unknown = Reason("unknown_division", "没有这个行政区划代码，请用 /divisions?words= 按名称查找")
        return Status(404, {"reasons": [vars(unknown)]})
    above = [_place(each) for each in queries.path(row)[:-1]]
    return Status(
        200, Found(place=_place(row), path=above, children=[_place(each) for each in queries.children(row.code)])
    )


@router.post("/divisions/{code}/areas", response=OUTCOMES, openapi_extra=body_of(forms.Marking), summary="划定自编区域")
def mark_area(request: Request, code: str) -> Answer:
    get_object_or_404(queries.current(), pk=code)
    return answer(request, forms.Marking, actions.mark_area, code, by=request.actor, at=request.arrived_at)


@router.get("/areas", response=Areas, auth=None, summary="自编区域：没有国家代码的开发区、园区等")
def areas(request: Request, after: str = "") -> Areas:  # noqa: ARG001 -- the framework's
    found = page(queries.areas(), "pk", after=after)
    return Areas(rows=[_place(row) for row in found.rows], next=found.next)


@router.post("/areas/{code}/close", response=OUTCOMES, openapi_extra=body_of(forms.Closing), summary="撤销自编区域")
def close_area(request: Request, code: str) -> Answer:
    get_object_or_404(queries.areas(), pk=code)
    return answer(request, forms.Closing, actions.close_area, code, by=request.actor, at=request.arrived_at)
