"""安置会员: where the members of a union go that is to end, on the desk of the one above."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from gongqiao.changes import actions, forms, grants, queries
from gongqiao.kernel.authority import require
from gongqiao.kernel.web import Request, attempt, signed_in
from gongqiao.organisations import queries as organisations


@signed_in
def resettle(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(organisations.organisations(request.actor), pk=pk)
    require(request.actor, grants.RESETTLE, pk)
    form = forms.Resettling(request.POST or None)
    if done := attempt(form, actions.resettle, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记，会员会逐一收到通知；现在可以撤销这个工会")
        return redirect("changes:resettlement", done.subject_id)
    return render(request, "changes/resettle.html", {"union": found, "form": form})


@signed_in
def resettlement(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.resettlements(request.actor), pk=pk)
    given = {"resettlement": found, "facts": queries.resettled(found)}
    return render(request, "changes/resettlement.html", given)
