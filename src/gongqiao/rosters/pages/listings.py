"""确认入会: a signed list asks each on it, on the phone that stands there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongqiao.design.case import Fact
from gongqiao.design.confirming import confirm
from gongqiao.kernel.web import Request, again, as_oneself, attempt
from gongqiao.rosters import actions, forms, queries

DECLINING = ("您不会成为会员", "工会不再保存名单上您的信息", "以后想入会，随时可以自己申请")


@as_oneself
def listings(request: Request) -> HttpResponse:
    return render(request, "rosters/listings.html", {"listings": queries.own_listings(request.actor)})


@as_oneself
def confirm_listing(request: Request, pk: UUID) -> HttpResponse:
    if again(request, actions.confirm_listing, request.actor):
        return redirect("membership:card")
    listing = _found(request, pk)
    form = forms.Listing(request.POST or None)
    if attempt(form, actions.confirm_listing, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已确认，您现在是工会会员")
        return redirect("membership:card")
    return render(request, "rosters/listing.html", {"listing": listing, "form": form, "facts": _facts(listing)})


@as_oneself
def decline_listing(request: Request, pk: UUID) -> HttpResponse:
    if again(request, actions.decline_listing, request.actor):
        return redirect("home")
    listing = _found(request, pk)
    form = forms.Nothing(request.POST or None)
    if attempt(form, actions.decline_listing, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已记下：您不同意入会")
        return redirect("home")
    where: dict[str, Any] = {"frame": "design/market.html", "submit": "不同意入会"}
    back = reverse("rosters:confirm_listing", args=[pk])
    return confirm(request, f"不同意加入{listing.union}", form, consequences=DECLINING, back=back, **where)


def _found(request: Request, pk: UUID) -> queries.Listing:
    found = next((each for each in queries.own_listings(request.actor) if each.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _facts(listing: queries.Listing) -> list[Fact]:
    return [
        Fact("工会", listing.union),
        Fact("决议", listing.number),
        Fact("会议日期", listing.met_on),
        Fact("名单上的姓名", listing.name),
        Fact("证件号码", listing.document),
        Fact("最迟确认", listing.until or ""),
    ]
