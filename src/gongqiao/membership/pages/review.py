"""One application on the union's desk, and what the union does with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongqiao.design.confirming import confirm
from gongqiao.kernel.authority import require
from gongqiao.kernel.clock import day
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Request, attempt, signed_in
from gongqiao.membership import actions, forms, grants, queries
from gongqiao.membership.models import Application

BUTTONS = (
    ("admit", "同意，列入决议", "primary"),
    ("send_back", "退回补正", "secondary"),
    ("refer", "转办", "secondary"),
    ("reject", "驳回", "secondary"),
)
PRE_ADMIT = ("pre_admit", "按授权先行准予", "secondary")
CONSEQUENCES = (
    "申请人从今天起入会，会员证可以使用，注明“待委员会确认”",
    "委员会的下一次决议要逐人确认；不予确认的，视为没有入会，并写明理由",
)


def _ours(request: Request, pk: UUID) -> Application:
    """An application one sees and may review, as it stands now: a clock that ran out this morning has struck.

    The applicant sees her own, but not from this side.
    """
    found = settled(queries.applications(request.actor).filter(pk=pk), request.arrived_at)
    if found is None:
        raise Http404
    require(request.actor, grants.REVIEW, found.union_body_id)
    return found


@signed_in
def application(request: Request, pk: UUID) -> HttpResponse:
    found = _ours(request, pk)
    buttons = (*BUTTONS, PRE_ADMIT) if queries.may_pre_admit(request.actor, on=day(request.arrived_at)) else BUTTONS
    given = {
        "application": found,
        "standing": queries.standing(found),
        "trace": queries.trace(found),
        "facts": queries.told(found),
        "minor": queries.is_minor(found, on=day(request.arrived_at)),
        "buttons": [(words, _address(step, found), queries.blocks(found, step), tone) for step, words, tone in buttons],
    }
    return render(request, "membership/application.html", given)


def _address(step: str, application: Application) -> str:
    if step == "admit":
        return f"{reverse('membership:resolve')}?application={application.pk}"
    return reverse(f"membership:{step}", args=[application.pk])


@signed_in
def pre_admit(request: Request, pk: UUID) -> HttpResponse:
    found = _ours(request, pk)
    require(request.actor, grants.PRE_ADMIT, found.union_body_id)
    form = forms.Nothing(request.POST if request.method == "POST" else None)
    back = reverse("membership:application", args=[pk])
    if attempt(form, actions.pre_admit, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已先行准予入会，等委员会的下一次决议确认")
        return redirect(back)
    title = f"按授权先行准予：{found.shown_name}"
    return confirm(request, title, form, consequences=CONSEQUENCES, submit="先行准予入会", back=back)


@signed_in
def send_back(request: Request, pk: UUID) -> HttpResponse:
    form = forms.SendingBack(request.POST or None)
    return _review(request, pk, form, actions.send_back, ("退回补正", "已退回，申请人会收到通知"))


@signed_in
def reject(request: Request, pk: UUID) -> HttpResponse:
    form = forms.Rejection(request.POST or None)
    return _review(request, pk, form, actions.reject, ("驳回", "已驳回，申请人会看到理由"))


@signed_in
def refer(request: Request, pk: UUID) -> HttpResponse:
    found = _ours(request, pk)
    others = [
        each for each in queries.unions_for(found, on=day(request.arrived_at)) if each.body_id != found.union_body_id
    ]
    form = forms.Referral(request.POST or None).among(others)
    return _review(request, pk, form, actions.refer, ("转办", "已转给接收的工会"))


def _review(request: Request, pk: UUID, form: Any, verb: Any, words: tuple[str, str]) -> HttpResponse:
    found = _ours(request, pk)
    if attempt(form, verb, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, words[1])
        return redirect("membership:applications")
    return render(request, "membership/review.html", {"application": found, "form": form, "title": words[0]})
