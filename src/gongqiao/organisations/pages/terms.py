"""A committee's term that ends later: approved here by the union above, or entered from its paper."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from gongqiao.kernel.authority import Permission, require
from gongqiao.kernel.web import Request, attempt, signed_in
from gongqiao.organisations import actions, forms, grants, queries
from gongqiao.organisations.models import Term
from gongqiao.organisations.pages.unions import act_page


@signed_in
def postpone(request: Request, pk: UUID) -> HttpResponse:
    form = forms.Postponing(request.POST or None)
    return _later(request, _ours(request, pk, grants.POSTPONE), form, actions.postpone, "批准延期换届")


@signed_in
def enter_postponement(request: Request, pk: UUID) -> HttpResponse:
    form = forms.EnteringPostponement(request.POST or None, request.FILES or None)
    return _later(request, _ours(request, pk, grants.BEGIN_TERM), form, actions.enter_postponement, "登记延期批复")


def _ours(request: Request, pk: UUID, duty: Permission) -> Term:
    term = get_object_or_404(queries.terms(request.actor), pk=pk)
    require(request.actor, duty, term.body_id)
    return term


def _later(request: Request, term: Term, form: Any, verb: Any, title: str) -> HttpResponse:
    if attempt(form, verb, term.pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记，届满日期和换届提醒随之顺延")
        return redirect("organisations:union", term.body_id)
    words = f"{term}委员会现在的届满日期是 {term.until}。延期换届须经上一级工会批准；批准之前，本届委员会继续履职"
    return act_page(request, term.body.organisation, form, title, words)
