"""导出: say what for, see what was taken away, download it while it can be had."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from gongqiao.design.columns import address
from gongqiao.design.downloads import hand_over
from gongqiao.design.ledger import Column, Ledger
from gongqiao.design.sheets import MEDIA_TYPE
from gongqiao.exports import actions, forms, grants, queries
from gongqiao.exports.models import Export
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.kernel.web import Request, attempt, for_office, signed_in

EXPORTS = Ledger(
    title="导出记录",
    filter=forms.Sifting,
    order="-at",
    unit="次",
    columns=(
        Column("台账", "title", link=address("exports:export")),
        Column("行数", "count", kind="number"),
        Column("用途", "purpose"),
        Column("导出人", lambda row: f"{row.role_words} {row.called}"),
        Column("导出时间", "at", sort="at", kind="day"),
    ),
)


@for_office(grants.EXPORT)
def hand_out(request: Request, ledger: str) -> HttpResponse:
    """The last page before a ledger goes: which rows, and what for."""
    if (offered := queries.OFFERS.get(ledger)) is None:
        raise Http404
    listed, form = queries.listed(offered, request.actor, request.GET), forms.Purpose(request.POST or None)
    told: dict[str, Any] = {"rows": listed.rows, "told": listed.told, "by": request.actor, "at": request.arrived_at}
    if done := attempt(form, actions.hand_out, ledger, **told):
        messages.success(request, "表格已准备好，请下载")
        return redirect("exports:export", done.subject_id)
    return render(request, "exports/hand_out.html", {"title": offered.ledger.title, "listed": listed, "form": form})


@for_office(grants.SEE)
def exports(request: Request) -> HttpResponse:
    page = EXPORTS.page(queries.exports(request.actor), request.GET)
    return render(request, "exports/exports.html", {"ledger": page})


def _seen(request: Request, pk: UUID) -> Export:
    return get_object_or_404(queries.exports(request.actor), pk=pk)


@signed_in
def export(request: Request, pk: UUID) -> HttpResponse:
    found = _seen(request, pk)
    blocks = queries.blocks(found, request.actor, request.arrived_at)
    return render(request, "exports/export.html", {"export": found, "facts": queries.facts(found), "blocks": blocks})


@signed_in
def file(request: Request, pk: UUID) -> HttpResponse:
    """The table, written anew each time: no copy of it is kept."""
    _seen(request, pk)
    try:
        fetched = actions.fetch(pk, by=request.actor, at=request.arrived_at)
    except Refused as refused:
        raise Forbidden(refused.reasons) from refused
    return hand_over(queries.table(fetched, request.actor), name=queries.file_name(fetched), kind=MEDIA_TYPE)
