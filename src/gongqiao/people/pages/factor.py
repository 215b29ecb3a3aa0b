"""Where to go on: to where one was, and by way of the second factor when that is missing."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from gongqiao.kernel.web import Request


def next_of(request: Request) -> str:
    """The page of ours that one was on."""
    where = request.GET.get("next", "")
    return where if where.startswith("/") and url_has_allowed_host_and_scheme(where, None) else ""


def by_way_of(name: str, where: str) -> str:
    """A page's address that knows where to go on."""
    return f"{reverse(name)}?{urlencode({'next': where})}" if where else reverse(name)
