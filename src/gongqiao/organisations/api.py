"""Unions and employers for other systems: the same forms, the same verbs, the same reasons as on the pages."""

from datetime import date
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field

from gongqiao.kernel.clock import day
from gongqiao.kernel.ledger import page
from gongqiao.kernel.shapes import OUTCOMES, body_of
from gongqiao.kernel.web import Answer, Request, answer
from gongqiao.organisations import actions, forms, queries
from gongqiao.organisations.models import Employer, Organisation, Term

router = Router(tags=["工会组织"])


class UnionShown(Schema):
    """一个工会"""

    id: int
    name: str = Field(description="全称")
    slug: str = Field(description="短码")
    kind: str = Field(description="组织形式")
    tier: str = Field(description="层级")
    division: str = Field(description="所在区划代码")
    set_up_on: date = Field(description="成立日期")
    dissolved_on: date | None = Field(description="撤销日期，未撤销为空")


class Unions(Schema):
    rows: list[UnionShown]
    next: str = Field(description="下一页的游标，空为末页")


class EmployerShown(Schema):
    """一家用人单位"""

    id: int
    name: str = Field(description="单位全称")
    uscc: str = Field(description="统一社会信用代码")
    division: str = Field(description="所在区划代码")
    industry: str = Field(description="行业大类代码，GB/T 4754")
    staff: int = Field(description="职工人数")
    staff_counted_on: date | None = Field(description="人数日期")
    organised: bool = Field(description="职工是否已有工会")


class Employers(Schema):
    rows: list[EmployerShown]
    next: str = Field(description="下一页的游标，空为末页")


class PostponementShown(Schema):
    """一次经批准的延期换届"""

    before: date = Field(description="原定届满日期")
    until: date = Field(description="延期至")
    approved_by: str = Field(description="批准的上一级工会")
    approved_on: date = Field(description="批复日期")
    document_number: str = Field(description="批复文号")
    on_paper: bool = Field(description="是否线下批复")


class TermShown(Schema):
    """委员会的一届"""

    id: UUID
    number: int = Field(description="届次")
    years: int = Field(description="任期年数")
    since: date = Field(description="选举产生日期")
    until: date = Field(description="届满日期，延期的为延期后的日期")
    state: str = Field(description="状态")
    postponements: list[PostponementShown] = Field(description="延期换届，先后为序")


class CandidateShown(Schema):
    """可以申请加入的工会"""

    name: str = Field(description="全称")
    slug: str = Field(description="短码")
    reason: str = Field(description="为什么是这个工会")


def _union(row: Organisation) -> UnionShown:
    return UnionShown(
        id=row.pk,
        name=row.name,
        slug=row.slug,
        kind=row.get_kind_display(),
        tier=row.get_tier_display(),
        division=row.division_id,
        set_up_on=row.set_up_on,
        dissolved_on=row.dissolved_on,
    )


def _employer(row: Employer) -> EmployerShown:
    return EmployerShown(
        id=row.pk,
        name=row.name,
        uscc=row.uscc,
        division=row.division_id,
        industry=row.industry,
        staff=row.staff,
        staff_counted_on=row.staff_counted_on,
        organised=row.organised,  # type: ignore[attr-defined]  # annotated by the query
    )


def _term(row: Term) -> TermShown:
    return TermShown(
        id=row.pk,
        number=row.number,
        years=row.years,
        since=row.since,
        until=row.until,
        state=row.get_state_display(),
        postponements=[
            PostponementShown(
                before=each.before,
                until=each.until,
                approved_by=each.approved_by.name if each.approved_by else "",
                approved_on=each.approved_on,
                document_number=each.document_number,
                on_paper=each.on_paper,
            )
            for each in row.postponements.all()
        ],
    )


@router.get("/unions", response=Unions, summary="工会组织台账：本工会和下级")
def unions(request: Request, after: str = "") -> Unions:
    found = page(queries.organisations(request.actor), "pk", after=after)
    return Unions(rows=[_union(row) for row in found.rows], next=found.next)


@router.get("/unions/joinable", response=list[CandidateShown], auth=None, summary="在某地工作可以申请加入哪些工会")
def joinable(
    request: Request, division: str, uscc: str = "", industry: str = "", *, platform_work: bool = False
) -> list[CandidateShown]:
    found = queries.union_for(
        division,
        on=day(request.arrived_at),
        uscc=uscc,
        industries=[industry] if industry else [],
        platform_work=platform_work,
    )
    return [CandidateShown(name=each.name, slug=each.slug, reason=each.reason) for each in found]


@router.get("/unions/{int:pk}", response=UnionShown, summary="一个工会")
def union(request: Request, pk: int) -> UnionShown:
    return _union(get_object_or_404(queries.organisations(request.actor), pk=pk))


@router.get("/unions/{int:pk}/children", response=list[UnionShown], summary="直接下级工会")
def children(request: Request, pk: int) -> list[UnionShown]:
    get_object_or_404(queries.organisations(request.actor), pk=pk)
    return [_union(row) for row in queries.children(pk)]


@router.post(
    "/unions/{int:pk}/children", response=OUTCOMES, openapi_extra=body_of(forms.Founding), summary="新建下级工会"
)
def found(request: Request, pk: int) -> Answer:
    get_object_or_404(queries.organisations(request.actor), pk=pk)
    return answer(request, forms.Founding, actions.found, pk, by=request.actor, at=request.arrived_at)


@router.post("/unions/{int:pk}/move", response=OUTCOMES, openapi_extra=body_of(forms.Moving), summary="调整领导关系")
def move_under(request: Request, pk: int) -> Answer:
    get_object_or_404(queries.organisations(request.actor), pk=pk)
    return answer(request, forms.Moving, actions.move_under, pk, by=request.actor, at=request.arrived_at)


@router.post(
    "/unions/{int:pk}/industry-line",
    response=OUTCOMES,
    openapi_extra=body_of(forms.Joining),
    summary="列入产业（行业）工会",
)
def join_line(request: Request, pk: int) -> Answer:
    get_object_or_404(queries.organisations(request.actor), pk=pk)
    return answer(request, forms.Joining, actions.join_line, pk, by=request.actor, at=request.arrived_at)


@router.post(
    "/unions/{int:pk}/leave-industry-line",
    response=OUTCOMES,
    openapi_extra=body_of(forms.Leaving),
    summary="退出产业（行业）工会",
)
def leave_line(request: Request, pk: int) -> Answer:
    get_object_or_404(queries.organisations(request.actor), pk=pk)
    return answer(request, forms.Leaving, actions.leave_line, pk, by=request.actor, at=request.arrived_at)


@router.post(
    "/unions/{int:pk}/terms", response=OUTCOMES, openapi_extra=body_of(forms.BeginningTerm), summary="登记换届"
)
def begin_term(request: Request, pk: int) -> Answer:
    get_object_or_404(queries.organisations(request.actor), pk=pk)
    return answer(request, forms.BeginningTerm, actions.elect, pk, by=request.actor, at=request.arrived_at)


@router.get("/unions/{int:pk}/terms", response=list[TermShown], summary="委员会届期和延期换届")
def terms(request: Request, pk: int) -> list[TermShown]:
    get_object_or_404(queries.organisations(request.actor), pk=pk)
    return [_term(row) for row in queries.terms(request.actor).filter(body=pk).order_by("-number")]


@router.post(
    "/terms/{uuid:pk}/postponement", response=OUTCOMES, openapi_extra=body_of(forms.Postponing), summary="批准延期换届"
)
def postpone(request: Request, pk: UUID) -> Answer:
    get_object_or_404(queries.terms(request.actor), pk=pk)
    return answer(request, forms.Postponing, actions.postpone, pk, by=request.actor, at=request.arrived_at)


@router.post(
    "/terms/{uuid:pk}/paper-postponement",
    response=OUTCOMES,
    openapi_extra=body_of(forms.EnteringPostponement),
    summary="登记线下的延期批复",
)
def enter_postponement(request: Request, pk: UUID) -> Answer:
    get_object_or_404(queries.terms(request.actor), pk=pk)
    told = {"by": request.actor, "at": request.arrived_at}
    return answer(request, forms.EnteringPostponement, actions.enter_postponement, pk, **told)


@router.post("/unions/{int:pk}/posts", response=OUTCOMES, openapi_extra=body_of(forms.Appointing), summary="登记任职")
def appoint(request: Request, pk: int) -> Answer:
    get_object_or_404(queries.organisations(request.actor), pk=pk)
    return answer(request, forms.Appointing, actions.engage, pk, by=request.actor, at=request.arrived_at)


@router.post("/posts/{uuid:pk}/end", response=OUTCOMES, openapi_extra=body_of(forms.Relieving), summary="登记离任")
def relieve(request: Request, pk: UUID) -> Answer:
    get_object_or_404(queries.appointments(request.actor), pk=pk)
    return answer(request, forms.Relieving, actions.relieve, pk, by=request.actor, at=request.arrived_at)


@router.get("/employers", response=Employers, summary="用人单位台账")
def employers(request: Request, after: str = "") -> Employers:
    found = page(queries.employers(request.actor), "pk", after=after)
    return Employers(rows=[_employer(row) for row in found.rows], next=found.next)


@router.post("/employers", response=OUTCOMES, openapi_extra=body_of(forms.Registering), summary="登记用人单位")
def register(request: Request) -> Answer:
    return answer(request, forms.Registering, actions.enter_employer, by=request.actor, at=request.arrived_at)


@router.get("/employers/{int:pk}", response=EmployerShown, summary="一家用人单位")
def employer(request: Request, pk: int) -> EmployerShown:
    return _employer(get_object_or_404(queries.employers(request.actor), pk=pk))


@router.post(
    "/employers/{int:pk}/cover", response=OUTCOMES, openapi_extra=body_of(forms.Covering), summary="登记职工所在工会"
)
def cover(request: Request, pk: int) -> Answer:
    get_object_or_404(queries.employers(request.actor), pk=pk)
    return answer(request, forms.Covering, actions.cover, pk, by=request.actor, at=request.arrived_at)
