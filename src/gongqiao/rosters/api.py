"""Lists of people for other systems: the same forms, the same verbs, the same reasons as on the pages."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field

from gongqiao.design.downloads import hand_over
from gongqiao.design.sheets import MEDIA_TYPE
from gongqiao.intake.api import FILE, Problem, Problems
from gongqiao.kernel.actions import bring_clocks
from gongqiao.kernel.authority import require
from gongqiao.kernel.ledger import page
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.kernel.shapes import OUTCOMES, body_of
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Answer, Request, answer
from gongqiao.rosters import actions, forms, grants, queries
from gongqiao.rosters.models import Roster

router = Router(tags=["入会名册"])
UPLOADED = "表格先以 POST /files/tables 得到 word；读取和核对在后台进行，用 GET /rosters/{pk} 看进度。"


class RosterShown(Schema):
    """一份名册"""

    id: UUID
    name: str = Field(description="文件名")
    union: str = Field(description="工会")
    kind: str = Field(description="入会意愿")
    state: str = Field(description="状态")
    received_at: datetime = Field(description="交来时间")
    height: int = Field(description="文件中的行数")
    done: int = Field(description="已读行数")
    rows: int = Field(description="名单人数")
    good: int = Field(description="可以接收的人数")
    bad: int = Field(description="有问题的人数")
    fault: str = Field(description="没有读成、没有登记的原因")
    number: str = Field(description="决议文号")
    met_on: date | None = Field(description="会议日期")
    holder: str = Field(description="现在由谁办理")
    due_on: date | None = Field(description="最迟哪天")
    lapse: str = Field(description="到期没有办理会怎样")


class Rosters(Schema):
    rows: list[RosterShown]
    next: str = Field(description="下一页的游标，空为末页")


class ListingShown(Schema):
    """一份等本人确认的签名名单"""

    id: UUID
    union: str = Field(description="工会")
    number: str = Field(description="决议文号")
    met_on: date = Field(description="会议日期")
    name: str = Field(description="名单上的姓名，遮蔽")
    until: date | None = Field(description="最迟确认")


COPIED = ("name", "received_at", "height", "done", "rows", "good", "bad", "fault", "number", "met_on")


def _shown(row: Roster) -> RosterShown:
    standing = queries.roster_standing(row)
    return RosterShown(
        id=row.pk,
        union=row.union_body.name,
        kind=row.get_kind_display(),
        state=standing.state,
        holder=standing.holder,
        due_on=standing.due_on,
        lapse=standing.lapse,
        **{name: getattr(row, name) for name in COPIED},
    )


def _who(request: Request) -> dict[str, Any]:
    return {"by": request.actor, "at": request.arrived_at}


def _ours(request: Request, pk: UUID) -> Roster:
    return get_object_or_404(queries.rosters(request.actor), pk=pk)


@router.get("/rosters", response=Rosters, summary="本工会的入会名册，新的在前")
def rosters(request: Request, after: str = "") -> Rosters:
    found = page(queries.rosters(request.actor), "-received_at", "-id", after=after)
    return Rosters(rows=[_shown(row) for row in bring_clocks(found.rows)], next=found.next)


@router.get("/rosters/{uuid:pk}", response={200: RosterShown, 404: dict[str, Any]}, summary="一份名册和它的进度")
def roster(request: Request, pk: UUID) -> RosterShown:
    if found := settled(queries.rosters(request.actor).filter(pk=pk), request.arrived_at):
        return _shown(found)
    raise Http404


@router.get(
    "/rosters/{uuid:pk}/problems", response={200: Problems, 404: dict[str, Any]}, summary="名册中的问题，按行列出"
)
def roster_problems(request: Request, pk: UUID, after: str = "") -> Problems:
    found = page(queries.problems(_ours(request, pk)), "sheet", "row", "id", after=after)
    return Problems(rows=[Problem.model_validate(row, from_attributes=True) for row in found.rows], next=found.next)


@router.get("/roster-template", openapi_extra={"responses": {200: FILE}}, summary="下载会员名册模板")
def roster_template(request: Request, layout: str = "") -> HttpResponse:
    require(request.actor, grants.ENROL, request.actor.body_id)
    return hand_over(queries.template(request.arrived_at, layout), name="会员名册模板.xlsx", kind=MEDIA_TYPE)


@router.post(
    "/rosters",
    response=OUTCOMES,
    openapi_extra=body_of(forms.RosterFile),
    summary="交一份入会名册",
    description=UPLOADED,
)
def receive_roster(request: Request) -> Answer:
    return answer(request, forms.RosterFile, actions.receive_roster, request.actor.body_id, **_who(request))


@router.post(
    "/rosters/{uuid:pk}/bad-rows",
    openapi_extra={"responses": {200: FILE}},
    summary="下载有问题的行，改好后可以直接再上传",
)
def take_out_rows(request: Request, pk: UUID) -> HttpResponse:
    found = _ours(request, pk)
    try:
        bad = actions.take_out_rows(pk, **_who(request))
    except Refused as refused:
        raise Forbidden(refused.reasons) from refused
    return hand_over(bad.content, name=queries.bad_rows_name(found), kind=MEDIA_TYPE)


# What an office does with one of its lists.
OF_ROSTER: tuple[tuple[str, Callable[..., Roster], type[Form], str], ...] = (
    ("resolution", actions.decide_roster, forms.Meeting, "登记决议，接收可以接收的人"),
    ("undoing", actions.call_back_roster, forms.Nothing, "撤销已接收的名册，在后台进行"),
    ("reading", actions.reread_roster, forms.Nothing, "重新读取和核对"),
    ("discarding", actions.discard_roster, forms.Nothing, "作废"),
)


def _enter(path: str, verb: Callable[..., Roster], shape: type[Form], words: str) -> None:
    @router.post(
        f"/rosters/{{uuid:pk}}/{path}",
        response=OUTCOMES,
        openapi_extra=body_of(shape),
        summary=words,
        operation_id=f"gongqiao_rosters_api_{path}",
    )
    def act(request: Request, pk: UUID) -> Answer:
        return answer(request, shape, verb, _ours(request, pk).pk, **_who(request))


for row in OF_ROSTER:
    _enter(*row)


def _mine(request: Request, pk: UUID) -> UUID:
    found = next((each.pk for each in queries.own_listings(request.actor) if each.pk == pk), None)
    if found is None:
        raise Http404
    return found


@router.get("/my/listings", response=list[ListingShown], summary="等本人确认的签名名单")
def my_listings(request: Request) -> list[ListingShown]:
    own = queries.own_listings(request.actor)
    names = ("union", "number", "met_on", "name", "until")
    return [ListingShown(id=each.pk, **{name: getattr(each, name) for name in names}) for each in own]


@router.post(
    "/my/listings/{uuid:pk}/confirmation",
    response=OUTCOMES,
    openapi_extra=body_of(forms.Listing),
    summary="本人确认入会",
)
def confirm_listing(request: Request, pk: UUID) -> Answer:
    return answer(request, forms.Listing, actions.confirm_listing, lambda asked: _mine(asked, pk), **_who(request))


@router.post(
    "/my/listings/{uuid:pk}/refusal", response=OUTCOMES, openapi_extra=body_of(forms.Nothing), summary="本人不同意入会"
)
def decline_listing(request: Request, pk: UUID) -> Answer:
    return answer(request, forms.Nothing, actions.decline_listing, lambda asked: _mine(asked, pk), **_who(request))
