"""Who holds which post at a union."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from gongqiao.kernel.authority import require
from gongqiao.kernel.web import Request, attempt, signed_in
from gongqiao.organisations import actions, forms, grants, queries


@signed_in
def appoint(request: Request, pk: int) -> HttpResponse:
    union = get_object_or_404(queries.organisations(request.actor), pk=pk)
    require(request.actor, grants.APPOINT, pk)
    form = forms.Appointing(request.POST or None)
    if attempt(form, actions.engage, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记任职；本人用登记的手机号登录，核对本人信息、启用动态口令后即可办事")
        return redirect("organisations:union", pk)
    words = "登记后，本人可以用这个身份办理本工会的事"
    return render(
        request, "organisations/act.html", {"union": union, "form": form, "title": "登记任职", "words": words}
    )


@signed_in
def relieve(request: Request, pk: UUID) -> HttpResponse:
    post = get_object_or_404(queries.appointments(request.actor).select_related("body__organisation"), pk=pk)
    require(request.actor, grants.APPOINT, post.body_id)
    form = forms.Relieving(request.POST or None)
    if attempt(form, actions.relieve, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记离任")
        return redirect("organisations:union", post.body_id)
    words = f"{post.person.shown_name}（{queries.role_words(post)}）"
    union = post.body.organisation
    return render(
        request, "organisations/act.html", {"union": union, "form": form, "title": "登记离任", "words": words}
    )
