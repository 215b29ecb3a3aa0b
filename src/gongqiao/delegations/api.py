"""A committee's delegations for other systems: the same forms, the same verbs, the same reasons as on the pages."""

from datetime import date
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field

from gongqiao.delegations import actions, forms, queries
from gongqiao.kernel.shapes import OUTCOMES, body_of
from gongqiao.kernel.web import Answer, Request, answer

MOST = 200
router = Router(tags=["常设授权"])


class DelegationShown(Schema):
    """委员会的一份常设授权"""

    id: UUID
    number: str = Field(description="授权决议文号")
    power: str = Field(description="授权事项")
    holders: str = Field(description="受托职务")
    since: date = Field(description="起")
    until: date = Field(description="止")
    ended_on: date | None = Field(description="收回日期，未收回为空")


@router.get("/delegations", response=list[DelegationShown], summary="本工会委员会的常设授权")
def delegations(request: Request) -> list[DelegationShown]:
    rows = queries.delegations(request.actor).order_by("-since", "-pk")[:MOST]
    return [DelegationShown.model_validate(row, from_attributes=True) for row in rows]


@router.post(
    "/delegations",
    response=OUTCOMES,
    openapi_extra=body_of(forms.Delegating),
    summary="登记常设授权（决议先以 POST /files 得到 word）",
)
def delegate(request: Request) -> Answer:
    body = request.actor.body_id
    return answer(request, forms.Delegating, actions.delegate, body, by=request.actor, at=request.arrived_at)


@router.post(
    "/delegations/{uuid:pk}/end",
    response=OUTCOMES,
    openapi_extra=body_of(forms.EndingDelegation),
    summary="收回常设授权",
)
def end_delegation(request: Request, pk: UUID) -> Answer:
    get_object_or_404(queries.delegations(request.actor), pk=pk)
    return answer(request, forms.EndingDelegation, actions.end_delegation, pk, by=request.actor, at=request.arrived_at)
