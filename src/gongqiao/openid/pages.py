"""The way out to the provider and back, and 政务服务登录 on one's own account."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongqiao.design.case import Fact
from gongqiao.kernel.authority import VISITOR
from gongqiao.kernel.reasons import Refused
from gongqiao.kernel.web import Request, attempt, signed_in
from gongqiao.openid import actions, forms, queries
from gongqiao.openid.models import Errand
from gongqiao.people import queries as people
from gongqiao.people.doorway import by_way_of, next_of, onward, origin_of, remember


def set_out(request: Request) -> HttpResponse:
    """Off to the provider, and by a plain link: no form of ours leads outside. Whoever is in already goes to link."""
    if not queries.called():
        raise Http404
    origin = origin_of(request)
    where, by, at = next_of(request), request.actor, request.arrived_at
    try:
        address = actions.set_out(origin=origin, back=_back(request), onward=where, by=by, at=at)
    except Refused as refused:
        return _trouble(request, refused)
    return remember(redirect(address), request, origin)


def come_back(request: Request) -> HttpResponse:
    """Back from the provider: in at once, or first to the phone and then to say that both are hers."""
    if not queries.called():
        raise Http404
    said = actions.Said(*(request.GET.get(name, "")[:2000] for name in ("state", "code", "iss", "error")))
    origin, by, at = origin_of(request), request.actor, request.arrived_at
    try:
        came = actions.come_back(said, origin=origin, back=_back(request), by=by, at=at)
    except Refused as refused:
        return _trouble(request, refused)
    if came.entered:
        request.session.adopt(came.entered.key)  # type: ignore[attr-defined]
        return redirect(onward(came.entered, came.errand.onward, request.arrived_at))
    return redirect(_to_decide(request, came.errand))


def _to_decide(request: Request, errand: Errand) -> str:
    """To the question whether that is oneself; whoever is not in signs in by phone first, and is told why."""
    decide = reverse("openid:decide", args=[errand.pk])
    if request.actor.role != VISITOR:
        return decide
    words = f"{queries.called()}登录成功，还没有绑定工桥账号：请用手机号登录一次，登录后确认绑定"
    messages.info(request, words)
    return by_way_of("people:sign_in", decide)


def _back(request: Request) -> str:
    return request.build_absolute_uri(reverse("openid:come_back"))


def _trouble(request: Request, refused: Refused) -> HttpResponse:
    """Why it was not done, and both ways on."""
    given = {"reasons": refused.reasons, "called": queries.called(), "own": request.actor.role != VISITOR}
    return render(request, "openid/trouble.html", given)


@signed_in
def link(request: Request) -> HttpResponse:
    """Whether the second way is linked, since when, and taking it off."""
    rows, called = list(queries.links(request.actor)), queries.called()
    if not rows and not called:
        raise Http404
    held = next((row for row in rows if row.ended_at is None), None)
    form = forms.Unlinking(request.POST if request.method == "POST" else None)
    if attempt(form, actions.unlink, by=request.actor, at=request.arrived_at):
        messages.success(request, "已解除绑定，以后用手机验证码登录")
        return redirect("openid:link")
    known = {"held": held, "rows": rows, "form": form, "told_of": queries.told_of()}
    given = {**known, "called": called or "政务服务", "offered": bool(called)}
    return render(request, "openid/link.html", given)


@signed_in
def decide(request: Request, errand_id: UUID) -> HttpResponse:
    """Somebody came back whom no link knows: is that oneself?"""
    by, at, device = request.actor, request.arrived_at, origin_of(request).device
    form = forms.Linking(request.POST if request.method == "POST" else None)
    errand = queries.waiting(by, errand_id, device=device, at=at)
    form = form.asking(given=errand is not None and errand.document is not None)
    if attempt(form, actions.link, errand_id, device=device, by=by, at=at):
        messages.success(request, f"已绑定，以后也可以用{queries.called()}登录")
        return redirect("openid:link")
    return render(request, "openid/decide.html", {"form": form, **_asked(request, errand)})


def _asked(request: Request, errand: Errand | None) -> dict[str, Any]:
    account, called = people.account(request.actor), queries.called()
    facts = [Fact("工桥账号", str(account)), Fact(f"{called}账号", str(errand.name or "未提供姓名") if errand else "")]
    text = next(text for text, _ in people.consents(request.actor, request.arrived_at) if text.purpose == "identity")
    return {"errand": errand, "facts": facts, "called": called, "text": text}
