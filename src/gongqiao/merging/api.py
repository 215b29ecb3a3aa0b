"""合并登记 for other systems: the same forms, the same verbs, the same reasons as on the pages."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field

from gongqiao.kernel.actions import bring_clocks
from gongqiao.kernel.ledger import page
from gongqiao.kernel.shapes import OUTCOMES, body_of
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Answer, Request, answer
from gongqiao.membership import queries as members
from gongqiao.merging import actions, forms, queries
from gongqiao.merging.models import Merger

router = Router(tags=["合并登记"])


class MergerShown(Schema):
    """一件合并登记"""

    id: UUID
    member: str = Field(description="会员，姓名遮蔽")
    state: str = Field(description="状态")
    union: str = Field(description="提出的工会")
    other: str = Field(description="另一份会籍的工会")
    proposed_at: datetime = Field(description="提出时间")
    merged_at: datetime | None = Field(description="合并时间")
    holder: str = Field(description="现在由谁办理")
    due_on: date | None = Field(description="最迟哪天")
    lapse: str = Field(description="到期没有办理会怎样")


class Mergers(Schema):
    rows: list[MergerShown]
    next: str = Field(description="下一页的游标，空为末页")


def _shown(row: Merger) -> MergerShown:
    standing = queries.standing(row)
    return MergerShown(
        id=row.pk,
        member=row.shown_name,
        state=standing.state,
        union=row.union_body.name,
        other=row.other_body.name,
        proposed_at=row.proposed_at,
        merged_at=row.merged_at,
        holder=standing.holder,
        due_on=standing.due_on,
        lapse=standing.lapse,
    )


def _who(request: Request) -> dict[str, Any]:
    return {"by": request.actor, "at": request.arrived_at}


@router.get("/mergers", response=Mergers, summary="本工会的合并登记")
def mergers(request: Request, after: str = "") -> Mergers:
    found = page(queries.mergers(request.actor), "-proposed_at", "-id", after=after)
    return Mergers(rows=[_shown(row) for row in bring_clocks(found.rows)], next=found.next)


def _found(request: Request, pk: UUID) -> Merger:
    if found := settled(queries.mergers(request.actor).filter(pk=pk), request.arrived_at):
        return found
    raise Http404


@router.get("/mergers/{uuid:pk}", response={200: MergerShown, 404: dict[str, Any]}, summary="一件合并登记")
def merger(request: Request, pk: UUID) -> MergerShown:
    return _shown(_found(request, pk))


@router.post(
    "/members/{uuid:pk}/merger",
    response=OUTCOMES,
    openapi_extra=body_of(forms.Proposing),
    summary="提出合并：这个会员和另一张会员证是同一人",
)
def propose(request: Request, pk: UUID) -> Answer:
    held = get_object_or_404(members.members(request.actor), pk=pk)
    return answer(request, forms.Proposing, actions.propose, held.pk, **_who(request))


@router.post(
    "/applications/{uuid:pk}/merger",
    response=OUTCOMES,
    openapi_extra=body_of(forms.ProposingApplicant),
    summary="提出合并：没有会员证的申请人和一张会员证是同一人",
)
def propose_applicant(request: Request, pk: UUID) -> Answer:
    found = get_object_or_404(members.applications(request.actor), pk=pk)
    return answer(request, forms.ProposingApplicant, actions.propose_applicant, found.pk, **_who(request))


@router.post(
    "/mergers/{uuid:pk}/confirmation", response=OUTCOMES, openapi_extra=body_of(forms.Nothing), summary="复核同意"
)
def confirm(request: Request, pk: UUID) -> Answer:
    return answer(request, forms.Nothing, actions.confirm, _found(request, pk).pk, **_who(request))


@router.post(
    "/mergers/{uuid:pk}/declining", response=OUTCOMES, openapi_extra=body_of(forms.Saying), summary="复核不同意"
)
def decline(request: Request, pk: UUID) -> Answer:
    return answer(request, forms.Saying, actions.decline, _found(request, pk).pk, **_who(request))


@router.post("/mergers/{uuid:pk}/withdrawal", response=OUTCOMES, openapi_extra=body_of(forms.Saying), summary="撤回")
def withdraw(request: Request, pk: UUID) -> Answer:
    return answer(request, forms.Saying, actions.withdraw, _found(request, pk).pk, **_who(request))


@router.post(
    "/mergers/{uuid:pk}/agreement/on-paper",
    response=OUTCOMES,
    openapi_extra=body_of(forms.AgreedOnPaper),
    summary="登记本人书面同意（扫描件先以 POST /files 得到 word）",
)
def agree_on_paper(request: Request, pk: UUID) -> Answer:
    return answer(request, forms.AgreedOnPaper, actions.agree, _found(request, pk).pk, **_who(request))


@router.post("/mergers/{uuid:pk}/undoing", response=OUTCOMES, openapi_extra=body_of(forms.Saying), summary="撤销合并")
def undo(request: Request, pk: UUID) -> Answer:
    return answer(request, forms.Saying, actions.undo, _found(request, pk).pk, **_who(request))


@router.get("/my/merger", response={200: MergerShown, 404: dict[str, Any]}, summary="本人最近一次合并登记")
def my_merger(request: Request) -> MergerShown:
    latest = queries.own_mergers(request.actor).order_by("-proposed_at", "-pk")
    if found := settled(latest, request.arrived_at):
        return _shown(found)
    raise Http404


def _mine(request: Request) -> UUID:
    """What is past gets its reason, not silence."""
    own = queries.own_mergers(request.actor)
    found = own.open().first() or own.order_by("-proposed_at", "-pk").first()
    if found is None:
        raise Http404
    return found.pk


@router.post(
    "/my/merger/agreement", response=OUTCOMES, openapi_extra=body_of(forms.Nothing), summary="本人确认是同一人"
)
def agree(request: Request) -> Answer:
    return answer(request, forms.Nothing, actions.agree, _mine, **_who(request))


@router.post(
    "/my/merger/objection", response=OUTCOMES, openapi_extra=body_of(forms.Objecting), summary="本人说不是同一人"
)
def object_to(request: Request) -> Answer:
    return answer(request, forms.Objecting, actions.object_to, _mine, **_who(request))
