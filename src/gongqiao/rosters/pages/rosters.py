"""入会名册: hand in a list, see what is wrong with it, take it, undo it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gongqiao.design.columns import address, choice
from gongqiao.design.confirming import confirm, led_back
from gongqiao.design.downloads import hand_over
from gongqiao.design.ledger import Column, Ledger
from gongqiao.design.sheets import MEDIA_TYPE
from gongqiao.intake.queries import notes_of
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Request, attempt, for_office, signed_in
from gongqiao.rosters import actions, forms, grants, queries
from gongqiao.rosters.models import Roster
from gongqiao.rosters.queries.rosters import TONES

FIRST = 20
DISCARDING = ("平台不再保存这份名册的文件和名单", "会员和其他名册不受影响", "以后可以重新上传")
ROSTERS = Ledger(
    title="入会名册",
    filter=forms.RosterSifting,
    order="-received_at",
    unit="份",
    columns=(
        Column("文件", "name", link=address("rosters:roster")),
        Column("状态", choice("state"), tone=lambda row: TONES.get(row.state, "plain")),
        Column("名单（人）", "rows", kind="number"),
        Column("可以接收（人）", "good", kind="number"),
        Column("有问题（人）", "bad", kind="number"),
        Column("决议", "number"),
        Column("交来时间", "received_at", sort="received_at"),
    ),
    empty="还没有交过名册",
)
PROBLEMS = Ledger(
    title="名册中的问题",
    filter=forms.ProblemSifting,
    order="row",
    unit="处",
    size=50,
    columns=(
        Column("在哪里", "where"),
        Column("问题和改法", "words"),
    ),
)


@for_office(grants.ENROL)
def rosters(request: Request) -> HttpResponse:
    page = ROSTERS.page(queries.rosters(request.actor), request.GET)
    return render(request, "rosters/rosters.html", {"ledger": page})


@for_office(grants.ENROL)
def roster_template(request: Request) -> HttpResponse:
    content = queries.template(request.arrived_at, request.GET.get("layout", ""))
    return hand_over(content, name="会员名册模板.xlsx", kind=MEDIA_TYPE)


@for_office(grants.ENROL)
def new_roster(request: Request) -> HttpResponse:
    form = forms.RosterFile(request.POST or None, request.FILES or None).known()
    union = request.actor.body_id
    if done := attempt(form, actions.receive_roster, union, by=request.actor, at=request.arrived_at):
        return redirect("rosters:roster", done.subject_id)
    return render(request, "rosters/new_roster.html", {"form": form, "layouts": queries.layouts()})


@signed_in
def roster(request: Request, pk: UUID) -> HttpResponse:
    found = settled(queries.rosters(request.actor).filter(pk=pk), request.arrived_at)
    if found is None:
        raise Http404
    given = {
        "roster": found,
        "standing": queries.roster_standing(found),
        "facts": queries.roster_facts(found),
        "figures": queries.roster_figures(found),
        "notes": notes_of(found),
        "problems": queries.problems(found).order_by("sheet", "row", "pk")[:FIRST],
        "keeps": queries.what_keeps_roster(found),
    }
    return render(request, "rosters/roster.html", given)


@signed_in
def roster_problems(request: Request, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    page = PROBLEMS.page(queries.problems(found), request.GET)
    return render(request, "rosters/roster_problems.html", {"roster": found, "ledger": page})


@signed_in
def bad_rows(request: Request, pk: UUID) -> HttpResponse:
    """What was typed, numbers and all, for whoever mends it: told in the record, never kept by a browser."""
    found = _found(request, pk)
    form = forms.Nothing(request.POST or None)
    if done := attempt(form, actions.take_out_rows, pk, by=request.actor, at=request.arrived_at):
        if done.thing is None:
            return redirect("rosters:roster", pk)
        return hand_over(done.thing.content, name=queries.bad_rows_name(found), kind=MEDIA_TYPE)
    return led_back(request, form, "rosters:roster", pk)


@signed_in
def decide_roster(request: Request, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    form = forms.Meeting(request.POST or None)
    if attempt(form, actions.decide_roster, pk, by=request.actor, at=request.arrived_at):
        return redirect("rosters:roster", pk)
    return render(request, "rosters/decide_roster.html", {"roster": found, "form": form})


@signed_in
def undo_roster(request: Request, pk: UUID) -> HttpResponse:
    _found(request, pk)
    form = forms.Nothing(request.POST or None)
    attempt(form, actions.call_back_roster, pk, by=request.actor, at=request.arrived_at)
    return led_back(request, form, "rosters:roster", pk)


@signed_in
def reread_roster(request: Request, pk: UUID) -> HttpResponse:
    _found(request, pk)
    form = forms.Nothing(request.POST or None)
    attempt(form, actions.reread_roster, pk, by=request.actor, at=request.arrived_at)
    return led_back(request, form, "rosters:roster", pk)


@signed_in
def discard_roster(request: Request, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    form = forms.Nothing(request.POST or None)
    if attempt(form, actions.discard_roster, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "名册已作废")
        return redirect("rosters:rosters")
    where: dict[str, Any] = {"back": reverse("rosters:roster", args=[pk]), "submit": "作废"}
    return confirm(request, f"作废名册：{found.name}", form, consequences=DISCARDING, **where)


def _found(request: Request, pk: UUID) -> Roster:
    return get_object_or_404(queries.rosters(request.actor), pk=pk)
