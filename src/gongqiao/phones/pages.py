"""换手机号: the new phone, and the code that came to it."""

from urllib.parse import urlencode

from django import forms as django
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongqiao.kernel.web import Request, as_oneself, attempt
from gongqiao.people import queries as people
from gongqiao.people.doorway import origin_of, remember
from gongqiao.phones import actions, forms, queries

STEPS = ("新手机号", "验证码")


@as_oneself
def ask(request: Request) -> HttpResponse:
    """First page: the new phone."""
    origin, form = origin_of(request), forms.Asking(request.POST or None)
    held = request.session.row  # type: ignore[attr-defined]
    if attempt(form, actions.ask, origin=origin, held=held, by=request.actor, at=request.arrived_at):
        return remember(redirect("phones:change"), request, origin)
    known = {"account": people.account(request.actor), "others": queries.other_phones(request.actor)}
    given = {"form": form, "names": STEPS, **known, **_way_on(form)}
    return render(request, "phones/ask.html", given)


@as_oneself
def change(request: Request) -> HttpResponse:
    """Second page: the code. What is said of the new phone is said to whoever holds it."""
    origin, form = origin_of(request), forms.Changing(request.POST or None)
    held = request.session.row  # type: ignore[attr-defined]
    if attempt(form, actions.change, origin=origin, held=held, by=request.actor, at=request.arrived_at):
        messages.success(request, "登录手机号已更换，其他设备已退出登录")
        return redirect("people:me")
    asked = people.latest(origin.device, actions.PURPOSE, request.arrived_at)
    return render(request, "phones/change.html", {"form": form, "names": STEPS, "asked": asked, **_way_on(form)})


@as_oneself
def end_others(request: Request) -> HttpResponse:
    """Which other phones sign in as oneself, and ending that."""
    form = forms.Ending(request.POST if request.method == "POST" else None)
    held = request.session.row  # type: ignore[attr-defined]
    if attempt(form, actions.end_others, held=held, by=request.actor, at=request.arrived_at):
        messages.success(request, "已注销，那些手机号不能再以您的名义登录")
        return redirect("people:me")
    given = {"form": form, "phones": queries.other_phones(request.actor), **_way_on(form, "phones:end_others")}
    return render(request, "phones/end_others.html", given)


def _way_on(form: django.Form, back: str = "phones:ask") -> dict[str, str]:
    """Where to prove that it is she, when that is what was lacking; and back here."""
    told = {str(error.code) for error in form.non_field_errors().as_data()}
    where = urlencode({"next": reverse(back)})
    places = {"step_up": "people:factor", "come_in_anew": "people:sign_in"}
    place = next((place for code, place in places.items() if code in told), "")
    return {"prove": f"{reverse(place)}?{where}" if place else ""}
