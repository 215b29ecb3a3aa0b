"""工会联盟: the ledger, one alliance as it was on a day, and what is done to it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gongqiao.alliances import actions, forms, grants, queries
from gongqiao.alliances.models import Alliance
from gongqiao.design.columns import address
from gongqiao.design.confirming import confirm
from gongqiao.design.ledger import Column, Ledger
from gongqiao.kernel.authority import require
from gongqiao.kernel.clock import day
from gongqiao.kernel.web import Request, attempt, for_office, signed_in

ALLIANCES = Ledger(
    title="工会联盟",
    order="-signed_on",
    unit="个",
    columns=(
        Column("名称", "name", link=address("alliances:alliance")),
        Column("牵头单位", "keeper_body.name"),
        Column("签署日期", "signed_on", sort="signed_on", kind="day"),
        Column("状态", "standing"),
    ),
    empty="本工会没有参加工会联盟",
)


@for_office(grants.SEE)
def alliances(request: Request) -> HttpResponse:
    page = ALLIANCES.page(queries.alliances(request.actor), request.GET)
    may = request.actor.may(grants.KEEP)
    return render(request, "alliances/alliances.html", {"ledger": page, "may": may})


@signed_in
def alliance(request: Request, pk: UUID) -> HttpResponse:
    """Who belonged on the day that is asked for."""
    found = get_object_or_404(queries.alliances(request.actor), pk=pk)
    asked = forms.AsOf(request.GET or None)
    on = (asked.is_valid() and asked.cleaned_data["on"]) or day(request.arrived_at)
    told = queries.alliance_page(request.actor, found, on=on)
    return render(request, "alliances/alliance.html", {"alliance": found, "on": on, "asked": asked, **told})


def _kept(request: Request, pk: UUID) -> Alliance:
    """One that one sees and keeps the book of; whoever does not is told before she fills in."""
    found = get_object_or_404(queries.alliances(request.actor), pk=pk)
    require(request.actor, grants.KEEP, found.keeper_body_id)
    return found


@for_office(grants.KEEP)
def ally(request: Request) -> HttpResponse:
    form = forms.Allying(request.POST or None, request.FILES or None)
    if done := attempt(form, actions.ally, request.actor.body_id, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记工会联盟")
        return redirect("alliances:alliance", done.subject_id)
    return render(request, "alliances/ally.html", {"form": form})


@signed_in
def admit_party(request: Request, pk: UUID) -> HttpResponse:
    kept = _kept(request, pk)
    form = forms.Admitting(request.POST or None, request.FILES or None)
    if attempt(form, actions.admit_party, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记加入")
        return redirect("alliances:alliance", pk)
    return render(request, "alliances/admit.html", {"alliance": kept, "form": form})


@signed_in
def leave_alliance(request: Request, pk: UUID) -> HttpResponse:
    party = get_object_or_404(queries.parties(request.actor), pk=pk)
    keeps = request.actor.body_id == party.alliance.keeper_body_id
    require(request.actor, grants.KEEP, party.alliance.keeper_body_id if keeps else party.body_id)
    form = forms.LeavingAlliance(request.POST if request.method == "POST" else None)
    if attempt(form, actions.leave_alliance, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已退出联盟")
        return redirect("alliances:alliances")
    told = ("从今天起不再是联盟的成员，以前的记录保留", "以后可以重新加入")
    back = reverse("alliances:alliance", args=[party.alliance_id])
    title = f"{party.body.name}退出{party.alliance}"
    return confirm(request, title, form, consequences=told, submit="退出联盟", back=back)


@signed_in
def hand_over(request: Request, pk: UUID) -> HttpResponse:
    kept = _kept(request, pk)
    form = forms.HandingOver(request.POST if request.method == "POST" else None)
    if attempt(form, actions.hand_over, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已移交牵头，本工会仍是成员")
        return redirect("alliances:alliance", pk)
    told = ("从今天起由它办理成员加入、退出和联盟终止", "本工会改为成员单位")
    back = reverse("alliances:alliance", args=[pk])
    return confirm(request, f"移交{kept}的牵头", form, consequences=told, submit="移交", back=back)


@signed_in
def end_alliance(request: Request, pk: UUID) -> HttpResponse:
    kept = _kept(request, pk)
    form = forms.EndingAlliance(request.POST if request.method == "POST" else None)
    if attempt(form, actions.end_alliance, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已终止联盟")
        return redirect("alliances:alliance", pk)
    told = ("从今天起全部成员和合作单位不再属于这个联盟", "不能恢复；要再联合，请另签协议登记")
    back = reverse("alliances:alliance", args=[pk])
    return confirm(request, f"终止{kept}", form, consequences=told, submit="终止联盟", back=back)
