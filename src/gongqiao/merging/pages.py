"""合并登记 on the desk of the unions, and the question on her phone."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gongqiao.design.columns import address, choice
from gongqiao.design.confirming import confirm as ask
from gongqiao.design.ledger import Column, Ledger
from gongqiao.kernel.authority import require
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Request, attempt, for_office, signed_in
from gongqiao.membership import queries as members
from gongqiao.merging import actions, forms, grants, queries
from gongqiao.merging.flow import ASKED
from gongqiao.merging.models import Merger

MERGERS = Ledger(
    title="合并登记",
    order="-proposed_at",
    unit="件",
    empty="没有合并登记。发现同一人有两张会员证的，从会员台账打开其中一份会员记录提出合并",
    columns=(
        Column("会员", "shown_name", link=address("merging:merger")),
        Column("状态", choice("state"), tone=lambda row: queries.TONES.get(row.state, "plain")),
        Column("提出的工会", "union_body.name"),
        Column("另一份会籍的工会", "other_body.name"),
        Column("提出时间", "proposed_at", sort="proposed_at"),
    ),
)


@for_office(grants.SEE)
def mergers(request: Request) -> HttpResponse:
    page = MERGERS.page(queries.mergers(request.actor), request.GET)
    return render(request, "merging/mergers.html", {"ledger": page})


def _found(request: Request, pk: UUID) -> Merger:
    """As it stands now: a clock that ran out this morning has struck."""
    if found := settled(queries.mergers(request.actor).filter(pk=pk), request.arrived_at):
        return found
    raise Http404


@signed_in
def merger(request: Request, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    given = {"merger": found, "standing": queries.standing(found), "trace": queries.trace(found)}
    given |= {"facts": queries.facts(found), "papers": queries.papers_of(found)}
    given["open"] = queries.choices(found, request.actor)
    return render(request, "merging/merger.html", given)


@signed_in
def propose(request: Request, pk: UUID) -> HttpResponse:
    held = get_object_or_404(members.members(request.actor), pk=pk)
    require(request.actor, grants.PROPOSE, held.union_body_id)
    form = forms.Proposing(request.POST or None)
    if done := attempt(form, actions.propose, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已提出，等复核；复核同意以后由本人答复")
        return redirect("merging:merger", done.subject_id)
    return render(request, "merging/propose.html", {"membership": held, "form": form})


@signed_in
def propose_applicant(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(members.applications(request.actor), pk=pk)
    require(request.actor, grants.PROPOSE, found.union_body_id)
    form = forms.ProposingApplicant(request.POST or None)
    if done := attempt(form, actions.propose_applicant, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已提出，等复核；复核同意以后由本人答复")
        return redirect("merging:merger", done.subject_id)
    return render(request, "merging/propose_applicant.html", {"application": found, "form": form})


Told = tuple[str, ...]
CONFIRMED = (
    "您也看过两份登记的材料，确认是同一人",
    "本人会收到消息，由本人最后答复；不答复的不合并",
)
DECLINED = ("两份登记都不变，提出的工会会看到理由",)
WITHDRAWN = ("两份登记都不变",)
UNDONE = (
    "两份登记、两个手机号各自恢复，终止的会籍从今天起继续",
    "合并以后已经办过会籍、任职或者账号的事的，不能撤销",
)


def _act(
    request: Request, pk: UUID, title: str, shape: type[Form], verb: Callable[..., Merger], told: Told, done: str
) -> HttpResponse:
    found = _found(request, pk)
    form = shape(request.POST if request.method == "POST" else None, request.FILES or None)
    if attempt(form, verb, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, done)
        return redirect("merging:merger", pk)
    back = reverse("merging:merger", args=[pk])
    return ask(request, f"{title}：{found.shown_name}", form, consequences=told, submit=title, back=back)


@signed_in
def confirm(request: Request, pk: UUID) -> HttpResponse:
    return _act(request, pk, "复核同意", forms.Nothing, actions.confirm, CONFIRMED, "已复核，等本人答复")


@signed_in
def decline(request: Request, pk: UUID) -> HttpResponse:
    return _act(request, pk, "复核不同意", forms.Saying, actions.decline, DECLINED, "已记为不合并")


@signed_in
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    return _act(request, pk, "撤回", forms.Saying, actions.withdraw, WITHDRAWN, "已撤回")


@signed_in
def undo(request: Request, pk: UUID) -> HttpResponse:
    return _act(request, pk, "撤销合并", forms.Saying, actions.undo, UNDONE, "已撤销，恢复为两份登记")


@signed_in
def agree_on_paper(request: Request, pk: UUID) -> HttpResponse:
    told = ("照本人签字的书面意见登记，登记以后立即合并", "书面意见要写明两份登记的证件")
    return _act(request, pk, "登记本人书面同意", forms.AgreedOnPaper, actions.agree, told, "已登记，两份登记已经合并")


@for_office(grants.OWN)
def own(request: Request) -> HttpResponse:
    """The question, or what became of the last one."""
    latest = queries.own_mergers(request.actor).order_by("-proposed_at", "-pk")
    found = settled(latest, request.arrived_at)
    if found is None:
        return render(request, "merging/own.html", {"merger": None})
    given: dict[str, Any] = {"merger": found, "standing": queries.standing(found), "trace": queries.trace(found)}
    given |= {"facts": queries.facts(found), "papers": queries.papers_of(found)}
    asked = queries.waits_for(request.actor, found)
    given |= {"asked": asked, "said": found.state == ASKED and not asked, "phones": queries.phones(request.actor)}
    return render(request, "merging/own.html", given)


AGREED = (
    "两份登记合并为一份，两个手机号登录的都是您本人",
    "两份会籍只保留一份，入会日期按较早的计算，另一张会员证失效",
    "两份登记里的记录都归到一起，在“我的”里都能查到",
)
OBJECTED = ("两份登记都不变，工会会看到您不同意",)


@for_office(grants.OWN)
def agree(request: Request) -> HttpResponse:
    return _answer(request, "都是我，合并", forms.Nothing, actions.agree, AGREED)


@for_office(grants.OWN)
def object_to(request: Request) -> HttpResponse:
    return _answer(request, "不是我，不合并", forms.Objecting, actions.object_to, OBJECTED)


def _answer(request: Request, title: str, shape: type[Form], verb: Callable[..., Merger], told: Told) -> HttpResponse:
    found = settled(queries.own_mergers(request.actor).open(), request.arrived_at)
    form = shape(request.POST if request.method == "POST" else None)
    if found is None or attempt(form, verb, found.pk, by=request.actor, at=request.arrived_at):
        return redirect("merging:own")
    back = reverse("merging:own")
    return ask(request, title, form, frame="design/market.html", consequences=told, submit=title, back=back)
