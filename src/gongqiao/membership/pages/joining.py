"""入会: the short steps on the phone. Each is a saved page; the first one opens the application."""

from typing import Any

from django import forms as django_forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongqiao.kernel.clock import day
from gongqiao.kernel.web import Request, as_oneself, attempt
from gongqiao.membership import actions, forms, queries
from gongqiao.membership.flow import WRITABLE
from gongqiao.membership.models import Application
from gongqiao.membership.pages.door import under_way, writing
from gongqiao.organisations import queries as organisations
from gongqiao.people import actions as agreeing
from gongqiao.people import queries as people

STEPS = ("工作", "地点", "工会", "本人", "提交")


def join(request: Request) -> HttpResponse:
    """What joining is, how long it takes, and the way in; or on, for whoever has begun."""
    return _way_in(request, {})


def join_at(request: Request, slug: str) -> HttpResponse:
    """The same, from the code on a station's wall: the union is chosen already."""
    invited = organisations.at(slug, on=day(request.arrived_at))
    return _way_in(request, {"invited": invited, "unknown": invited is None}, status=200 if invited else 404)


def _way_in(request: Request, given: dict[str, Any], status: int = 200) -> HttpResponse:
    """Members are shown their card, and whoever has applied where it stands: no code on a wall moves them."""
    if queries.own_membership(request.actor):
        return redirect("membership:card")
    application = under_way(request)
    if application and application.submitted_on:
        return redirect("membership:progress")
    return render(request, "membership/join.html", {"application": application, **given}, status=status)


@as_oneself
def work(request: Request) -> HttpResponse:
    application = under_way(request)
    if application and application.state not in WRITABLE:
        return redirect("membership:progress")
    form = forms.Work(request.POST or None, initial=queries.work_told(application))
    by, at, code = request.actor, request.arrived_at, request.GET.get("at", "")
    if attempt(form, actions.begin, by.account_id, at_station=code, by=by, at=at):
        return onward(request, "place")
    return _step(request, "membership/work.html", 1, form)


@writing
def place(request: Request, application: Application) -> HttpResponse:
    shape = forms.StationPlace if application.employment_form == "platform" else forms.EmployerPlace
    form = shape(request.POST or None, initial=queries.place_told(application))
    if attempt(form, actions.tell_place, application.pk, by=request.actor, at=request.arrived_at):
        return onward(request, "union")
    return _step(request, "membership/place.html", 2, form)


@writing
def union(request: Request, application: Application) -> HttpResponse:
    if application.division is None:
        return redirect("membership:place")
    unions = queries.unions_for(application, on=day(request.arrived_at))
    form = forms.Choice(request.POST or None).among(unions, chosen=application.union_body_id)
    if attempt(form, actions.choose_union, application.pk, by=request.actor, at=request.arrived_at):
        return onward(request, "me")
    return _step(request, "membership/union.html", 3, form, place=queries.place_in_full(application), unions=unions)


@writing
def me(request: Request, application: Application) -> HttpResponse:
    if application.born_on and not _agreed(request):
        return _agreement(request)
    other = "other" in request.GET
    shape = forms.OtherIdentity if other else forms.Identity
    form = shape(request.POST or None, initial={"name": application.name})
    if attempt(form, actions.identify, application.pk, by=request.actor, at=request.arrived_at):
        return onward(request, "check")
    return _step(request, "membership/me.html", 4, form, other=other, application=application)


def _agreement(request: Request) -> HttpResponse:
    """Of somebody whose number is known already nothing is asked but whether it may be read."""
    form = forms.Consent(request.POST or None)
    if attempt(form, agreeing.give, "identity", by=request.actor, at=request.arrived_at):
        return onward(request, "check")
    text = next(text for text, _ in people.consents(request.actor, request.arrived_at) if text.purpose == "identity")
    return _step(request, "membership/consent.html", 4, form, text=text)


def _agreed(request: Request) -> bool:
    return people.consented(request.actor.account_id, "identity", request.arrived_at)


@writing
def proof(request: Request, application: Application) -> HttpResponse:
    """A paper about one's work, if one likes or the union asked for it."""
    form = forms.Proof(request.POST or None, request.FILES or None)
    if attempt(form, actions.prove, application.pk, by=request.actor, at=request.arrived_at):
        return onward(request, "check")
    back = "progress" if application.submitted_on else "check"
    return render(request, "membership/proof.html", {"form": form, "back": f"membership:{back}"})


@writing
def check(request: Request, application: Application) -> HttpResponse:
    if request.method != "POST" and application.born_on and not _agreed(request):
        return redirect("membership:me")
    texted = people.consented(request.actor.account_id, "messages", request.arrived_at)
    form = forms.Agreement(request.POST or None).asking(texts=not texted)
    verb = actions.resubmit if application.submitted_on else actions.submit
    if attempt(form, verb, application.pk, by=request.actor, at=request.arrived_at):
        return redirect("membership:progress")
    choosing = not application.submitted_on
    return _step(request, "membership/check.html", 5, form, facts=queries.told(application), choosing=choosing)


def onward(request: Request, part: str) -> HttpResponse:
    """To the next part that the platform does not know yet; after a sending back, to the list of what is missing."""
    application = under_way(request)
    if application is None or application.submitted_on:
        return redirect("membership:progress")
    if part == "union" and application.invited:
        part = "me"
    if part == "me" and application.person_id and _agreed(request):
        part = "check"
    return redirect(f"membership:{part}")


def _step(request: Request, template: str, current: int, form: django_forms.Form, **more: Any) -> HttpResponse:
    return render(request, template, {"form": form, "steps": STEPS, "current": current, **more})
