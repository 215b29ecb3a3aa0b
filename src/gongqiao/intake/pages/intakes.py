"""批量登记: hand in a list of employers or posts, see what is wrong with it, have it entered, undo it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gongqiao.design.columns import address, choice
from gongqiao.design.confirming import confirm, led_back
from gongqiao.design.downloads import hand_over
from gongqiao.design.ledger import Column, Ledger
from gongqiao.design.sheets import MEDIA_TYPE
from gongqiao.intake import actions, forms, grants, queries
from gongqiao.intake.models import EMPLOYERS, POSTS, Intake
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Request, attempt, for_office, signed_in

FIRST = 20
DISCARDING = ("平台不再保存这份名单的文件和内容", "已登记的和其他名单不受影响", "以后可以重新上传")
INTAKES = Ledger(
    title="批量登记",
    filter=forms.IntakeSifting,
    order="-received_at",
    unit="份",
    columns=(
        Column("文件", "name", link=address("intake:intake")),
        Column("登记什么", choice("kind")),
        Column("状态", choice("state"), tone=lambda row: queries.TONES.get(row.state, "plain")),
        Column("名单（行）", "rows", kind="number"),
        Column("可以登记（行）", "good", kind="number"),
        Column("有问题（行）", "bad", kind="number"),
        Column("交来时间", "received_at", sort="received_at"),
    ),
    empty="还没有交过名单",
)
PROBLEMS = Ledger(
    title="名单中的问题",
    filter=forms.IntakeProblemSifting,
    order="row",
    unit="处",
    size=50,
    columns=(
        Column("在哪里", "where"),
        Column("问题和改法", "words"),
    ),
)


@for_office(grants.HAND_IN)
def intakes(request: Request) -> HttpResponse:
    page = INTAKES.page(queries.intakes(request.actor), request.GET)
    return render(request, "intake/intakes.html", {"ledger": page, "kinds": queries.kinds_for(request.actor)})


@for_office(grants.HAND_IN)
def new_employers(request: Request) -> HttpResponse:
    return _new(request, EMPLOYERS, forms.EmployersFile)


@for_office(grants.HAND_IN_POSTS)
def new_posts(request: Request) -> HttpResponse:
    return _new(request, POSTS, forms.PostsFile)


def _new(request: Request, kind: str, asked: type[Form]) -> HttpResponse:
    form = asked(request.POST or None, request.FILES or None)
    by, at = request.actor, request.arrived_at
    if done := attempt(form, actions.receive_intake, by.body_id, kind=kind, by=by, at=at):
        return redirect("intake:intake", done.subject_id)
    template = reverse(f"intake:{kind}_template")
    return render(request, "intake/new_intake.html", {"form": form, "template": template, "words": Intake.KINDS[kind]})


@for_office(grants.HAND_IN)
def employers_template(request: Request) -> HttpResponse:
    content = queries.intake_template(EMPLOYERS, request.arrived_at)
    return hand_over(content, name="用人单位名单模板.xlsx", kind=MEDIA_TYPE)


@for_office(grants.HAND_IN_POSTS)
def posts_template(request: Request) -> HttpResponse:
    content = queries.intake_template(POSTS, request.arrived_at)
    return hand_over(content, name="任职名单模板.xlsx", kind=MEDIA_TYPE)


@signed_in
def intake(request: Request, pk: UUID) -> HttpResponse:
    found = settled(queries.intakes(request.actor).filter(pk=pk), request.arrived_at)
    if found is None:
        raise Http404
    given = {
        "intake": found,
        "standing": queries.intake_standing(found),
        "facts": queries.intake_facts(found),
        "figures": queries.intake_figures(found),
        "notes": queries.notes_of(found),
        "problems": queries.intake_problems(found).order_by("sheet", "row", "pk")[:FIRST],
        "keeps": queries.what_keeps_intake(found),
    }
    return render(request, "intake/intake.html", given)


@signed_in
def intake_problems(request: Request, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    page = PROBLEMS.page(queries.intake_problems(found), request.GET)
    return render(request, "intake/intake_problems.html", {"intake": found, "ledger": page})


@signed_in
def intake_bad_rows(request: Request, pk: UUID) -> HttpResponse:
    """What was typed, for whoever mends it: told in the record, never kept by a browser."""
    found = _found(request, pk)
    form = forms.Nothing(request.POST or None)
    done = attempt(form, actions.take_out_bad_rows, pk, by=request.actor, at=request.arrived_at)
    if done and done.thing:
        return hand_over(done.thing.content, name=queries.bad_rows_name(found), kind=MEDIA_TYPE)
    return led_back(request, form, "intake:intake", pk)


@signed_in
def accept_intake(request: Request, pk: UUID) -> HttpResponse:
    _found(request, pk)
    form = forms.Nothing(request.POST or None)
    attempt(form, actions.accept_intake, pk, by=request.actor, at=request.arrived_at)
    return led_back(request, form, "intake:intake", pk)


@signed_in
def undo_intake(request: Request, pk: UUID) -> HttpResponse:
    _found(request, pk)
    form = forms.Nothing(request.POST or None)
    attempt(form, actions.call_back_intake, pk, by=request.actor, at=request.arrived_at)
    return led_back(request, form, "intake:intake", pk)


@signed_in
def reread_intake(request: Request, pk: UUID) -> HttpResponse:
    _found(request, pk)
    form = forms.Nothing(request.POST or None)
    attempt(form, actions.reread_intake, pk, by=request.actor, at=request.arrived_at)
    return led_back(request, form, "intake:intake", pk)


@signed_in
def discard_intake(request: Request, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    form = forms.Nothing(request.POST or None)
    if attempt(form, actions.discard_intake, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "名单已作废")
        return redirect("intake:intakes")
    where: dict[str, Any] = {"back": reverse("intake:intake", args=[pk]), "submit": "作废"}
    return confirm(request, f"作废名单：{found.name}", form, consequences=DISCARDING, **where)


def _found(request: Request, pk: UUID) -> Intake:
    return get_object_or_404(queries.intakes(request.actor), pk=pk)
