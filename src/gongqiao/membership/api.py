"""Joining for other systems: the same forms, the same verbs, the same reasons as on the pages."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field

from gongqiao.files.papers import OnPaperForm
from gongqiao.kernel.actions import bring_clocks
from gongqiao.kernel.clock import day
from gongqiao.kernel.ledger import page
from gongqiao.kernel.shapes import OUTCOMES, body_of
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Answer, Request, answer
from gongqiao.membership import actions, forms, queries
from gongqiao.membership.models import Application, Membership, Resolution, Transfer
from gongqiao.organisations import queries as organisations
from gongqiao.organisations.queries import Invitation

M = TypeVar("M", bound=Model)
router = Router(tags=["会员"])


class ApplicationShown(Schema):
    """一份入会申请"""

    id: UUID
    applicant: str = Field(description="申请人，姓名遮蔽")
    state: str = Field(description="状态")
    employment_form: str = Field(description="用工形式")
    union: str = Field(description="申请的工会")
    because: str = Field(description="为什么是这家工会")
    submitted_on: date | None = Field(description="提交日期")
    missing: list[str] = Field(description="退回补正时缺少的内容")


class MemberShown(Schema):
    """一个会员"""

    id: UUID
    name: str = Field(description="姓名，遮蔽")
    state: str = Field(description="状态")
    employment_form: str = Field(description="用工形式")
    union: str = Field(description="所在工会")
    joined_on: date = Field(description="入会日期")


class ResolutionShown(Schema):
    """一份入会决议"""

    id: UUID
    number: str = Field(description="文号")
    met_on: date = Field(description="会议日期")
    count: int = Field(description="准予入会人数")


class PosterShown(Schema):
    """一张海报"""

    slug: str = Field(description="短码")
    union: str = Field(description="接收申请的工会")
    station: str = Field(description="平台和站点，工会自己的海报为空")


class TransferShown(Schema):
    """一件转会"""

    id: UUID
    member: str = Field(description="会员，姓名遮蔽")
    state: str = Field(description="状态")
    old_union: str = Field(description="原工会")
    new_union: str = Field(description="新工会")
    requested_on: date | None = Field(description="申请日期")
    released_on: date | None = Field(description="转出日期")
    holder: str = Field(description="现在由谁办理")
    due_on: date | None = Field(description="最迟哪天")
    lapse: str = Field(description="到期没有办理会怎样")
    because: str = Field(description="报上级工会的原因")
    words: str = Field(description="说明")


class Transfers(Schema):
    rows: list[TransferShown]
    next: str = Field(description="下一页的游标，空为末页")


class Applications(Schema):
    rows: list[ApplicationShown]
    next: str = Field(description="下一页的游标，空为末页")


class Members(Schema):
    rows: list[MemberShown]
    next: str = Field(description="下一页的游标，空为末页")


class Resolutions(Schema):
    rows: list[ResolutionShown]
    next: str = Field(description="下一页的游标，空为末页")


def _application(row: Application) -> ApplicationShown:
    return ApplicationShown(
        id=row.pk,
        applicant=row.shown_name,
        state=row.get_state_display(),
        employment_form=row.get_employment_form_display(),
        union=row.union_body.name if row.union_body else "",
        because=row.routed_because,
        submitted_on=row.submitted_on,
        missing=[words for words, _ in queries.missing(row)],
    )


def _member(row: Membership) -> MemberShown:
    return MemberShown(
        id=row.pk,
        name=row.person.shown_name,
        state=row.get_state_display(),
        employment_form=row.get_employment_form_display(),
        union=row.union_body.name,
        joined_on=row.joined_on,
    )


def _resolution(row: Resolution) -> ResolutionShown:
    return ResolutionShown(id=row.pk, number=row.number, met_on=row.met_on, count=row.count)


def _transfer(row: Transfer) -> TransferShown:
    standing = queries.move_standing(row)
    return TransferShown(
        id=row.pk,
        member=row.shown_name,
        state=standing.state,
        old_union=row.old_body.name,
        new_union=row.new_body.name if row.new_body else "",
        requested_on=row.requested_on,
        released_on=row.released_on,
        holder=standing.holder,
        due_on=standing.due_on,
        lapse=standing.lapse,
        because=row.get_because_display(),
        words=row.words,
    )


@router.get("/applications", response=Applications, summary="本工会收到的入会申请")
def applications(request: Request, after: str = "") -> Applications:
    found = page(queries.applications(request.actor), "-submitted_on", "-id", after=after)
    return Applications(rows=[_application(row) for row in found.rows], next=found.next)


@router.get("/applications/{uuid:pk}", response={200: ApplicationShown, 404: dict[str, Any]}, summary="一份入会申请")
def application(request: Request, pk: UUID) -> ApplicationShown:
    return _application(_now(request, queries.applications(request.actor).filter(pk=pk)))


@router.get("/members", response=Members, summary="本工会的会员")
def members(request: Request, after: str = "") -> Members:
    found = page(queries.members(request.actor), "-joined_on", "-id", after=after)
    return Members(rows=[_member(row) for row in found.rows], next=found.next)


@router.get("/members/{uuid:pk}", response={200: MemberShown, 404: dict[str, Any]}, summary="一个会员")
def member(request: Request, pk: UUID) -> MemberShown:
    return _member(get_object_or_404(queries.members(request.actor), pk=pk))


@router.get("/resolutions", response=Resolutions, summary="本工会的入会决议")
def resolutions(request: Request, after: str = "") -> Resolutions:
    found = page(queries.resolutions(request.actor), "-met_on", "-id", after=after)
    return Resolutions(rows=[_resolution(row) for row in found.rows], next=found.next)


@router.get("/my/application", response={200: ApplicationShown, 404: dict[str, Any]}, summary="本人正在办理的入会申请")
def my_application(request: Request) -> ApplicationShown:
    return _application(_now(request, queries.own_applications(request.actor).open()))


def _now(request: Request, things: QuerySet[M]) -> M:
    """As it stands at this moment, whether or not the night's sweep has come by."""
    if found := settled(things, request.arrived_at):
        return found
    raise Http404


def _who(request: Request) -> dict[str, Any]:
    return {"by": request.actor, "at": request.arrived_at}


def _mine(request: Request) -> UUID:
    """The open application, else the last one: what was told before gets its first answer, what comes late a reason."""
    own = queries.own_applications(request.actor)
    found = own.open().first() or own.order_by("-begun_at").first()
    if found is None:
        raise Http404
    return found.pk


def _ours(request: Request, pk: UUID) -> UUID:
    return get_object_or_404(queries.applications(request.actor), pk=pk).pk


@router.get("/posters/{slug}", response={200: PosterShown, 404: dict[str, Any]}, summary="海报上的短码通向哪家工会")
def poster(request: Request, slug: str) -> PosterShown:
    invited = _invited(request, slug)
    return PosterShown(slug=slug, union=invited.name, station=str(invited.station or ""))


def _invited(request: Request, slug: str) -> Invitation:
    if found := organisations.at(slug, on=day(request.arrived_at)):
        return found
    raise Http404


@router.post(
    "/my/application",
    response=OUTCOMES,
    openapi_extra=body_of(forms.Work),
    summary="开始申请入会；at 填海报上的短码，填好接收的工会，有站点的连同工作地点",
)
def begin(request: Request, at: str = "") -> Answer:
    if at:
        _invited(request, at)
    return answer(request, forms.Work, actions.begin, request.actor.account_id, at_station=at, **_who(request))


@router.post("/my/application/place", response=OUTCOMES, openapi_extra=body_of(forms.Place), summary="填写工作地点")
def tell_place(request: Request) -> Answer:
    return answer(request, forms.Place, actions.tell_place, _mine, **_who(request))


@router.post("/my/application/union", response=OUTCOMES, openapi_extra=body_of(forms.Choice), summary="选择工会")
def choose_union(request: Request) -> Answer:
    return answer(request, forms.Choice, actions.choose_union, _mine, **_who(request))


@router.post(
    "/my/application/identity", response=OUTCOMES, openapi_extra=body_of(forms.OtherIdentity), summary="填写姓名和证件"
)
def identify(request: Request) -> Answer:
    return answer(request, forms.OtherIdentity, actions.identify, _mine, **_who(request))


@router.post(
    "/my/application/proof",
    response=OUTCOMES,
    openapi_extra=body_of(forms.Proof),
    summary="上传工作证明（先以 POST /files 得到 word）",
)
def prove(request: Request) -> Answer:
    return answer(request, forms.Proof, actions.prove, _mine, **_who(request))


@router.post(
    "/my/application/submission", response=OUTCOMES, openapi_extra=body_of(forms.Agreement), summary="提交入会申请"
)
def submit(request: Request) -> Answer:
    return answer(request, forms.Agreement, actions.submit, _mine, **_who(request))


@router.post(
    "/my/application/resubmission", response=OUTCOMES, openapi_extra=body_of(forms.Agreement), summary="补正后提交"
)
def resubmit(request: Request) -> Answer:
    return answer(request, forms.Agreement, actions.resubmit, _mine, **_who(request))


@router.post(
    "/my/application/withdrawal", response=OUTCOMES, openapi_extra=body_of(forms.Nothing), summary="撤回入会申请"
)
def withdraw(request: Request) -> Answer:
    return answer(request, forms.Nothing, actions.withdraw, _mine, **_who(request))


@router.post(
    "/applications/{uuid:pk}/sending-back",
    response=OUTCOMES,
    openapi_extra=body_of(forms.SendingBack),
    summary="退回补正",
)
def send_back(request: Request, pk: UUID) -> Answer:
    return answer(request, forms.SendingBack, actions.send_back, _ours(request, pk), **_who(request))


@router.post(
    "/applications/{uuid:pk}/pre-admission",
    response=OUTCOMES,
    openapi_extra=body_of(forms.Nothing),
    summary="按委员会授权先行准予入会",
)
def pre_admit(request: Request, pk: UUID) -> Answer:
    return answer(request, forms.Nothing, actions.pre_admit, _ours(request, pk), **_who(request))


@router.post(
    "/applications/{uuid:pk}/rejection", response=OUTCOMES, openapi_extra=body_of(forms.Rejection), summary="驳回"
)
def reject(request: Request, pk: UUID) -> Answer:
    return answer(request, forms.Rejection, actions.reject, _ours(request, pk), **_who(request))


@router.post(
    "/applications/{uuid:pk}/referral", response=OUTCOMES, openapi_extra=body_of(forms.Referral), summary="转办"
)
def refer(request: Request, pk: UUID) -> Answer:
    return answer(request, forms.Referral, actions.refer, _ours(request, pk), **_who(request))


@router.post("/resolutions", response=OUTCOMES, openapi_extra=body_of(forms.Resolving), summary="登记入会决议")
def resolve(request: Request) -> Answer:
    return answer(request, forms.Resolving, actions.resolve, request.actor.body_id, **_who(request))


@router.get("/transfers", response=Transfers, summary="本工会转出、转入和待决定的转会")
def transfers(request: Request, after: str = "") -> Transfers:
    found = page(queries.transfers(request.actor), "-begun_at", "-id", after=after)
    return Transfers(rows=[_transfer(row) for row in bring_clocks(found.rows)], next=found.next)


@router.get("/transfers/{uuid:pk}", response={200: TransferShown, 404: dict[str, Any]}, summary="一件转会")
def transfer(request: Request, pk: UUID) -> TransferShown:
    return _transfer(_now(request, queries.transfers(request.actor).filter(pk=pk)))


@router.get("/my/transfer", response={200: TransferShown, 404: dict[str, Any]}, summary="本人正在办理的转会")
def my_transfer(request: Request) -> TransferShown:
    return _transfer(_now(request, queries.own_transfers(request.actor).unfinished()))


def _my_membership(request: Request) -> UUID:
    if membership := queries.own_membership(request.actor):
        return membership.pk
    raise Http404


def _my_move(request: Request) -> UUID:
    return get_object_or_404(queries.own_transfers(request.actor).unfinished()).pk


def _our_transfer(request: Request, pk: UUID) -> UUID:
    return get_object_or_404(queries.transfers(request.actor), pk=pk).pk


@router.post("/my/transfer", response=OUTCOMES, openapi_extra=body_of(forms.Work), summary="开始申请转会")
def plan_move(request: Request) -> Answer:
    return answer(request, forms.Work, actions.plan_move, _my_membership, **_who(request))


@router.post(
    "/my/transfer/place", response=OUTCOMES, openapi_extra=body_of(forms.Place), summary="转会：填写新的工作地点"
)
def tell_new_place(request: Request) -> Answer:
    return answer(request, forms.Place, actions.tell_new_place, _my_move, **_who(request))


@router.post(
    "/my/transfer/request", response=OUTCOMES, openapi_extra=body_of(forms.Destination), summary="转会：提交申请"
)
def ask_to_move(request: Request) -> Answer:
    return answer(request, forms.Destination, actions.ask_to_move, _my_move, **_who(request))


@router.post(
    "/my/transfer/agreement", response=OUTCOMES, openapi_extra=body_of(forms.Agreeing), summary="转会：本人同意"
)
def agree(request: Request) -> Answer:
    return answer(request, forms.Agreeing, actions.agree, _my_move, **_who(request))


@router.post(
    "/my/transfer/declining", response=OUTCOMES, openapi_extra=body_of(forms.Nothing), summary="转会：本人不同意"
)
def remain(request: Request) -> Answer:
    return answer(request, forms.Nothing, actions.remain, _my_move, **_who(request))


@router.post("/my/transfer/withdrawal", response=OUTCOMES, openapi_extra=body_of(forms.Nothing), summary="撤回转会")
def call_off(request: Request) -> Answer:
    return answer(request, forms.Nothing, actions.call_off, _my_move, **_who(request))


@router.post("/transfers", response=OUTCOMES, openapi_extra=body_of(forms.Inviting), summary="请会员转入")
def invite(request: Request) -> Answer:
    return answer(request, forms.Inviting, actions.invite, request.actor.body_id, **_who(request))


@router.post(
    "/transfers/on-paper", response=OUTCOMES, openapi_extra=body_of(forms.Requesting), summary="登记书面转会申请"
)
def record_request(request: Request) -> Answer:
    return answer(request, forms.Requesting, actions.record_request, request.actor.body_id, **_who(request))


def _enter_acts() -> None:
    """Each party's act, and beside it the same as its paper tells it: `/on-paper`."""
    for path, verb, here, on_paper, words in (
        ("release", actions.release, forms.Nothing, OnPaperForm, "同意转出"),
        ("refusal", actions.hold_back, forms.Reasoned, forms.ReasonedOnPaper, "不同意转出，报共同的上级工会"),
        ("acceptance", actions.take_in, forms.Nothing, OnPaperForm, "接收"),
        ("return", actions.turn_down, forms.Reasoned, forms.ReasonedOnPaper, "不接收"),
        ("ruling", actions.rule, forms.Ruling, forms.RulingOnPaper, "上级工会决定"),
    ):
        _enter(f"/transfers/{{uuid:pk}}/{path}", verb, here, f"转会：{words}")
        _enter(f"/transfers/{{uuid:pk}}/{path}/on-paper", verb, on_paper, f"转会：照线下材料登记“{words}”")


def _enter(path: str, verb: Callable[..., Transfer], shape: type[Form], words: str) -> None:
    name = path.removeprefix("/transfers/{uuid:pk}/").translate(str.maketrans("/-", "__"))

    @router.post(
        path,
        response=OUTCOMES,
        openapi_extra=body_of(shape),
        summary=words,
        operation_id=f"gongqiao_membership_api_transfer_{name}",
    )
    def act(request: Request, pk: UUID) -> Answer:
        return answer(request, shape, verb, _our_transfer(request, pk), **_who(request))


_enter_acts()
