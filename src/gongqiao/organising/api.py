"""组建工会 for other systems: the same forms, the same verbs, the same reasons as on the pages."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field

from gongqiao.design.downloads import hand_over
from gongqiao.design.paper import MEDIA_TYPE
from gongqiao.kernel.actions import bring_clocks
from gongqiao.kernel.ledger import page
from gongqiao.kernel.shapes import OUTCOMES, body_of
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Answer, Request, answer
from gongqiao.organisations import queries as organisations
from gongqiao.organising import actions, forms, papers, queries
from gongqiao.organising.models import Founding

router = Router(tags=["组建工会"])
MOST = 200
FILE = {"content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}, "description": "公文文件"}


class FoundingShown(Schema):
    """一件组建工会"""

    id: UUID
    employer: str = Field(description="用人单位")
    state: str = Field(description="状态")
    superior: str = Field(description="上一级工会")
    party: str = Field(description="同级党组织，未建立为空")
    members: int = Field(description="会员人数，名册交来以前为预计人数")
    union: int | None = Field(description="成立的工会编号，未成立为空")
    begun_on: date = Field(description="请示日期")
    holder: str = Field(description="现在由谁办理")
    due_on: date | None = Field(description="最迟哪天")
    lapse: str = Field(description="到期没有办理会怎样")


class Foundings(Schema):
    rows: list[FoundingShown]
    next: str = Field(description="下一页的游标，空为末页")


class PaperShown(Schema):
    """组建工会的一份材料"""

    id: UUID
    kind: str = Field(description="材料")
    number: str = Field(description="文号")
    issuer: str = Field(description="发文单位")
    dated_on: date = Field(description="落款日期")
    text: str = Field(description="正文")
    on_paper: bool = Field(description="是否线下办理")


class CertificateShown(Schema):
    """一张工会法人资格证书"""

    id: UUID
    union: int = Field(description="工会编号")
    uscc: str = Field(description="统一社会信用代码")
    number: str = Field(description="证书编号")
    valid_until: date = Field(description="有效期至")
    state: str = Field(description="状态")


def _shown(row: Founding) -> FoundingShown:
    standing = queries.standing(row)
    return FoundingShown(
        id=row.pk,
        employer=row.employer_body.name,
        state=standing.state,
        superior=row.superior_body.name,
        party=row.party,
        members=row.members or row.expected,
        union=row.union_body_id,
        begun_on=row.begun_on,
        holder=standing.holder,
        due_on=standing.due_on,
        lapse=standing.lapse,
    )


@router.get("/foundings", response=Foundings, summary="看得到的组建工会")
def foundings(request: Request, after: str = "") -> Foundings:
    found = page(queries.foundings(request.actor), "-begun_at", "-id", after=after)
    return Foundings(rows=[_shown(row) for row in bring_clocks(found.rows)], next=found.next)


@router.get("/foundings/{uuid:pk}", response={200: FoundingShown, 404: dict[str, Any]}, summary="一件组建工会")
def founding(request: Request, pk: UUID) -> FoundingShown:
    if found := settled(queries.foundings(request.actor).filter(pk=pk), request.arrived_at):
        return _shown(found)
    raise Http404


@router.get("/foundings/{uuid:pk}/papers", response=list[PaperShown], summary="一件组建工会的材料")
def founding_papers(request: Request, pk: UUID) -> list[PaperShown]:
    case = get_object_or_404(queries.foundings(request.actor), pk=pk)
    rows = queries.papers_of(request.actor, case)
    return [
        PaperShown(
            id=row.pk,
            kind=str(row),
            number=row.number,
            issuer=row.issuer,
            dated_on=row.dated_on,
            text=row.text,
            on_paper=row.on_paper,
        )
        for row in rows
    ]


def _who(request: Request) -> dict[str, Any]:
    return {"by": request.actor, "at": request.arrived_at}


@router.post(
    "/foundings", response=OUTCOMES, openapi_extra=body_of(forms.Starting), summary="请示成立工会筹备组（本人）"
)
def petition(request: Request) -> Answer:
    return answer(request, forms.Starting, actions.petition, **_who(request))


@router.post(
    "/foundings/on-paper",
    response=OUTCOMES,
    openapi_extra=body_of(forms.StartingOnPaper),
    summary="登记纸质的请示（扫描件先以 POST /files 得到 word）",
)
def petition_on_paper(request: Request) -> Answer:
    return answer(request, forms.StartingOnPaper, actions.petition, **_who(request))


def _enter(name: str, told: forms.Told, form: type[Form], *, on_paper: bool) -> None:
    """One operation for each act and each shape of it."""
    where = f"/foundings/{{uuid:pk}}/{name.replace('_', '-')}" + ("/on-paper" if on_paper else "")
    words = f"{told.title}（照纸质材料登记）" if on_paper else told.title

    def act(request: Request, pk: UUID) -> Answer:
        get_object_or_404(queries.foundings(request.actor), pk=pk)
        return answer(request, form, told.verb, pk, **_who(request))

    act.__name__ = f"{name}_on_paper" if on_paper else name
    act.__doc__ = told.words
    made: Callable[..., Any] = router.post(where, response=OUTCOMES, openapi_extra=body_of(form), summary=words)
    made(act)


for _name, _told in forms.TABLE.items():
    for _on_paper, _form in _told.shapes.items():
        _enter(_name, _told, _form, on_paper=_on_paper)


@router.get(
    "/founding-papers/{uuid:pk}/pdf",
    openapi_extra={"responses": {200: FILE}},
    summary="一份材料的 PDF（A4，PDF/A-1b），可以打印盖章",
)
def paper_pdf(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.papers(request.actor), pk=pk)
    return hand_over(papers.as_pdf(found), name=f"{found}.pdf", kind=MEDIA_TYPE)


@router.post(
    "/founding-papers/{uuid:pk}/seal", response=OUTCOMES, openapi_extra=body_of(forms.Sealing), summary="交回盖章件"
)
def seal_paper(request: Request, pk: UUID) -> Answer:
    get_object_or_404(queries.papers(request.actor), pk=pk)
    return answer(request, forms.Sealing, actions.seal_paper, pk, **_who(request))


@router.get("/certificates", response=list[CertificateShown], summary="本工会和下级工会的法人资格证书")
def certificates(request: Request) -> list[CertificateShown]:
    rows = queries.certificates(request.actor).order_by("valid_until", "pk")[:MOST]
    return [
        CertificateShown(
            id=row.pk,
            union=row.union_body_id,
            uscc=row.uscc,
            number=row.number,
            valid_until=row.valid_until,
            state=row.get_state_display(),
        )
        for row in rows
    ]


@router.post(
    "/certificates/{uuid:pk}/renewal",
    response=OUTCOMES,
    openapi_extra=body_of(forms.Renewing),
    summary="登记换领的证书",
)
def renew_certificate(request: Request, pk: UUID) -> Answer:
    get_object_or_404(queries.certificates(request.actor), pk=pk)
    return answer(request, forms.Renewing, actions.renew_certificate, pk, **_who(request))


@router.post(
    "/unions/{int:pk}/ending", response=OUTCOMES, openapi_extra=body_of(forms.UnionEnding), summary="工会终止或者合并"
)
def end_union(request: Request, pk: int) -> Answer:
    get_object_or_404(organisations.organisations(request.actor), pk=pk)
    return answer(request, forms.UnionEnding, actions.end_union, pk, **_who(request))
