"""入会决议: one meeting of the committee, recorded once for everybody it admitted."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from gongqiao.design.columns import address
from gongqiao.design.ledger import Column, Ledger
from gongqiao.kernel.web import Request, attempt, for_office, signed_in
from gongqiao.membership import actions, forms, grants, queries

RESOLUTIONS = Ledger(
    title="入会决议",
    filter=forms.ResolutionSifting,
    order="-met_on",
    unit="份",
    columns=(
        Column("文号", "number", link=address("membership:resolution")),
        Column("会议日期", "met_on", sort="met_on", kind="day"),
        Column("准予入会（人）", lambda row: "已撤销" if row.undone_at else row.count, kind="number"),
        Column("出席委员（人）", lambda row: len(row.present), kind="number"),
    ),
)


@for_office(grants.RESOLVE)
def resolutions(request: Request) -> HttpResponse:
    page = RESOLUTIONS.page(queries.resolutions(request.actor), request.GET)
    return render(request, "membership/resolutions.html", {"ledger": page})


@signed_in
def resolution(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.resolutions(request.actor), pk=pk)
    given = {"facts": queries.resolution_facts(found), "admitted": queries.admitted_by(found, request.actor)}
    return render(request, "membership/resolution.html", {"resolution": found, **given})


@for_office(grants.RESOLVE)
def resolve(request: Request) -> HttpResponse:
    """Every application that waits stands on the list; those one came with are ticked."""
    waiting, unconfirmed = queries.waiting(request.actor), queries.unconfirmed(request.actor)
    initial: dict[str, Any] = {"applications": request.GET.getlist("application")}
    form = forms.Resolving(request.POST or None, initial=initial).among(waiting, unconfirmed)
    if done := attempt(form, actions.resolve, request.actor.body_id, by=request.actor, at=request.arrived_at):
        messages.success(request, "决议已登记，名单中的申请人已成为会员")
        return redirect("membership:resolution", done.subject_id)
    given = {"form": form, "waiting": [*unconfirmed, *waiting], "unconfirmed": unconfirmed}
    return render(request, "membership/resolve.html", given)
