"""会籍变动 on the desk: what the members declared, and what their union records of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gongqiao.changes import actions, forms, grants, queries
from gongqiao.changes.flow import DECIDED, DECLARED, DONE, REMINDED
from gongqiao.changes.models import DEATH, Change
from gongqiao.design.columns import address, choice
from gongqiao.design.ledger import Column, Ledger
from gongqiao.kernel.authority import require
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Request, attempt, for_office, signed_in
from gongqiao.membership import queries as members

CHANGES = Ledger(
    title="会籍变动",
    filter=forms.ChangeSifting,
    order="-begun_at",
    unit="件",
    columns=(
        Column("会员", "shown_name", link=address("changes:change")),
        Column("事项", choice("kind")),
        Column("状态", choice("state"), tone=lambda row: queries.TONES.get(row.state, "plain")),
        Column("工会", "union_body.name"),
        Column("提出日期", "begun_on", kind="day"),
        Column("生效日期", "effect_on", kind="day"),
    ),
)


@dataclass(frozen=True)
class Act:
    """What a union records: of a member, or of a change that has begun. `words` say what it is for."""

    title: str
    verb: Callable[..., Change]
    form: type[Form]
    done: str
    words: str


OF_MEMBER = {
    "retain_on_paper": Act(
        "登记保留会籍", actions.retain, forms.RetainingOnPaper, "已登记，会员会收到通知",
        "退休、失业或者单位终止的，照本人签字的申请登记：从所填的那一天起免交会费，没有选举权、被选举权和表决权，服务不变。",
    ),
    "restore_on_paper": Act(
        "登记恢复会籍", actions.restore, forms.RestoringOnPaper, "已登记，会员会收到通知",
        "重新工作的，照本人签字的申请登记：从所填的那一天起恢复会费、选举权、被选举权和表决权。",
    ),
    "leave_on_paper": Act(
        "登记退会声明", actions.declare, forms.LeavingOnPaper, "已登记，请告知小组并由委员会宣布",
        "会员有退会的自由，不用写理由。照本人签字的声明登记，期限从落款日期起算。",
    ),
    "warn": Act(
        "登记退会前提醒", actions.warn, forms.Reminding, "提醒已登记，会员可以在手机上说明情况",
        "连续六个月没有交会费、也没有参加活动的才提醒。没有提醒记录，任何人不会因此退会；到期也不会自动退会，由委员会核实。",
    ),
    "expel": Act(
        "登记开除会籍", actions.expel, forms.Expelling, "已登记，报上一级工会备案",
        "只用于严重犯罪并受到刑事处罚的会员：先经小组讨论，再由委员会决定，报上一级工会备案。会员会收到通知。",
    ),
    "record_death": Act(
        "登记会员去世", actions.record_death, forms.Dying, "已登记，会籍终止",
        "会籍在去世当天终止，会员证失效，登录账号停用；平台不向任何人发通知。",
    ),
}  # fmt: skip
OF_CHANGE = {
    "announce_leaving": Act(
        "宣布退会", actions.announce_leaving, forms.Announcing, "已宣布，会籍终止",
        "先告知会员所在的小组，再由委员会宣布，收回会员证。",
    ),
    "keep_member": Act(
        "撤销提醒", actions.keep_member, forms.Saying, "已撤销，会籍不变",
        "已经恢复交会费、参加活动，或者有正当理由的，会籍不变；说明会员会看到。",
    ),
    "confirm_exit": Act(
        "确认退会", actions.confirm_exit, forms.Exiting, "已确认，会籍终止",
        "会员说明情况的期限过了以后，由委员会开会核实、作出决议；没有正当理由的才确认。",
    ),
    "undo_death": Act(
        "撤销去世登记", actions.undo_death, forms.Undoing, "已撤销，会籍照常",
        "登记有误、本人在世的，由登记人以外的另一位同志撤销：会籍照原来的状态接续，会员证照常有效；"
        "职务、在办的转会和退会不会自己恢复，要重新办理。",
    ),
    "record_staying": Act(
        "登记撤回声明", actions.take_back, forms.LeavingOnPaper, "已撤回，会籍不变",
        "会员在纸上撤回退会的，照本人签字的材料登记。",
    ),
    "file_expulsion": Act(
        "备案", actions.file_expulsion, forms.Filing, "已备案", "写明备案文号，报来的工会会收到通知。",
    ),
    "record_filing": Act(
        "登记备案回执", actions.file_expulsion, forms.FilingOnPaper, "已登记备案",
        "上一级工会在纸上备案的，照回执登记。",
    ),
}  # fmt: skip


@for_office(grants.KEEP)
def changes(request: Request) -> HttpResponse:
    page = CHANGES.page(queries.changes(request.actor), request.GET)
    return render(request, "changes/changes.html", {"ledger": page})


def _found(request: Request, pk: UUID) -> Change:
    """As it stands now: a clock that ran out this morning has struck."""
    if found := settled(queries.changes(request.actor).filter(pk=pk), request.arrived_at):
        return found
    raise Http404


@signed_in
def change(request: Request, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    given = {"change": found, "standing": queries.standing(found), "trace": queries.trace(found)}
    given |= {"facts": queries.facts(found), "papers": queries.papers_of(found)}
    given["ours"] = members.members(request.actor).filter(pk=found.membership_id).exists()
    rows = _open_to(found, request.actor.body_id)
    given["acts"] = [(OF_CHANGE[name].title, reverse(f"changes:{page}", args=[pk])) for name, page in rows]
    return render(request, "changes/change.html", given)


def _open_to(found: Change, body: int | None) -> tuple[tuple[str, str], ...]:
    """What may be done now: by the union that has it, or from its paper by the other one."""
    if found.state == DECLARED:
        return ("announce_leaving", "announce_leaving"), ("record_staying", "record_staying")
    if found.state == REMINDED:
        return ("keep_member", "keep_member"), ("confirm_exit", "confirm_exit")
    if (found.kind, found.state) == (DEATH, DONE):
        return (("undo_death", "undo_death"),)
    return ((_filing(found, body), "file_expulsion"),) if found.state == DECIDED else ()


def _filing(found: Change, body: int | None) -> str:
    return "file_expulsion" if body == found.superior_body_id else "record_filing"


def _of_member(request: Request, pk: UUID, name: str) -> HttpResponse:
    held, act = get_object_or_404(members.members(request.actor), pk=pk), OF_MEMBER[name]
    require(request.actor, grants.KEEP, held.union_body_id)
    form = act.form(request.POST if request.method == "POST" else None, request.FILES or None)
    if made := attempt(form, act.verb, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, act.done)
        return redirect("changes:change", made.subject_id)
    back = reverse("membership:member", args=[pk])
    return _form(request, act, form, who=held.person.shown_name, back=back)


def _of_change(request: Request, pk: UUID, name: str) -> HttpResponse:
    found, act = _found(request, pk), OF_CHANGE[name]
    form = act.form(request.POST if request.method == "POST" else None, request.FILES or None)
    if attempt(form, act.verb, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, act.done)
        return redirect("changes:change", pk)
    return _form(request, act, form, who=found.shown_name, back=reverse("changes:change", args=[pk]))


def _form(request: Request, act: Act, form: Form, **given: Any) -> HttpResponse:
    return render(request, "changes/act.html", {"act": act, "form": form, **given})


@signed_in
def retain_on_paper(request: Request, pk: UUID) -> HttpResponse:
    return _of_member(request, pk, "retain_on_paper")


@signed_in
def restore_on_paper(request: Request, pk: UUID) -> HttpResponse:
    return _of_member(request, pk, "restore_on_paper")


@signed_in
def leave_on_paper(request: Request, pk: UUID) -> HttpResponse:
    return _of_member(request, pk, "leave_on_paper")


@signed_in
def warn(request: Request, pk: UUID) -> HttpResponse:
    return _of_member(request, pk, "warn")


@signed_in
def keep_member(request: Request, pk: UUID) -> HttpResponse:
    return _of_change(request, pk, "keep_member")


@signed_in
def confirm_exit(request: Request, pk: UUID) -> HttpResponse:
    return _of_change(request, pk, "confirm_exit")


@signed_in
def expel(request: Request, pk: UUID) -> HttpResponse:
    return _of_member(request, pk, "expel")


@signed_in
def record_death(request: Request, pk: UUID) -> HttpResponse:
    return _of_member(request, pk, "record_death")


@signed_in
def undo_death(request: Request, pk: UUID) -> HttpResponse:
    return _of_change(request, pk, "undo_death")


@signed_in
def announce_leaving(request: Request, pk: UUID) -> HttpResponse:
    return _of_change(request, pk, "announce_leaving")


@signed_in
def record_staying(request: Request, pk: UUID) -> HttpResponse:
    return _of_change(request, pk, "record_staying")


@signed_in
def file_expulsion(request: Request, pk: UUID) -> HttpResponse:
    return _of_change(request, pk, _filing(_found(request, pk), request.actor.body_id))
