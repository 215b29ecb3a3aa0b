"""会籍变动 for other systems: the same forms, the same verbs, the same reasons as on the pages."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field

from gongqiao.changes import actions, forms, queries
from gongqiao.changes.models import Change
from gongqiao.kernel.actions import bring_clocks
from gongqiao.kernel.ledger import page
from gongqiao.kernel.shapes import OUTCOMES, body_of
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Answer, Request, answer
from gongqiao.membership import queries as members
from gongqiao.organisations import queries as organisations

router = Router(tags=["会籍变动"])


class ChangeShown(Schema):
    """一件会籍变动"""

    id: UUID
    member: str = Field(description="会员，姓名遮蔽")
    kind: str = Field(description="事项")
    state: str = Field(description="状态")
    union: str = Field(description="工会")
    begun_on: date = Field(description="提出日期")
    effect_on: date | None = Field(description="生效日期")
    holder: str = Field(description="现在由谁办理")
    due_on: date | None = Field(description="最迟哪天")
    lapse: str = Field(description="到期没有办理会怎样")


class Changes(Schema):
    rows: list[ChangeShown]
    next: str = Field(description="下一页的游标，空为末页")


def _shown(row: Change) -> ChangeShown:
    standing = queries.standing(row)
    return ChangeShown(
        id=row.pk,
        member=row.shown_name,
        kind=row.get_kind_display(),
        state=standing.state,
        union=row.union_body.name,
        begun_on=row.begun_on,
        effect_on=row.effect_on,
        holder=standing.holder,
        due_on=standing.due_on,
        lapse=standing.lapse,
    )


@router.get("/changes", response=Changes, summary="本工会会员的会籍变动")
def changes(request: Request, after: str = "") -> Changes:
    found = page(queries.changes(request.actor), "-begun_at", "-id", after=after)
    return Changes(rows=[_shown(row) for row in bring_clocks(found.rows)], next=found.next)


@router.get("/changes/{uuid:pk}", response={200: ChangeShown, 404: dict[str, Any]}, summary="一件会籍变动")
def change(request: Request, pk: UUID) -> ChangeShown:
    if found := settled(queries.changes(request.actor).filter(pk=pk), request.arrived_at):
        return _shown(found)
    raise Http404


@router.get("/my/change", response={200: ChangeShown, 404: dict[str, Any]}, summary="本人最近一次会籍变动")
def my_change(request: Request) -> ChangeShown:
    latest = queries.own_changes(request.actor).order_by("-begun_at", "-pk")
    if found := settled(latest, request.arrived_at):
        return _shown(found)
    raise Http404


def _who(request: Request) -> dict[str, Any]:
    return {"by": request.actor, "at": request.arrived_at}


def _my_membership(request: Request) -> UUID:
    if held := members.own_membership(request.actor):
        return held.pk
    raise Http404


@router.post(
    "/my/membership/retention", response=OUTCOMES, openapi_extra=body_of(forms.Retaining), summary="本人保留会籍"
)
def retain(request: Request) -> Answer:
    return answer(request, forms.Retaining, actions.retain, _my_membership, **_who(request))


@router.post(
    "/my/membership/restoration", response=OUTCOMES, openapi_extra=body_of(forms.Restoring), summary="本人恢复会籍"
)
def restore(request: Request) -> Answer:
    return answer(request, forms.Restoring, actions.restore, _my_membership, **_who(request))


@router.post("/my/membership/leaving", response=OUTCOMES, openapi_extra=body_of(forms.Leaving), summary="本人声明退会")
def declare(request: Request) -> Answer:
    return answer(request, forms.Leaving, actions.declare, _my_membership, **_who(request))


@router.post("/my/change/withdrawal", response=OUTCOMES, openapi_extra=body_of(forms.Nothing), summary="本人撤回退会")
def take_back(request: Request) -> Answer:
    """What is past gets its reason, not silence."""
    own = queries.own_changes(request.actor)
    found = own.open().first() or own.order_by("-begun_at", "-pk").first()
    if found is None:
        raise Http404
    return answer(request, forms.Nothing, actions.take_back, found.pk, **_who(request))


@router.post(
    "/my/change/explanation", response=OUTCOMES, openapi_extra=body_of(forms.Saying), summary="收到提醒后本人说明情况"
)
def explain(request: Request) -> Answer:
    found = queries.own_changes(request.actor).order_by("-begun_at", "-pk").first()
    if found is None:
        raise Http404
    return answer(request, forms.Saying, actions.explain, found.pk, **_who(request))


def _our_member(request: Request, pk: UUID) -> UUID:
    return get_object_or_404(members.members(request.actor), pk=pk).pk


def _our_change(request: Request, pk: UUID) -> UUID:
    return get_object_or_404(queries.changes(request.actor), pk=pk).pk


class ResettlementShown(Schema):
    """一份安置决议"""

    id: UUID
    number: str = Field(description="决议文号")
    met_on: date = Field(description="会议日期")
    union: str = Field(description="将要终止的工会")
    to: str = Field(description="转入的工会，没有为空")
    moved: int = Field(description="转入人数")
    kept_at: str = Field(description="保留会籍的工会，没有为空")
    kept: int = Field(description="保留人数")


@router.get("/resettlements/{uuid:pk}", response={200: ResettlementShown, 404: dict[str, Any]}, summary="一份安置决议")
def resettlement(request: Request, pk: UUID) -> ResettlementShown:
    found = get_object_or_404(queries.resettlements(request.actor), pk=pk)
    return ResettlementShown(
        id=found.pk,
        number=found.number,
        met_on=found.met_on,
        union=found.union_body.name,
        to=found.to_body.name if found.to_body else "",
        moved=found.moved,
        kept_at=found.kept_body.name if found.kept_body else "",
        kept=found.kept,
    )


@router.post(
    "/unions/{int:pk}/resettlement",
    response=OUTCOMES,
    openapi_extra=body_of(forms.Resettling),
    summary="登记安置决议：将要终止的工会的会员去处",
)
def resettle(request: Request, pk: int) -> Answer:
    get_object_or_404(organisations.organisations(request.actor), pk=pk)
    return answer(request, forms.Resettling, actions.resettle, pk, **_who(request))


# What a union records of a member, and of a change that has begun.
OF_MEMBER: tuple[tuple[str, Callable[..., Change], type[Form], str], ...] = (
    ("retention", actions.retain, forms.RetainingOnPaper, "照书面申请登记保留会籍"),
    ("restoration", actions.restore, forms.RestoringOnPaper, "照书面申请登记恢复会籍"),
    ("leaving", actions.declare, forms.LeavingOnPaper, "登记书面退会声明"),
    ("reminder", actions.warn, forms.Reminding, "登记退会前提醒"),
    ("expulsion", actions.expel, forms.Expelling, "登记开除会籍的决定"),
    ("death", actions.record_death, forms.Dying, "登记会员去世"),
)
OF_CHANGE: tuple[tuple[str, Callable[..., Change], type[Form], str], ...] = (
    ("announcement", actions.announce_leaving, forms.Announcing, "宣布退会"),
    ("keeping", actions.keep_member, forms.Saying, "撤销提醒，会籍不变"),
    ("exit", actions.confirm_exit, forms.Exiting, "委员会确认退会"),
    ("withdrawal/on-paper", actions.take_back, forms.LeavingOnPaper, "登记书面撤回退会"),
    ("undoing", actions.undo_death, forms.Undoing, "撤销有误的去世登记"),
    ("filing", actions.file_expulsion, forms.Filing, "备案开除会籍"),
    ("filing/on-paper", actions.file_expulsion, forms.FilingOnPaper, "登记上级工会的备案回执"),
)


def _enter(
    things: str,
    seen: Callable[[Request, UUID], UUID],
    path: str,
    verb: Callable[..., Change],
    shape: type[Form],
    words: str,
) -> None:
    operation_id = f"gongqiao_changes_api_{things}_{path.translate(str.maketrans('/-', '__'))}"

    @router.post(
        f"/{things}/{{uuid:pk}}/{path}",
        response=OUTCOMES,
        openapi_extra=body_of(shape),
        summary=words,
        operation_id=operation_id,
    )
    def act(request: Request, pk: UUID) -> Answer:
        return answer(request, shape, verb, seen(request, pk), **_who(request))


for row in OF_MEMBER:
    _enter("members", _our_member, *row)
for row in OF_CHANGE:
    _enter("changes", _our_change, *row)
