"""The ledger of employers, one employer on either side's face, and what is entered about it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from gongqiao.kernel.authority import require
from gongqiao.kernel.clock import day
from gongqiao.kernel.web import Request, attempt, for_office, signed_in
from gongqiao.organisations import actions, forms, grants, queries


@for_office(grants.SEE_EMPLOYER)
def employers(request: Request) -> HttpResponse:
    page = forms.EMPLOYERS.page(queries.employers(request.actor), request.GET)
    return render(request, "organisations/employers.html", {"ledger": page})


@signed_in
def employer(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.employers(request.actor), pk=pk)
    facts = queries.employer_facts(found, on=day(request.arrived_at))
    return render(request, "organisations/employer.html", {"employer": found, "facts": facts, "face": "desk"})


@for_office(grants.SEE_EMPLOYER)
def own(request: Request) -> HttpResponse:
    """The employer's own page, on its own face."""
    found = queries.employers(request.actor).filter(pk=request.actor.body_id).first()
    if found is None:
        raise Http404
    facts = queries.employer_facts(found, on=day(request.arrived_at))
    return render(request, "organisations/own_employer.html", {"employer": found, "facts": facts})


@for_office(grants.REGISTER)
def register(request: Request) -> HttpResponse:
    form = forms.Registering(request.POST or None)
    if done := attempt(form, actions.enter_employer, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记用人单位")
        return redirect("organisations:employer", int(done.subject_id))
    return render(request, "organisations/register_employer.html", {"form": form})


@signed_in
def cover(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.employers(request.actor), pk=pk)
    require(request.actor, grants.REGISTER, found.union_body_id)
    form = forms.Covering(request.POST or None)
    if attempt(form, actions.cover, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记职工所在的工会，自今日起")
        return redirect("organisations:employer", pk)
    return render(request, "organisations/cover.html", {"employer": found, "form": form})
