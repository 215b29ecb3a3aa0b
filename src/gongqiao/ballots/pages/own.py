"""我的投票: what she may vote in, her credential, and the booth."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gongqiao.ballots import issuer, queries
from gongqiao.ballots.elections import setup
from gongqiao.ballots.models import Vote
from gongqiao.ballots.pages.public import refused
from gongqiao.ballots.rules import in_time
from gongqiao.kernel.reasons import Refused, refuse
from gongqiao.kernel.web import Request, as_oneself


@as_oneself
def own(request: Request) -> HttpResponse:
    return render(request, "ballots/own.html", {"votes": queries.own_votes(request.actor), "now": request.arrived_at})


def _mine(request: Request, pk: UUID) -> Vote:
    return get_object_or_404(queries.own_votes(request.actor).begun(), pk=pk)


@as_oneself
def booth(request: Request, pk: UUID) -> HttpResponse:
    """The page on which she fills in her ballot; it is sealed on her own device."""
    mine = _mine(request, pk)
    addresses = {f"{name}_url": reverse(f"ballots:{name}", args=[pk]) for name in ("election", "credential", "box")}
    board = reverse("ballots:board", args=[pk])
    return render(request, "ballots/booth.html", {"vote": mine, "board_url": board, **addresses})


@as_oneself
def credential(request: Request, pk: UUID) -> HttpResponse:
    """What she votes with, the same each time until the close; that she was handed it is written nowhere."""
    mine = _mine(request, pk)
    if request.method != "POST":
        return redirect("ballots:booth", pk)
    stands = queries.elector(request.actor, mine)
    held = setup(pk)
    try:
        refuse(in_time(held.opens_at, held.closes_at, mine.state, at=request.arrived_at))
        told = issuer.ask(settings.ISSUER, "hand", vote=pk, elector=stands.pk)
    except Refused as no:
        return refused(no)
    return JsonResponse(told, headers={"Cache-Control": "no-store"})
