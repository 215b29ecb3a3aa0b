"""删除个人信息 for other systems: the same forms, the same verbs, the same reasons as on the pages."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field

from gongqiao.erasure import actions, forms, queries
from gongqiao.erasure.models import Erasure, Hold
from gongqiao.kernel.actions import bring_clocks
from gongqiao.kernel.ledger import page
from gongqiao.kernel.shapes import OUTCOMES, body_of
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Answer, Request, answer

router = Router(tags=["删除个人信息"])


class ErasureShown(Schema):
    """一件删除申请"""

    id: UUID
    person: str = Field(description="本人，姓名遮蔽；删除以后为“已删除”")
    state: str = Field(description="状态")
    union: str = Field(description="最后所在工会，空为没有")
    by_kin: bool = Field(description="由近亲属提出")
    asked_at: datetime = Field(description="提出时间")
    due_on: date | None = Field(description="这一步的最后一日")
    lapse: str = Field(description="到期会怎样")
    finished_at: datetime | None = Field(description="全部删除的时间")


class Erasures(Schema):
    rows: list[ErasureShown]
    next: str = Field(description="下一页的游标，空为末页")


class HoldShown(Schema):
    """一件暂缓删除"""

    id: UUID
    person: str = Field(description="本人，姓名遮蔽")
    kind: str = Field(description="事由")
    union: str = Field(description="作出的工会")
    until: date = Field(description="最后一日")
    lifted_at: datetime | None = Field(description="解除时间")


class Holds(Schema):
    rows: list[HoldShown]
    next: str = Field(description="下一页的游标，空为末页")


def _shown(row: Erasure) -> ErasureShown:
    standing = queries.standing(row)
    return ErasureShown(
        id=row.pk,
        person=row.shown_name,
        state=standing.state,
        union=row.union_body.name if row.union_body else "",
        by_kin=row.by_kin,
        asked_at=row.asked_at,
        due_on=standing.due_on,
        lapse=standing.lapse,
        finished_at=row.finished_at,
    )


def _held(row: Hold) -> HoldShown:
    told = {"kind": row.get_kind_display(), "union": row.union_body.name}
    return HoldShown(id=row.pk, person=row.shown_name, until=row.until, lifted_at=row.lifted_at, **told)


def _who(request: Request) -> dict[str, Any]:
    return {"by": request.actor, "at": request.arrived_at}


@router.get("/my/erasure", response={200: ErasureShown, 404: dict[str, Any]}, summary="本人最近一次删除申请")
def my_erasure(request: Request) -> ErasureShown:
    if found := settled(queries.own(request.actor).select_related("union_body"), request.arrived_at):
        return _shown(found)
    raise Http404


@router.post("/my/erasure", response=OUTCOMES, openapi_extra=body_of(forms.Asking), summary="要求删除本人的个人信息")
def ask(request: Request) -> Answer:
    return answer(request, forms.Asking, actions.ask, strong_at=None, **_who(request))


@router.post("/my/erasure/withdrawal", response=OUTCOMES, openapi_extra=body_of(forms.Nothing), summary="撤回删除申请")
def withdraw(request: Request) -> Answer:
    return answer(request, forms.Nothing, actions.withdraw, _mine, **_who(request))


def _mine(request: Request) -> UUID:
    """What is past gets its reason, not silence."""
    found = queries.own(request.actor).open().first() or queries.own(request.actor).first()
    if found is None:
        raise Http404
    return found.pk


@router.get("/erasures", response=Erasures, summary="本工会和下级工会的删除申请")
def erasures(request: Request, after: str = "") -> Erasures:
    found = page(queries.erasures(request.actor), "-asked_at", "-id", after=after)
    return Erasures(rows=[_shown(row) for row in bring_clocks(found.rows)], next=found.next)


def _found(request: Request, pk: UUID) -> Erasure:
    if found := settled(queries.erasures(request.actor).filter(pk=pk), request.arrived_at):
        return found
    raise Http404


@router.get("/erasures/{uuid:pk}", response={200: ErasureShown, 404: dict[str, Any]}, summary="一件删除申请")
def erasure(request: Request, pk: UUID) -> ErasureShown:
    return _shown(_found(request, pk))


@router.post(
    "/erasures/on-paper",
    response=OUTCOMES,
    openapi_extra=body_of(forms.Entering),
    summary="登记本人或者近亲属书面提出的删除（扫描件先以 POST /files 得到 word）",
)
def enter(request: Request) -> Answer:
    return answer(request, forms.Entering, actions.enter, **_who(request))


@router.post(
    "/erasures/{uuid:pk}/withdrawal/on-paper",
    response=OUTCOMES,
    openapi_extra=body_of(forms.OnPaper),
    summary="登记本人书面撤回",
)
def withdraw_on_paper(request: Request, pk: UUID) -> Answer:
    return answer(request, forms.OnPaper, actions.withdraw, _found(request, pk).pk, **_who(request))


@router.get("/holds", response=Holds, summary="本工会和下级工会作出的暂缓删除")
def holds(request: Request, after: str = "") -> Holds:
    found = page(queries.holds(request.actor), "-set_at", "-id", after=after)
    return Holds(rows=[_held(row) for row in found.rows], next=found.next)


@router.get("/holds/{uuid:pk}", response={200: HoldShown, 404: dict[str, Any]}, summary="一件暂缓删除")
def hold(request: Request, pk: UUID) -> HoldShown:
    return _held(get_object_or_404(queries.holds(request.actor), pk=pk))


@router.post("/holds", response=OUTCOMES, openapi_extra=body_of(forms.Holding), summary="暂缓删除一个人的个人信息")
def set_hold(request: Request) -> Answer:
    return answer(request, forms.Holding, actions.hold, **_who(request))


@router.post(
    "/holds/{uuid:pk}/prolongation", response=OUTCOMES, openapi_extra=body_of(forms.Prolonging), summary="延长暂缓删除"
)
def prolong(request: Request, pk: UUID) -> Answer:
    held = get_object_or_404(queries.holds(request.actor), pk=pk)
    return answer(request, forms.Prolonging, actions.prolong, held.pk, **_who(request))


@router.post(
    "/holds/{uuid:pk}/lifting", response=OUTCOMES, openapi_extra=body_of(forms.Lifting), summary="解除暂缓删除"
)
def lift(request: Request, pk: UUID) -> Answer:
    held = get_object_or_404(queries.holds(request.actor), pk=pk)
    return answer(request, forms.Lifting, actions.lift, held.pk, **_who(request))
