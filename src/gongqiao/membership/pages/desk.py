"""The ledgers of the union's desk: applications, members."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from gongqiao.kernel.authority import require
from gongqiao.kernel.web import Request, for_office, signed_in
from gongqiao.membership import forms, grants, queries


@for_office(grants.REVIEW)
def applications(request: Request) -> HttpResponse:
    page = forms.APPLICATIONS.page(queries.applications(request.actor), request.GET)
    return render(request, "membership/applications.html", {"ledger": page})


@for_office(grants.ENROL)
def members(request: Request) -> HttpResponse:
    page = forms.MEMBERS.page(queries.listed_members(request.actor), request.GET)
    return render(request, "membership/members.html", {"ledger": page})


@signed_in
def member(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.members(request.actor), pk=pk)
    require(request.actor, grants.ENROL, found.union_body_id)
    given = {"facts": queries.membership_facts(found), "stays": queries.stays(found)}
    return render(request, "membership/member.html", {"membership": found, **given})
