"""Where to go on: to where one was, and by way of the second factor when that is missing."""

from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from gongqiao.kernel.web import Request

PLACES = {"step_up": "people:factor", "no_factor": "people:otp"}


def step_up_for(form: forms.Form, back: str) -> str:
    told = {str(error.code) for error in form.non_field_errors().as_data()}
    place = next((PLACES[code] for code in sorted(told) if code in PLACES), "")
    return f"{reverse(place)}?{urlencode({'next': back})}" if place else ""


def next_of(request: Request) -> str:
    """The page of ours that one was on."""
    where = request.GET.get("next", "")
    return where if where.startswith("/") and url_has_allowed_host_and_scheme(where, None) else ""


def by_way_of(name: str, where: str) -> str:
    """A page's address that knows where to go on."""
    return f"{reverse(name)}?{urlencode({'next': where})}" if where else reverse(name)
