"""删除个人信息 on her phone, and on the desk what is asked on paper and what is held off."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gongqiao.design.columns import address, choice
from gongqiao.design.confirming import confirm as ask_once_more
from gongqiao.design.ledger import Column, Ledger
from gongqiao.erasure import actions, forms, grants, queries
from gongqiao.erasure.models import Erasure, Hold
from gongqiao.files import queries as documents
from gongqiao.kernel.clock import day
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Request, attempt, for_office, signed_in
from gongqiao.people import queries as people

ERASURES = Ledger(
    title="删除申请",
    order="-asked_at",
    unit="件",
    empty="没有人要求删除个人信息。本人到窗口提出的，在这里登记",
    columns=(
        Column("姓名", "shown_name", link=address("erasure:erasure")),
        Column("状态", choice("state"), tone=lambda row: queries.TONES.get(row.state, "plain")),
        Column("最后所在工会", "union_body.name"),
        Column("提出时间", "asked_at", sort="asked_at"),
    ),
)
HOLDS = Ledger(
    title="暂缓删除",
    order="-set_at",
    unit="件",
    empty="没有暂缓删除。收到法院、仲裁、纪检监察或者审计文书的，在这里登记",
    columns=(
        Column("姓名", "shown_name", link=address("erasure:hold")),
        Column("事由", choice("kind")),
        Column("作出的工会", "union_body.name"),
        Column("最后一日", "until", sort="until"),
        Column("登记时间", "set_at", sort="set_at"),
    ),
)


@for_office(grants.OWN)
def own(request: Request) -> HttpResponse:
    """What would go, what is kept until when and why; the request as it stands, or the form that makes one."""
    by, at = request.actor, request.arrived_at
    form = forms.Asking(request.POST if request.method == "POST" else None)
    held = request.session.row  # type: ignore[attr-defined]
    if held and attempt(form, actions.ask, strong_at=held.strong_at, by=by, at=at):
        messages.success(request, "已提出，明天以后的夜里开始删除；在那以前可以撤回")
        return redirect("erasure:own")
    given = {"form": form, "known": by.person_id, "step_up": people.step_up_for(form, request.path), **_hers(request)}
    return render(request, "erasure/own.html", given)


def _hers(request: Request) -> dict[str, Any]:
    """Her latest request and what she is told beside it; what stands in the way where none is open."""
    by, at = request.actor, request.arrived_at
    found = settled(queries.own(by), at)
    given = {"erasure": found, "outlook": queries.outlook(by), "hold": queries.own_hold(by, at), **_case(found)}
    return {**given, "keeps": [] if given["open"] else queries.why_not(by, at)}


def _case(found: Erasure | None) -> dict[str, Any]:
    if found is None:
        return {"open": False}
    told = {"standing": queries.standing(found), "trace": queries.trace(found), "papers": queries.papers_of(found)}
    return {"open": not queries.blocks(found), "facts": queries.facts(found), **told}


KEEPING = ("没有删除的继续保存；已经删除的不能恢复", "以后可以再提出")


@for_office(grants.OWN)
def withdraw(request: Request) -> HttpResponse:
    found = settled(queries.own(request.actor).open(), request.arrived_at)
    form = forms.Nothing(request.POST if request.method == "POST" else None)
    if found is None or attempt(form, actions.withdraw, found.pk, by=request.actor, at=request.arrived_at):
        return redirect("erasure:own")
    told: dict[str, Any] = {"frame": "design/market.html", "consequences": KEEPING, "back": reverse("erasure:own")}
    return ask_once_more(request, "撤回删除申请", form, submit="撤回", **told)


@for_office(grants.SEE)
def erasures(request: Request) -> HttpResponse:
    page = ERASURES.page(queries.erasures(request.actor), request.GET)
    return render(request, "erasure/erasures.html", {"ledger": page})


def _found(request: Request, pk: UUID) -> Erasure:
    if found := settled(queries.erasures(request.actor).filter(pk=pk), request.arrived_at):
        return found
    raise Http404


@signed_in
def erasure(request: Request, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    return render(request, "erasure/erasure.html", {"erasure": found, **_case(found)})


@for_office(grants.ENTER)
def enter(request: Request) -> HttpResponse:
    form = forms.Entering(request.POST or None, request.FILES or None)
    if done := attempt(form, actions.enter, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记，到期自动删除；在那以前本人可以撤回")
        found = queries.erasures(request.actor).filter(pk=done.subject_id).exists()
        return redirect("erasure:erasure", done.subject_id) if found else redirect("erasure:erasures")
    return render(request, "erasure/enter.html", {"form": form})


@signed_in
def withdraw_on_paper(request: Request, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    parts = {"back": reverse("erasure:erasure", args=[pk]), "told": KEEPING, "done": "已登记撤回"}
    return _act(request, found, "登记本人撤回", forms.OnPaper, actions.withdraw, **parts)


@for_office(grants.HOLD)
def holds(request: Request) -> HttpResponse:
    page = HOLDS.page(queries.holds(request.actor), request.GET)
    return render(request, "erasure/holds.html", {"ledger": page})


@for_office(grants.HOLD)
def set_hold(request: Request) -> HttpResponse:
    form = forms.Holding(request.POST or None, request.FILES or None)
    if done := attempt(form, actions.hold, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记，到最后一日以前不删除")
        return redirect("erasure:hold", done.subject_id)
    return render(request, "erasure/set_hold.html", {"form": form})


@signed_in
def hold(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.holds(request.actor), pk=pk)
    given = {"hold": found, "facts": queries.hold_facts(found), "trace": queries.trace(found)}
    given["scans"] = documents.of(found)
    given["stands"] = queries.stands(found, day(request.arrived_at))
    return render(request, "erasure/hold.html", given)


@signed_in
def prolong(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.holds(request.actor), pk=pk)
    parts = {"back": reverse("erasure:hold", args=[pk]), "told": ("到延长后的最后一日以前不删除",), "done": "已延长"}
    return _act(request, found, "延长暂缓删除", forms.Prolonging, actions.prolong, **parts)


@signed_in
def lift(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.holds(request.actor), pk=pk)
    told = ("有删除申请的，从今天起继续办理", "没有另外的暂缓删除的，明天以后的夜里删除")
    parts = {"back": reverse("erasure:hold", args=[pk]), "told": told, "done": "已解除"}
    return _act(request, found, "解除暂缓删除", forms.Lifting, actions.lift, **parts)


def _act(
    request: Request, found: Erasure | Hold, title: str, shape: type[Form], verb: Callable[..., Any], **parts: Any
) -> HttpResponse:
    form = shape(request.POST if request.method == "POST" else None, request.FILES or None)
    if attempt(form, verb, found.pk, by=request.actor, at=request.arrived_at):
        messages.success(request, parts["done"])
        return redirect(parts["back"])
    words = f"{title}：{found.shown_name}"
    return ask_once_more(request, words, form, consequences=parts["told"], submit=title, back=parts["back"])
