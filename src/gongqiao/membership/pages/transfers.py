"""转会 on the desk: what the old union, the new one and the one above both have, and what each does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gongqiao.design.columns import address, choice
from gongqiao.design.ledger import Column, Ledger
from gongqiao.files.papers import OnPaperForm
from gongqiao.kernel.authority import Permission, require
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Request, attempt, for_office, signed_in
from gongqiao.membership import actions, forms, grants, queries
from gongqiao.membership.models import Transfer
from gongqiao.membership.queries.transfers import TONES

TRANSFERS = Ledger(
    title="转会",
    filter=forms.TransferSifting,
    order="-begun_at",
    unit="件",
    columns=(
        Column("会员", "shown_name", link=address("membership:transfer_case")),
        Column("状态", choice("state"), tone=lambda row: TONES.get(row.state, "plain")),
        Column("原工会", "old_body.name"),
        Column("新工会", "new_body.name"),
        Column("申请日期", "requested_on", kind="day"),
    ),
)


@dataclass(frozen=True)
class Act:
    """What one party does here, and what another enters for it from a paper."""

    words: str
    party: str
    permission: Permission
    verb: Callable[..., Transfer]
    form: type[Form]
    on_paper: type[Form]
    paper: str
    done: str
    tone: str = "secondary"


ACTS = {
    "release": Act(
        "同意转出", "old_body_id", grants.RELEASE, actions.release, forms.Nothing, OnPaperForm,
        "登记转会介绍信", "已转出，由新工会接收", "primary",
    ),
    "hold_back": Act(
        "不同意转出", "old_body_id", grants.RELEASE, actions.hold_back, forms.Reasoned, forms.ReasonedOnPaper,
        "登记不同意转出的书面说明", "已报两家工会共同的上级工会决定",
    ),
    "take_in": Act(
        "接收", "new_body_id", grants.TAKE_IN, actions.take_in, forms.Nothing, OnPaperForm,
        "登记转会介绍信回执", "已接收，会籍转入新工会", "primary",
    ),
    "turn_down": Act(
        "退回，不接收", "new_body_id", grants.TAKE_IN, actions.turn_down, forms.Reasoned, forms.ReasonedOnPaper,
        "登记不接收的书面说明", "已退回，会籍留在原工会",
    ),
    "rule": Act(
        "作出决定", "superior_body_id", grants.RULE, actions.rule, forms.Ruling, forms.RulingOnPaper,
        "登记上级工会的书面决定", "决定已登记，会员和两家工会会收到通知", "primary",
    ),
}  # fmt: skip


@for_office(grants.SEE_TRANSFER)
def transfers(request: Request) -> HttpResponse:
    page = TRANSFERS.page(queries.transfers(request.actor), request.GET)
    return render(request, "membership/transfers.html", {"ledger": page})


def _found(request: Request, pk: UUID) -> Transfer:
    """As it stands now: a clock that ran out this morning has struck."""
    if found := settled(queries.transfers(request.actor).filter(pk=pk), request.arrived_at):
        return found
    raise Http404


@signed_in
def transfer_case(request: Request, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    rows = [(act, _to(name, found), queries.move_blocks(found, name)) for name, act in ACTS.items()]
    given = {
        "transfer": found,
        "standing": queries.move_standing(found),
        "trace": queries.move_trace(found),
        "member": [] if _is(request, found, "superior_body_id") else queries.member_told(found),
        "facts": queries.move_told(found),
        "papers": queries.move_papers(found),
    }
    given["ours"] = queries.members(request.actor).filter(pk=found.membership_id).exists()
    given["buttons"] = [(act.words, url, why, act.tone) for act, url, why in rows if _own(request, found, act)]
    given["on_paper"] = [(act.paper, url) for act, url, why in rows if not (why or _own(request, found, act))]
    return render(request, "membership/transfer_case.html", given)


def _is(request: Request, found: Transfer, party: str) -> bool:
    return bool(request.actor.body_id == getattr(found, party))


def _own(request: Request, found: Transfer, act: Act) -> bool:
    return _is(request, found, act.party)


def _to(name: str, found: Transfer) -> str:
    return reverse(f"membership:{name}", args=[found.pk])


def _act(request: Request, pk: UUID, name: str) -> HttpResponse:
    """One act: of one's own union, or of another whose paper one has."""
    found, act = _found(request, pk), ACTS[name]
    own = _own(request, found, act)
    shape, title = (act.form, act.words) if own else (act.on_paper, act.paper)
    form = shape(request.POST if request.method == "POST" else None, request.FILES or None)
    if isinstance(form, forms.Ruling):
        form.on(found.because)
    if attempt(form, act.verb, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, act.done)
        return redirect("membership:transfer_case", pk)
    given = {"transfer": found, "form": form, "title": title, "tells": None if own else act.words}
    return render(request, "membership/transfer_act.html", given)


@signed_in
def release(request: Request, pk: UUID) -> HttpResponse:
    return _act(request, pk, "release")


@signed_in
def hold_back(request: Request, pk: UUID) -> HttpResponse:
    return _act(request, pk, "hold_back")


@signed_in
def take_in(request: Request, pk: UUID) -> HttpResponse:
    return _act(request, pk, "take_in")


@signed_in
def turn_down(request: Request, pk: UUID) -> HttpResponse:
    return _act(request, pk, "turn_down")


@signed_in
def rule(request: Request, pk: UUID) -> HttpResponse:
    return _act(request, pk, "rule")


@for_office(grants.TAKE_IN)
def invite(request: Request) -> HttpResponse:
    """Of somebody who works here now and belongs elsewhere; she agrees on her phone."""
    form = forms.Inviting(request.POST or None)
    return _asked(request, form, actions.invite, "请会员转入", "已发给会员本人，等她同意")


@for_office(grants.TAKE_IN)
def record_request(request: Request) -> HttpResponse:
    """Of somebody who signed on paper."""
    form = forms.Requesting(request.POST or None, request.FILES or None)
    return _asked(request, form, actions.record_request, "登记书面转会申请", "已登记，由原工会办理转出")


def _asked(request: Request, form: Form, verb: Any, title: str, done: str) -> HttpResponse:
    if made := attempt(form, verb, request.actor.body_id, by=request.actor, at=request.arrived_at):
        messages.success(request, done)
        return redirect("membership:transfer_case", made.subject_id)
    return render(request, "membership/transfer_new.html", {"form": form, "title": title})


@signed_in
def send_off(request: Request, pk: UUID) -> HttpResponse:
    """A member of this union asked on paper at its counter."""
    member = get_object_or_404(queries.members(request.actor).select_related("person", "card"), pk=pk)
    require(request.actor, grants.RELEASE, member.union_body_id)
    form = forms.SendingOff(request.POST or None, request.FILES or None)
    card = {"card_number": member.card.number, "name": member.person.name}
    if made := attempt(form, actions.record_request, **card, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记，请办理转出")
        return redirect("membership:transfer_case", made.subject_id)
    given = {"form": form, "title": f"登记书面转会申请：{member}"}
    return render(request, "membership/transfer_new.html", given)
