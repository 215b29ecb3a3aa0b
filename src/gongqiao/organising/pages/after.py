"""What follows: certificates that are renewed, unions that end."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from gongqiao.design.columns import address, choice
from gongqiao.design.ledger import Column, Ledger
from gongqiao.kernel.authority import require
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Request, attempt, for_office, signed_in
from gongqiao.organisations import queries as organisations
from gongqiao.organising import actions, forms, grants, queries

CERTIFICATES = Ledger(
    title="工会法人资格证书",
    order="valid_until",
    unit="张",
    columns=(
        Column("工会", "union_body.name", link=address("organising:renew_certificate")),
        Column("统一社会信用代码", "uscc"),
        Column("证书编号", "number"),
        Column("有效期至", "valid_until", sort="valid_until", kind="day"),
        Column(
            "状态", choice("state"), tone=lambda row: {"renewable": "wait", "valid": "good"}.get(row.state, "plain")
        ),
    ),
    empty="还没有登记法人资格证书",
)


@for_office(grants.KEEP)
def certificates(request: Request) -> HttpResponse:
    page = CERTIFICATES.page(queries.certificates(request.actor), request.GET)
    return render(request, "organising/certificates.html", {"ledger": page})


@signed_in
def renew_certificate(request: Request, pk: UUID) -> HttpResponse:
    held = get_object_or_404(queries.certificates(request.actor), pk=pk)
    held = settled(queries.certificates(request.actor).filter(pk=pk), request.arrived_at) or held
    form = forms.Renewing(request.POST or None)
    if attempt(form, actions.renew_certificate, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记新证书")
        return redirect("organising:certificates")
    return render(request, "organising/renew.html", {"certificate": held, "form": form})


@signed_in
def end_union(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(organisations.organisations(request.actor), pk=pk)
    require(request.actor, grants.END, pk)
    form = forms.UnionEnding(request.POST or None)
    if done := attempt(form, actions.end_union, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记，会员会逐一收到通知")
        return redirect("organising:ending", done.subject_id)
    return render(request, "organising/end.html", {"union": found, "form": form})


@signed_in
def ending(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.endings(request.actor), pk=pk)
    return render(request, "organising/ending.html", {"ending": found, "facts": queries.ending_facts(found)})
