"""The demo's own door: everybody of the province on one page, in by one click, and what would have been sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from gongqiao.kernel import wall
from gongqiao.kernel.authority import ROLES
from gongqiao.kernel.clock import day
from gongqiao.kernel.senders import Message
from gongqiao.kernel.web import Request
from gongqiao.people import actions, identities
from gongqiao.people.doorway import origin_of, remember
from gongqiao.shell.demo.identities import BY_SLUG, IDENTITIES, phone_of

HOMES = {"market": "/", "desk": "/desk/", "employer": "/employer/"}
FACES = {"集市": "market", "工作台": "desk", "企业端": "employer"}
LOOPBACK = frozenset({"127.0.0.1", "::1", "::ffff:127.0.0.1"})
PASSED_ON = ("X-Forwarded-For", "X-Real-IP")  # who a proxy on this machine says is asking
SHOWN = 100
VISITOR = "visitor"


Page = Callable[..., HttpResponse]


def from_here(page: Page) -> Page:
    """For the demo on one's own machine: in another mode or from elsewhere, also through a proxy, nothing is here."""

    @wraps(page)
    def inner(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        said = ",".join(request.headers[name] for name in PASSED_ON if name in request.headers)
        asking = {request.META.get("REMOTE_ADDR", ""), *(each.strip() for each in said.split(",") if said)}
        if not settings.DEMO or "Forwarded" in request.headers or not asking <= LOOPBACK:
            raise Http404
        return page(request, *args, **kwargs)

    return inner


def people(request: Request) -> HttpResponse:
    """Everybody one can be signed in as, by the face that opens."""
    groups = [(words, [each for each in IDENTITIES if _face(each.role) == face]) for words, face in FACES.items()]
    return render(request, "shell/demo.html", {"groups": groups})


@from_here
def outbox(_request: Request) -> JsonResponse:
    """What would have been sent to phones and mailboxes, newest first."""
    with wall.lowered():
        messages = list(Message.objects.order_by("-at", "-pk")[:SHOWN])
    rows = [{"to": each.to.reveal(), "kind": each.kind, "text": each.text.reveal(), "at": each.at} for each in messages]
    return JsonResponse(rows, safe=False, json_dumps_params={"ensure_ascii": False})


@csrf_exempt
@from_here
def sign_in(request: Request, slug: str) -> HttpResponse:
    """In as this person without a code, from this machine only; `visitor` is nobody."""
    if request.method != "POST" or (slug not in BY_SLUG and slug != VISITOR):
        raise Http404
    if slug == VISITOR:
        request.session.flush()
        return _to("/")
    return _let_in(request, slug)


def _let_in(request: Request, slug: str) -> HttpResponse:
    origin, at = origin_of(request), request.arrived_at
    with transaction.atomic(), wall.lowered():
        account, _ = actions.open_account(phone_of(slug), at)
        held = identities.held(account.person_id, on=day(at))
        post = next((each.appointment_id for each in held if each.role == BY_SLUG[slug].role), None)
        entered = actions.let_in(account.pk, origin=origin, appointment_id=post, by=request.actor, at=at)
    request.session.adopt(entered.key)  # type: ignore[attr-defined]
    return remember(_to(HOMES[_face(BY_SLUG[slug].role)]), request, origin)


def _face(role: str) -> str:
    return ROLES[role].face if role else "market"


def _to(home: str) -> HttpResponse:
    return HttpResponseRedirect(home, status=303)
