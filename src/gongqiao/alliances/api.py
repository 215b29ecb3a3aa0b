"""Alliances for other systems: the same forms, the same verbs, the same reasons as on the pages."""

from datetime import date
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field

from gongqiao.alliances import actions, forms, queries
from gongqiao.kernel.clock import day
from gongqiao.kernel.shapes import OUTCOMES, body_of
from gongqiao.kernel.web import Answer, Request, answer

MOST = 200
router = Router(tags=["工会联盟"])


class AllianceShown(Schema):
    """一个工会联盟"""

    id: UUID
    name: str = Field(description="名称")
    purpose: str = Field(description="宗旨")
    number: str = Field(description="协议文号")
    signed_on: date = Field(description="签署日期")
    ended_on: date | None = Field(description="终止日期，运行中为空")


class PartyShown(Schema):
    """联盟的一个成员或者合作单位"""

    id: UUID
    body: int = Field(description="单位编号")
    name: str = Field(description="名称")
    part: str = Field(description="牵头单位、成员单位、合作单位")
    since: date = Field(description="起")
    left_on: date | None = Field(description="退出日期，未退出为空")


@router.get("/alliances", response=list[AllianceShown], summary="本工会和下级工会参加的联盟")
def alliances(request: Request) -> list[AllianceShown]:
    rows = queries.alliances(request.actor).order_by("-signed_on", "-pk")[:MOST]
    return [AllianceShown.model_validate(row, from_attributes=True) for row in rows]


@router.get("/alliances/{uuid:pk}/parties", response=list[PartyShown], summary="联盟某一天的成员；不填日期为今天")
def parties(request: Request, pk: UUID, on: date | None = None) -> list[PartyShown]:
    found = get_object_or_404(queries.alliances(request.actor), pk=pk)
    return [
        PartyShown(
            id=row.pk,
            body=row.body_id,
            name=row.body.name,
            part=row.get_part_display(),
            since=row.since,
            left_on=row.left_on,
        )
        for row in queries.belonging(found, on=on or day(request.arrived_at))
    ]


@router.post(
    "/alliances",
    response=OUTCOMES,
    openapi_extra=body_of(forms.Allying),
    summary="登记工会联盟（协议先以 POST /files 得到 word）",
)
def ally(request: Request) -> Answer:
    body = request.actor.body_id
    return answer(request, forms.Allying, actions.ally, body, by=request.actor, at=request.arrived_at)


@router.post(
    "/alliances/{uuid:pk}/parties", response=OUTCOMES, openapi_extra=body_of(forms.Admitting), summary="登记加入联盟"
)
def admit_party(request: Request, pk: UUID) -> Answer:
    get_object_or_404(queries.alliances(request.actor), pk=pk)
    return answer(request, forms.Admitting, actions.admit_party, pk, by=request.actor, at=request.arrived_at)


@router.post(
    "/alliance-parties/{uuid:pk}/leave",
    response=OUTCOMES,
    openapi_extra=body_of(forms.LeavingAlliance),
    summary="退出联盟",
)
def leave_alliance(request: Request, pk: UUID) -> Answer:
    get_object_or_404(queries.parties(request.actor), pk=pk)
    return answer(request, forms.LeavingAlliance, actions.leave_alliance, pk, by=request.actor, at=request.arrived_at)


@router.post(
    "/alliances/{uuid:pk}/hand-over",
    response=OUTCOMES,
    openapi_extra=body_of(forms.HandingOver),
    summary="移交联盟的牵头",
)
def hand_over(request: Request, pk: UUID) -> Answer:
    get_object_or_404(queries.alliances(request.actor), pk=pk)
    return answer(request, forms.HandingOver, actions.hand_over, pk, by=request.actor, at=request.arrived_at)


@router.post(
    "/alliances/{uuid:pk}/end", response=OUTCOMES, openapi_extra=body_of(forms.EndingAlliance), summary="终止联盟"
)
def end_alliance(request: Request, pk: UUID) -> Answer:
    get_object_or_404(queries.alliances(request.actor), pk=pk)
    return answer(request, forms.EndingAlliance, actions.end_alliance, pk, by=request.actor, at=request.arrived_at)
