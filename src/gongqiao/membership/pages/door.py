"""Who comes in from the phone's face, and with what she has begun."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import redirect

from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Page, Request, as_oneself
from gongqiao.membership import queries
from gongqiao.membership.flow import WRITABLE
from gongqiao.membership.models import Application


def under_way(request: Request) -> Application | None:
    """The application one has under way now: what ran out before this moment no longer is."""
    return settled(queries.own_applications(request.actor).open(), request.arrived_at)


def writing(page: Callable[[Request, Application], HttpResponse]) -> Page:
    """With the application one is writing; whoever has begun none, or handed it in, is led to where she stands."""

    @as_oneself
    @wraps(page)
    def inner(request: Request) -> HttpResponse:
        application = under_way(request)
        if application is None:
            return redirect("membership:join")
        if application.state not in WRITABLE:
            return redirect("membership:progress")
        return page(request, application)

    return inner
