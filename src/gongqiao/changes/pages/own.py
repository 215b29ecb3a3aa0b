"""会籍 on the member's phone: how it stands, and what she may do about it herself."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongqiao.changes import actions, forms, grants, queries
from gongqiao.changes.flow import DECLARED, REMINDED
from gongqiao.changes.models import Change
from gongqiao.design.confirming import confirm
from gongqiao.kernel.clock import day
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Request, attempt, for_office
from gongqiao.membership import queries as members
from gongqiao.membership.models.memberships import ACTIVE, RETAINED

RETAINING = (
    "从您填的那一天起免交会费，没有选举权、被选举权和表决权",
    "入会日期、会员证号不变，工会的服务照常享受",
    "重新工作以后可以在这里恢复，换了单位的可以办理转会",
)
RESTORING = ("从您填的那一天起恢复会费、选举权、被选举权和表决权", "到别的单位工作的，请办理转会")
LEAVING = (
    "由工会告知小组、由委员会宣布；到期没有宣布的，视为已经宣布",
    "宣布以前可以随时撤回；终止以后会员证失效，不再享受会员的服务",
    "以后想回来的，可以重新申请入会",
)
STAYING = ("会籍和会员证照常有效",)


@for_office(grants.OWN)
def membership(request: Request) -> HttpResponse:
    """Also who has left reads here what was done."""
    latest = queries.own_changes(request.actor).order_by("-begun_at", "-pk")
    found = settled(latest, request.arrived_at)
    held = members.own_membership(request.actor)
    if held is None and found is None:
        return redirect("membership:join")
    given: dict[str, Any] = {"membership": held, "change": found, "stays": members.stays(held) if held else []}
    if found:
        given |= {"standing": queries.standing(found), "trace": queries.trace(found)}
        given |= {"facts": queries.facts(found), "papers": queries.papers_of(found)}
    given["declared"] = found is not None and found.state == DECLARED
    given["reminded"] = found is not None and found.state == REMINDED
    return render(request, "changes/membership.html", given)


@for_office(grants.OWN)
def retain(request: Request) -> HttpResponse:
    return _change(request, forms.Retaining, actions.retain, "保留会籍", RETAINING, state=ACTIVE)


@for_office(grants.OWN)
def restore(request: Request) -> HttpResponse:
    return _change(request, forms.Restoring, actions.restore, "恢复会籍", RESTORING, state=RETAINED)


@for_office(grants.OWN)
def leave(request: Request) -> HttpResponse:
    return _change(request, forms.Leaving, actions.declare, "声明退会", LEAVING)


@for_office(grants.OWN)
def take_back(request: Request) -> HttpResponse:
    found = settled(queries.own_changes(request.actor).filter(state=DECLARED), request.arrived_at)
    return _asked(request, found.pk if found else None, forms.Nothing, actions.take_back, "撤回退会", STAYING)


@for_office(grants.OWN)
def explain(request: Request) -> HttpResponse:
    found = settled(queries.own_changes(request.actor).filter(state=REMINDED), request.arrived_at)
    told = ("工会会先看您的说明，再由委员会决定；不会自动退会",)
    return _asked(request, found.pk if found else None, forms.Saying, actions.explain, "说明情况", told)


def _change(
    request: Request, shape: type[Form], verb: Callable[..., Change], title: str, told: Sequence[str], state: str = ""
) -> HttpResponse:
    """Of one's membership, when it stands as this act presupposes."""
    held = members.own_membership(request.actor)
    fits = held is not None and state in {"", held.state}
    return _asked(request, held.pk if held and fits else None, shape, verb, title, told)


def _asked(
    request: Request, pk: UUID | None, shape: type[Form], verb: Callable[..., Change], title: str, told: Sequence[str]
) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = shape(posted, initial={"effect_on": day(request.arrived_at)})
    if pk is None or attempt(form, verb, pk, by=request.actor, at=request.arrived_at):
        return redirect("changes:membership")
    back = reverse("changes:membership")
    return confirm(request, title, form, frame="design/market.html", consequences=told, submit=title, back=back)
