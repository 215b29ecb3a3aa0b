"""Who comes in from the phone's face, and with what she has begun."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from gongqiao.kernel.authority import SELF
from gongqiao.kernel.reasons import Forbidden, Reason
from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Request, signed_in
from gongqiao.membership import queries
from gongqiao.membership.flow import WRITABLE
from gongqiao.membership.models import Application

Page = Callable[..., HttpResponse]


def as_oneself(page: Page) -> Page:
    """Joining is nobody's office: a cadre switches to herself first."""

    @signed_in
    @wraps(page)
    def inner(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.actor.role != SELF:
            raise Forbidden([Reason("as_oneself", "入会和会籍的事以本人身份办理，请先在页面上方切换到“本人”")])
        return page(request, *args, **kwargs)

    return inner


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
