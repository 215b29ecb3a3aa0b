"""Lists of employers and posts for other systems: the same forms, the same verbs, the same reasons as on the pages."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field

from gongqiao.design.downloads import hand_over
from gongqiao.design.sheets import MEDIA_TYPE
from gongqiao.intake import actions, forms, grants, queries
from gongqiao.intake.models import EMPLOYERS, POSTS, Intake
from gongqiao.kernel.actions import bring_clocks
from gongqiao.kernel.authority import require
from gongqiao.kernel.ledger import page
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.kernel.shapes import OUTCOMES, body_of
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Answer, Request, answer

router = Router(tags=["批量登记"])
FILE = {"content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}, "description": "表格文件"}
UPLOADED = "表格先以 POST /files/tables 得到 word；读取和核对在后台进行，用 GET /intakes/{pk} 看进度。"


class IntakeShown(Schema):
    """一份用人单位或者任职的名单"""

    id: UUID
    name: str = Field(description="文件名")
    union: str = Field(description="工会")
    kind: str = Field(description="登记什么")
    state: str = Field(description="状态")
    received_at: datetime = Field(description="交来时间")
    height: int = Field(description="文件中的行数")
    done: int = Field(description="已读行数")
    rows: int = Field(description="名单行数")
    good: int = Field(description="可以登记的行数")
    bad: int = Field(description="有问题的行数")
    fault: str = Field(description="没有读成、没有登记的原因")
    holder: str = Field(description="现在由谁办理")
    due_on: date | None = Field(description="最迟哪天")
    lapse: str = Field(description="到期没有办理会怎样")


class Intakes(Schema):
    rows: list[IntakeShown]
    next: str = Field(description="下一页的游标，空为末页")


class Problem(Schema):
    """名单、名册中的一处问题"""

    sheet: str = Field(description="工作表")
    row: int = Field(description="第几行，0 为整张表")
    column: str = Field(description="列，例如 B")
    code: str = Field(description="代码")
    words: str = Field(description="问题和改法")


class Problems(Schema):
    rows: list[Problem]
    next: str = Field(description="下一页的游标，空为末页")


COPIED = ("name", "received_at", "height", "done", "rows", "good", "bad", "fault")


def _shown(row: Intake) -> IntakeShown:
    standing = queries.intake_standing(row)
    return IntakeShown(
        id=row.pk,
        union=row.union_body.name,
        kind=row.get_kind_display(),
        state=standing.state,
        holder=standing.holder,
        due_on=standing.due_on,
        lapse=standing.lapse,
        **{name: getattr(row, name) for name in COPIED},
    )


def _ours(request: Request, pk: UUID) -> Intake:
    return get_object_or_404(queries.intakes(request.actor), pk=pk)


@router.get("/intakes", response=Intakes, summary="本工会批量登记的名单，新的在前")
def intakes(request: Request, after: str = "") -> Intakes:
    found = page(queries.intakes(request.actor), "-received_at", "-id", after=after)
    return Intakes(rows=[_shown(row) for row in bring_clocks(found.rows)], next=found.next)


@router.get("/intakes/{uuid:pk}", response={200: IntakeShown, 404: dict[str, Any]}, summary="一份名单和它的进度")
def intake(request: Request, pk: UUID) -> IntakeShown:
    if found := settled(queries.intakes(request.actor).filter(pk=pk), request.arrived_at):
        return _shown(found)
    raise Http404


@router.get(
    "/intakes/{uuid:pk}/problems",
    response={200: Problems, 404: dict[str, Any]},
    summary="名单中的问题，按行列出",
)
def intake_problems(request: Request, pk: UUID, after: str = "") -> Problems:
    found = page(queries.intake_problems(_ours(request, pk)), "sheet", "row", "id", after=after)
    shown = [Problem.model_validate(row, from_attributes=True) for row in found.rows]
    return Problems(rows=shown, next=found.next)


OF_KIND = (
    (EMPLOYERS, grants.HAND_IN, forms.EmployersFile, "用人单位"),
    (POSTS, grants.HAND_IN_POSTS, forms.PostsFile, "任职"),
)


def _hand_in(kind: str, permission: Any, shape: Any, words: str) -> None:
    @router.get(
        f"/intake-templates/{kind}",
        openapi_extra={"responses": {200: FILE}},
        summary=f"下载{words}名单的模板",
        operation_id=f"gongqiao_intake_api_{kind}_template",
    )
    def template(request: Request) -> HttpResponse:
        require(request.actor, permission, request.actor.body_id)
        content = queries.intake_template(kind, request.arrived_at)
        return hand_over(content, name=f"{words}名单模板.xlsx", kind=MEDIA_TYPE)

    @router.post(
        f"/intakes/{kind}",
        response=OUTCOMES,
        openapi_extra=body_of(shape),
        summary=f"交一份{words}名单",
        description=UPLOADED,
        operation_id=f"gongqiao_intake_api_{kind}",
    )
    def receive(request: Request) -> Answer:
        told = {"kind": kind, "by": request.actor, "at": request.arrived_at}
        return answer(request, shape, actions.receive_intake, request.actor.body_id, **told)


for each in OF_KIND:
    _hand_in(*each)


@router.post(
    "/intakes/{uuid:pk}/bad-rows",
    openapi_extra={"responses": {200: FILE}},
    summary="下载有问题的行，改好后可以直接再上传",
)
def intake_bad_rows(request: Request, pk: UUID) -> HttpResponse:
    found = _ours(request, pk)
    try:
        bad = actions.take_out_bad_rows(pk, by=request.actor, at=request.arrived_at)
    except Refused as refused:
        raise Forbidden(refused.reasons) from refused
    return hand_over(bad.content, name=queries.bad_rows_name(found), kind=MEDIA_TYPE)


# What an office does with one of its lists.
OF_INTAKE: tuple[tuple[str, Callable[..., Intake], str], ...] = (
    ("registration", actions.accept_intake, "登记可以登记的"),
    ("undoing", actions.call_back_intake, "撤销已登记的名单，在后台进行"),
    ("reading", actions.reread_intake, "重新读取和核对"),
    ("discarding", actions.discard_intake, "作废"),
)


def _enter(path: str, verb: Callable[..., Intake], words: str) -> None:
    @router.post(
        f"/intakes/{{uuid:pk}}/{path}",
        response=OUTCOMES,
        openapi_extra=body_of(forms.Nothing),
        summary=words,
        operation_id=f"gongqiao_intake_api_{path}",
    )
    def act(request: Request, pk: UUID) -> Answer:
        told = {"by": request.actor, "at": request.arrived_at}
        return answer(request, forms.Nothing, verb, _ours(request, pk).pk, **told)


for row in OF_INTAKE:
    _enter(*row)
