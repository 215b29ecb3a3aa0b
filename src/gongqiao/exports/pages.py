"""导出: say what for, see what was taken away, agree to what is large, download it while it can be had."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from gongqiao.design.columns import address, choice
from gongqiao.design.downloads import hand_over
from gongqiao.design.ledger import Column, Ledger
from gongqiao.design.sheets import MEDIA_TYPE
from gongqiao.exports import actions, forms, grants, queries
from gongqiao.exports.models import Export
from gongqiao.kernel.authority import require
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Request, attempt, for_office, signed_in
from gongqiao.people import queries as people
from gongqiao.people.models import SignIn

TONES = {"asked": "wait", "ready": "good", "declined": "bad", "lapsed": "note"}
EXPORTS = Ledger(
    title="导出记录",
    filter=forms.Sifting,
    order="-at",
    unit="次",
    columns=(
        Column("台账", "title", link=address("exports:export")),
        Column("状态", choice("state"), tone=lambda row: TONES.get(row.state, "plain")),
        Column("行数", "count", kind="number"),
        Column("用途", "purpose"),
        Column("导出人", lambda row: f"{row.role_words} {row.called}"),
        Column("导出时间", "at", sort="at", kind="day"),
    ),
)


def _strong_at(request: Request) -> datetime | None:
    held: SignIn | None = request.session.row  # type: ignore[attr-defined]
    return held.strong_at if held else None


@for_office(grants.EXPORT)
def hand_out(request: Request, ledger: str) -> HttpResponse:
    """The last page before a ledger goes: which rows, and what for."""
    if (offered := queries.OFFERS.get(ledger)) is None:
        raise Http404
    listed, form = queries.listed(offered, request.actor, request.GET), forms.purpose(offered)(request.POST or None)
    told: dict[str, Any] = {"rows": listed.rows, "told": listed.told, "strong_at": _strong_at(request)}
    if done := attempt(form, actions.hand_out, ledger, **told, by=request.actor, at=request.arrived_at):
        messages.success(request, "已提交，批准以后可以下载" if listed.waits else "表格已准备好，请下载")
        return redirect("exports:export", done.subject_id)
    given = {"title": offered.ledger.title, "listed": listed, "form": form}
    step_up = people.step_up_for(form, request.get_full_path())
    return render(request, "exports/hand_out.html", {**given, "step_up": step_up})


@for_office(grants.SEE)
def exports(request: Request) -> HttpResponse:
    page = EXPORTS.page(queries.exports(request.actor), request.GET)
    return render(request, "exports/exports.html", {"ledger": page})


def _seen(request: Request, pk: UUID) -> Export:
    return get_object_or_404(queries.exports(request.actor), pk=pk)


@signed_in
def export(request: Request, pk: UUID) -> HttpResponse:
    found = settled(queries.exports(request.actor).filter(pk=pk), request.arrived_at) or _seen(request, pk)
    blocks = queries.blocks(found, request.actor, request.arrived_at, strong_at=_strong_at(request))
    step_up = people.way_to({reason.code for reason in blocks}, request.path)
    given = {"export": found, "facts": queries.facts(found), "blocks": blocks, "step_up": step_up}
    return render(request, "exports/export.html", {**given, "deciding": queries.deciding(found, request.actor)})


@signed_in
def approve(request: Request, pk: UUID) -> HttpResponse:
    """Whoever agrees sees first which rows go, to whom and what for."""
    found = _seen(request, pk)
    require(request.actor, grants.APPROVE, found.body_id)
    form = forms.Approving(request.POST or None)
    if attempt(form, actions.approve, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已批准，导出人会收到消息")
        return redirect("exports:export", pk)
    return render(request, "exports/decide.html", {**_decidable(found, request), "form": form})


@signed_in
def decline(request: Request, pk: UUID) -> HttpResponse:
    found = _seen(request, pk)
    require(request.actor, grants.APPROVE, found.body_id)
    form = forms.Declining(request.POST or None)
    if attempt(form, actions.decline, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已告诉导出人没有批准")
        return redirect("exports:export", pk)
    return render(request, "exports/decide.html", {**_decidable(found, request), "form": form, "declining": True})


def _decidable(found: Export, request: Request) -> dict[str, Any]:
    facts, people = queries.facts(found), queries.OFFERS[found.ledger].lists_people
    blocks = queries.undecidable(found, request.actor)
    return {"export": found, "facts": facts, "blocks": blocks, "lists_people": people}


@signed_in
def file(request: Request, pk: UUID) -> HttpResponse:
    """The table, written anew each time: no copy of it is kept."""
    _seen(request, pk)
    try:
        fetched = actions.fetch(pk, strong_at=_strong_at(request), by=request.actor, at=request.arrived_at)
    except Refused as refused:
        raise Forbidden(refused.reasons) from refused
    return hand_over(queries.table(fetched, request.actor), name=queries.file_name(fetched), kind=MEDIA_TYPE)


@signed_in
def alarm(request: Request, pk: UUID) -> HttpResponse:
    """What somebody took away of late, for the security administrator."""
    if (found := queries.alarm(request.actor, pk)) is None:
        raise Http404
    return render(request, "exports/alarm.html", {"alarm": found})
