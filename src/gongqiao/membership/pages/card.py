"""会员证: shown by the member, checked by whoever holds a second phone."""

import segno
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe

from gongqiao.kernel.clock import day
from gongqiao.kernel.web import Request, as_oneself, attempt
from gongqiao.membership import actions, forms, queries


@as_oneself
def card(request: Request) -> HttpResponse:
    membership = queries.own_membership(request.actor)
    if membership is None:
        return redirect("membership:join")
    address = request.build_absolute_uri(reverse("membership:check_card", args=[membership.card.token]))
    given = {
        "picture": picture(address),
        "facts": queries.card_front(membership),
        "stays": queries.stays(membership),
    }
    return render(request, "membership/card.html", {"membership": membership, **given})


@as_oneself
def renew(request: Request) -> HttpResponse:
    membership = queries.own_membership(request.actor)
    form = forms.Nothing(request.POST or None)
    if membership is None or attempt(form, actions.renew_card, membership.pk, by=request.actor, at=request.arrived_at):
        return redirect("membership:card")
    given = {"frame": "design/market.html", "title": "更换会员证二维码", "form": form, "submit": "更换"}
    consequences = ("原来的二维码（包括截图、打印件）立即失效", "会员证号不变")
    return render(
        request, "design/confirm.html", {**given, "consequences": consequences, "back": reverse("membership:card")}
    )


def check_card(request: Request, token: str) -> HttpResponse:
    """有效 or 无效, and no more than whoever stands before the member may know."""
    shown = queries.card_shown(token, on=day(request.arrived_at))
    given = {"shown": shown, "facts": queries.card_facts(shown) if shown else []}
    return render(request, "membership/check_card.html", given, status=200 if shown else 404)


def picture(address: str) -> str:
    """The code as a drawing that needs no script and stays sharp in any size."""
    drawn = segno.make(address, error="m").svg_inline(scale=1, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(drawn)  # noqa: S308 -- drawn from our own address
