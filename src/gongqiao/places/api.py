"""Divisions for other systems: codes and names are public."""

from ninja import Router, Schema, Status
from pydantic import Field

from gongqiao.kernel.web import Request
from gongqiao.places import queries
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


class Fault(Schema):
    words: str


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
    "/divisions/{code}", response={200: Found, 404: Fault}, auth=None, summary="一个行政区划；旧代码给出现行区划"
)
def division(request: Request, code: str) -> Status[Found] | Status[Fault]:  # noqa: ARG001 -- the framework's
    row = queries.resolve(code)
    if row is None:
        return Status(404, Fault(words="没有这个行政区划代码"))
    above = [_place(each) for each in queries.path(row)[:-1]]
    return Status(
        200, Found(place=_place(row), path=above, children=[_place(each) for each in queries.children(row.code)])
    )
