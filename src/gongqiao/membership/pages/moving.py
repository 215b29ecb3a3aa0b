"""转会 on the member's phone: where she works now, which union takes her in, and how far it has come."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms as django_forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongqiao.kernel.clock import day
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Page, Request, as_oneself, attempt
from gongqiao.membership import actions, forms, queries
from gongqiao.membership.flow import INVITED, PLANNED, UNDER_WAY
from gongqiao.membership.models import Transfer

STEPS = ("工作", "地点", "工会")
STAYING = ("会籍留在现在的工会，会员证照常使用", "以后可以随时重新申请转会")


@as_oneself
def transfer(request: Request) -> HttpResponse:
    """The way in, or how far it has come; what was decided stays to be read."""
    membership = queries.own_membership(request.actor)
    handed_in = queries.own_transfers(request.actor).exclude(state=PLANNED).order_by("-begun_at")
    found = settled(handed_in, request.arrived_at)
    if membership is None and found is None:
        return redirect("membership:join")
    given: dict[str, Any] = {"membership": membership, "transfer": found}
    if found:
        given |= {"standing": queries.move_standing(found), "trace": queries.move_trace(found)}
        given |= {"facts": queries.move_told(found), "papers": queries.move_papers(found)}
        given |= {"moving": found.state in UNDER_WAY, "invited": found.state == INVITED}
    return render(request, "membership/transfer.html", given)


@as_oneself
def work(request: Request) -> HttpResponse:
    membership = queries.own_membership(request.actor)
    if membership is None:
        return redirect("membership:join")
    planned = queries.own_transfers(request.actor).filter(state=PLANNED).first()
    form = forms.Work(request.POST or None, initial=queries.work_told(planned))
    if attempt(form, actions.plan_move, membership.pk, by=request.actor, at=request.arrived_at):
        return redirect("membership:move_place")
    return _step(request, 1, form, reverse("membership:transfer"))


def writing(page: Callable[[Request, Transfer], HttpResponse]) -> Page:
    """With what one has begun to write; whoever has not is led to where she stands."""

    @as_oneself
    @wraps(page)
    def inner(request: Request) -> HttpResponse:
        planned = queries.own_transfers(request.actor).filter(state=PLANNED).first()
        return page(request, planned) if planned else redirect("membership:transfer")

    return inner


@writing
def place(request: Request, planned: Transfer) -> HttpResponse:
    shape = forms.StationPlace if planned.employment_form == "platform" else forms.EmployerPlace
    form = shape(request.POST or None, initial=queries.place_told(planned))
    if attempt(form, actions.tell_new_place, planned.pk, by=request.actor, at=request.arrived_at):
        return redirect("membership:move_union")
    return _step(request, 2, form, reverse("membership:move_work"))


@writing
def union(request: Request, planned: Transfer) -> HttpResponse:
    if planned.division is None:
        return redirect("membership:move_place")
    found = queries.unions_for(planned, on=day(request.arrived_at))
    others = [each for each in found if each.body_id != planned.old_body_id]
    form = forms.Destination(request.POST or None).among(others)
    if attempt(form, actions.ask_to_move, planned.pk, by=request.actor, at=request.arrived_at):
        return redirect("membership:transfer")
    given = {"unions": others, "place": queries.place_in_full(planned), "old": planned.old_body}
    return _step(request, 3, form, reverse("membership:move_place"), **given)


def _step(request: Request, current: int, form: django_forms.Form, back: str, **more: Any) -> HttpResponse:
    given = {"form": form, "steps": STEPS, "current": current, "title": STEPS[current - 1], "back": back, **more}
    return render(request, "membership/move.html", given)


@as_oneself
def agree(request: Request) -> HttpResponse:
    consequences = ("由现在的工会在期限内办理转出，再由新工会接收", "接收以前，会籍和各项权利都在现在的工会，不中断")
    return _answer(request, forms.Agreeing, actions.agree, "同意转会", consequences)


@as_oneself
def remain(request: Request) -> HttpResponse:
    return _answer(request, forms.Nothing, actions.remain, "不同意转会", STAYING)


@as_oneself
def call_off(request: Request) -> HttpResponse:
    return _answer(request, forms.Nothing, actions.call_off, "撤回转会", STAYING)


def _answer(request: Request, shape: Any, verb: Any, title: str, consequences: tuple[str, ...]) -> HttpResponse:
    found = settled(queries.own_transfers(request.actor).under_way(), request.arrived_at)
    form = shape(request.POST if request.method == "POST" else None)
    if found is None or attempt(form, verb, found.pk, by=request.actor, at=request.arrived_at):
        return redirect("membership:transfer")
    given = {"frame": "design/market.html", "title": title, "submit": title, "form": form}
    given |= {"consequences": consequences, "back": reverse("membership:transfer")}
    return render(request, "design/confirm.html", given)
