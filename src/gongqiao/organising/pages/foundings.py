"""One founding: how it began, where it stands, and what each party does to it, here or from a paper."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from gongqiao.design.columns import address, choice
from gongqiao.design.ledger import Column, Ledger
from gongqiao.kernel.authority import ROLES
from gongqiao.kernel.clock import day
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Request, attempt, for_office, signed_in
from gongqiao.organising import actions, forms, grants, queries
from gongqiao.organising.models import Founding

FOUNDINGS = Ledger(
    title="组建工会",
    filter=forms.FoundingSifting,
    order="-begun_at",
    unit="件",
    columns=(
        Column("用人单位", "employer_body.name", link=address("organising:founding")),
        Column("状态", choice("state"), tone=lambda row: queries.TONES.get(row.state, "plain")),
        Column("上一级工会", "superior_body.name"),
        Column("会员", lambda row: row.members or row.expected, kind="number"),
        Column("请示日期", "begun_on", kind="day"),
    ),
    empty="还没有单位请示组建工会",
)


def frame(request: Request) -> str:
    """The frame of the face one acts on."""
    return f"design/{ROLES[request.actor.role].face}.html"


@for_office(grants.ENTER)
def foundings(request: Request) -> HttpResponse:
    page = FOUNDINGS.page(queries.foundings(request.actor), request.GET)
    return render(request, "organising/foundings.html", {"ledger": page})


@for_office(grants.STATE)
def of_employer(request: Request) -> HttpResponse:
    """The employer finds the one that its workers prepare, once its group has been approved."""
    found = queries.foundings(request.actor).order_by("-begun_at", "-pk").first()
    return redirect("organising:founding", found.pk) if found else render(request, "organising/none.html", {})


@for_office(grants.OWN)
def own(request: Request) -> HttpResponse:
    """Where one's own stands; whoever has none reads how a union is founded."""
    found = queries.own_founding(request.actor)
    return redirect("organising:founding", found.pk) if found else render(request, "organising/own.html", {})


@for_office(grants.OWN)
def start(request: Request) -> HttpResponse:
    form = forms.Starting(request.POST or None)
    if done := attempt(form, actions.petition, by=request.actor, at=request.arrived_at):
        messages.success(request, "已请示，上一级工会批复后会通知您")
        return redirect("organising:founding", done.subject_id)
    return render(request, "organising/start.html", {"form": form, "frame": frame(request), "back": "organising:own"})


@for_office(grants.ENTER)
def petition_on_paper(request: Request) -> HttpResponse:
    form = forms.StartingOnPaper(request.POST or None, request.FILES or None)
    if done := attempt(form, actions.petition, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记请示，期限从落款日期起算")
        return redirect("organising:founding", done.subject_id)
    given = {"form": form, "frame": frame(request), "back": "organising:foundings"}
    return render(request, "organising/start.html", given)


def _found(request: Request, pk: UUID) -> Founding:
    """As it stands now: a posting that ran its days this morning is over."""
    if found := settled(queries.foundings(request.actor).filter(pk=pk), request.arrived_at):
        return found
    raise Http404


@signed_in
def founding(request: Request, pk: UUID) -> HttpResponse:
    case, viewer = _found(request, pk), request.actor
    given: dict[str, Any] = {"founding": case, "frame": frame(request), "standing": queries.standing(case)}
    given |= {"facts": queries.facts(case), "trace": queries.trace(case), "papers": queries.papers_of(viewer, case)}
    given |= {"listed": queries.listed(viewer, case), "coming": queries.coming(viewer, case)}
    given |= {"stages": queries.STAGES, "stage": queries.stage(case)}
    given["advice"] = list(queries.advice(case, day(request.arrived_at)))
    given["acts"] = [(act, forms.TABLE[act.name].title) for act in queries.acts_open(viewer, case)]
    given["may_appoint"] = case.union_body_id is not None and viewer.scope(grants.APPROVE).covers(case.union_body_id)
    return render(request, "organising/founding.html", given)


def acting(name: str) -> Callable[..., HttpResponse]:
    """The page of one act, in the shape that fits whoever opens it."""

    @signed_in
    def page(request: Request, pk: UUID) -> HttpResponse:
        return _act(request, pk, name)

    page.__name__ = name
    return page


def _act(request: Request, pk: UUID, name: str) -> HttpResponse:
    case, told = _found(request, pk), forms.TABLE[name]
    opened = next((act for act in queries.acts_open(request.actor, case) if act.name == name), None)
    shapes = told.shapes
    on_paper = opened.on_paper if opened and opened.on_paper in shapes else next(iter(shapes))
    posted = request.POST if request.method == "POST" else None
    form = shapes[on_paper](posted, request.FILES or None, initial=queries.known(name, case))
    if attempt(form, told.verb, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, told.done)
        return redirect("organising:founding", pk)
    given = {"founding": case, "told": told, "form": form, "frame": frame(request), "on_paper": on_paper}
    return render(request, "organising/act.html", given)
