"""The ledger of unions, one union, and what is done to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from gongqiao.kernel.authority import Permission, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.web import Request, attempt, for_office, signed_in
from gongqiao.organisations import actions, forms, grants, queries
from gongqiao.organisations.models import Organisation


def _found(request: Request, pk: int) -> Organisation:
    return get_object_or_404(queries.organisations(request.actor), pk=pk)


def _ours(request: Request, pk: int, duty: Permission) -> Organisation:
    """A union one sees and may do this to: unseen it is unknown, and whoever may not is told before she fills in."""
    seen = _found(request, pk)
    require(request.actor, duty, pk)
    return seen


@for_office(grants.SEE)
def unions(request: Request) -> HttpResponse:
    page = forms.UNIONS.page(queries.organisations(request.actor), request.GET)
    return render(request, "organisations/unions.html", {"ledger": page, "top": request.actor.body_id})


@signed_in
def union(request: Request, pk: int) -> HttpResponse:
    """One union: what it is, whom it stands under, who leads it, until when."""
    found = _found(request, pk)
    context = queries.union_page(request.actor, found, on=day(request.arrived_at))
    return render(request, "organisations/union.html", {"union": found, **context})


@signed_in
def found(request: Request, pk: int) -> HttpResponse:
    above = _ours(request, pk, grants.FOUND)
    form = forms.Founding(request.POST or None)
    if done := attempt(form, actions.found, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记新建的工会")
        return redirect("organisations:union", int(done.subject_id))
    return act_page(request, above, form, "新建下级工会", f"将建在{above.name}之下")


@signed_in
def move_under(request: Request, pk: int) -> HttpResponse:
    moved = _ours(request, pk, grants.MOVE)
    form = forms.Moving(request.POST or None, lines=queries.lines_of(pk))
    if attempt(form, actions.move_under, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已调整领导关系，下级工会一并调整，自今日起")
        return redirect("organisations:unions")
    return act_page(request, moved, form, "调整领导关系", "它的下级工会一并调整；以前的日子仍按原来的关系查询和统计")


@signed_in
def join_line(request: Request, pk: int) -> HttpResponse:
    joined = _ours(request, pk, grants.MOVE)
    form = forms.Joining(request.POST if request.method == "POST" else None)
    if attempt(form, actions.join_line, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已列入产业（行业）工会，原来的领导关系不变")
        return redirect("organisations:union", pk)
    words = "产业（行业）领导关系另成一条线，它在属地工会之下的位置不变"
    return act_page(request, joined, form, "列入产业（行业）工会", words)


@signed_in
def leave_line(request: Request, pk: int) -> HttpResponse:
    leaving = _ours(request, pk, grants.MOVE)
    form = forms.Leaving(request.POST if request.method == "POST" else None)
    if attempt(form, actions.leave_line, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已退出产业（行业）工会，属地的领导关系不变")
        return redirect("organisations:union", pk)
    words = "自今日起不再受产业（行业）工会领导，它在属地工会之下的位置不变；以后可以再列入"
    return act_page(request, leaving, form, "退出产业（行业）工会", words)


@signed_in
def dissolve(request: Request, pk: int) -> HttpResponse:
    ended = _ours(request, pk, grants.DISSOLVE)
    form = forms.Dissolving(request.POST if request.method == "POST" else None)
    if attempt(form, actions.dissolve, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已撤销")
        return redirect("organisations:unions")
    words = "只在所在单位终止或者被撤销时办理，并报告上一级工会；撤销后不再接收会员，不能恢复"
    return act_page(request, ended, form, "撤销工会", words)


@signed_in
def begin_term(request: Request, pk: int) -> HttpResponse:
    elected = _ours(request, pk, grants.BEGIN_TERM)
    form = forms.BeginningTerm(request.POST or None)
    if attempt(form, actions.elect, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记，届满前一百八十日、九十日、三十日各提醒一次")
        return redirect("organisations:union", pk)
    return act_page(request, elected, form, "登记换届", "委员会每届任期三年或者五年，自选举之日起算")


def act_page(request: Request, about: Organisation, form: object, title: str, words: str) -> HttpResponse:
    """The page of one act on a union."""
    context = {"union": about, "form": form, "title": title, "words": words}
    return render(request, "organisations/act.html", context)
