"""Exports for other systems: the same ledgers, the same purpose, the same refusals as on the pages."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from gongqiao.design.downloads import hand_over
from gongqiao.design.sheets import MEDIA_TYPE
from gongqiao.exports import actions, forms, grants, queries
from gongqiao.exports.models import Export
from gongqiao.kernel.authority import require
from gongqiao.kernel.ledger import page
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.kernel.shapes import OUTCOMES, body_of
from gongqiao.kernel.web import Answer, Request, answer

router = Router(tags=["导出"])
FILE = {"content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}, "description": "表格文件"}
NARROWED = "查询参数与台账页面地址里的筛选和排序相同，例如 ?state=active&sort=-joined_on；台账代码见导出页面的地址。"


class ExportShown(Schema):
    """一次导出"""

    id: UUID
    ledger: str = Field(description="台账代码")
    title: str = Field(description="台账名称")
    told: str = Field(description="筛选和排序")
    purpose: str = Field(description="用途")
    by: str = Field(description="导出人的身份和称呼，姓名遮蔽")
    count: int = Field(description="行数")
    at: datetime = Field(description="导出时间")
    until: datetime | None = Field(description="下载截止；待批准的没有")
    full: bool = Field(description="是否含完整信息")
    state: str = Field(description="状态：asked 待批准，ready 可以下载，declined 未批准，lapsed 逾期未批")


class Exports(Schema):
    rows: list[ExportShown]
    next: str = Field(description="下一页的游标，空为末页")


def _shown(row: Export) -> ExportShown:
    names = ("ledger", "title", "told", "purpose", "count", "at", "until", "full", "state")
    given = {name: getattr(row, name) for name in names}
    return ExportShown(id=row.pk, by=f"{row.role_words} {row.called}", **given)


def _seen(request: Request, pk: UUID) -> Export:
    return get_object_or_404(queries.exports(request.actor), pk=pk)


@router.post(
    "/ledgers/{slug:ledger}/exports",
    response=OUTCOMES,
    openapi_extra=body_of(forms.Masked),
    summary="导出台账",
    description=NARROWED,
)
def hand_out(request: Request, ledger: str) -> Answer:
    if (offered := queries.OFFERS.get(ledger)) is None:
        raise Http404
    require(request.actor, grants.EXPORT, request.actor.body_id)
    listed = queries.listed(offered, request.actor, request.GET)
    if not listed.valid:
        return Status(422, {"reasons": [vars(reason) for reason in listed.reasons]})
    told: dict[str, Any] = {"rows": listed.rows, "told": listed.told, "by": request.actor, "at": request.arrived_at}
    return answer(request, forms.Masked, actions.hand_out, ledger, **told)


@router.get("/exports", response=Exports, summary="本单位的导出记录，新的在前")
def exports(request: Request, after: str = "") -> Exports:
    found = page(queries.exports(request.actor), "-at", "-id", after=after)
    return Exports(rows=[_shown(row) for row in found.rows], next=found.next)


@router.get("/exports/{uuid:pk}", response={200: ExportShown, 404: dict[str, Any]}, summary="一次导出")
def export(request: Request, pk: UUID) -> ExportShown:
    return _shown(_seen(request, pk))


@router.post(
    "/exports/{uuid:pk}/approval",
    response=OUTCOMES,
    openapi_extra=body_of(forms.Approving),
    summary="批准导出",
)
def approve(request: Request, pk: UUID) -> Answer:
    _seen(request, pk)
    return answer(request, forms.Approving, actions.approve, pk, by=request.actor, at=request.arrived_at)


@router.post(
    "/exports/{uuid:pk}/refusal",
    response=OUTCOMES,
    openapi_extra=body_of(forms.Declining),
    summary="不批准导出",
)
def decline(request: Request, pk: UUID) -> Answer:
    _seen(request, pk)
    return answer(request, forms.Declining, actions.decline, pk, by=request.actor, at=request.arrived_at)


@router.get("/exports/{uuid:pk}/file", openapi_extra={"responses": {200: FILE}}, summary="下载本人导出的表格")
def file(request: Request, pk: UUID) -> HttpResponse:
    """Written anew each time; no copy is kept. What is in full is fetched on its page: tokens carry no code."""
    _seen(request, pk)
    try:
        fetched = actions.fetch(pk, by=request.actor, at=request.arrived_at)
    except Refused as refused:
        raise Forbidden(refused.reasons) from refused
    return hand_over(queries.table(fetched, request.actor), name=queries.file_name(fetched), kind=MEDIA_TYPE)
