"""常设授权: what the committee lets its officers decide in its name, with the paper on which it rests."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gongqiao.delegations import actions, forms, grants, queries
from gongqiao.design.columns import address
from gongqiao.design.confirming import confirm
from gongqiao.design.ledger import Column, Ledger
from gongqiao.kernel.clock import day
from gongqiao.kernel.web import Request, attempt, for_office, signed_in

TONES = {"有效": "good", "未生效": "wait"}


def _ledger(request: Request) -> Ledger:
    on = day(request.arrived_at)
    columns = (
        Column("授权决议文号", "number", link=address("delegations:delegation")),
        Column("授权事项", "power"),
        Column("受托职务", "holders"),
        Column("起", "since", sort="since", kind="day"),
        Column("止", "until", sort="until", kind="day"),
        Column("状态", lambda row: row.state_on(on), tone=lambda row: TONES.get(row.state_on(on), "plain")),
    )
    empty = "还没有登记常设授权；没有授权的，由委员会开会决定"
    return Ledger(title="常设授权", order="-since", unit="份", columns=columns, empty=empty)


@for_office(grants.KEEP)
def delegations(request: Request) -> HttpResponse:
    page = _ledger(request).page(queries.delegations(request.actor), request.GET)
    return render(request, "delegations/delegations.html", {"ledger": page})


@signed_in
def delegation(request: Request, pk: UUID) -> HttpResponse:
    held, on = get_object_or_404(queries.delegations(request.actor), pk=pk), day(request.arrived_at)
    given = {"facts": queries.facts(held, on=on), "runs": held.ended_on is None and held.until >= on}
    return render(request, "delegations/delegation.html", {"delegation": held, **given})


@for_office(grants.KEEP)
def delegate(request: Request) -> HttpResponse:
    form = forms.Delegating(request.POST or None, request.FILES or None)
    if done := attempt(form, actions.delegate, request.actor.body_id, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记常设授权，自起始日起，受托人可以在受托范围内办理")
        return redirect("delegations:delegation", done.subject_id)
    return render(request, "delegations/delegate.html", {"form": form})


@signed_in
def end_delegation(request: Request, pk: UUID) -> HttpResponse:
    held = get_object_or_404(queries.delegations(request.actor), pk=pk)
    form = forms.EndingDelegation(request.POST or None)
    if attempt(form, actions.end_delegation, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已收回授权")
        return redirect("delegations:delegation", pk)
    consequences = ("从今天起，受托人不能再按这份授权办理", "以前按授权办理的不受影响，仍由委员会确认")
    back = reverse("delegations:delegation", args=[pk])
    title = f"收回常设授权 {held.number}"
    return confirm(request, title, form, consequences=consequences, submit="收回授权", back=back)
