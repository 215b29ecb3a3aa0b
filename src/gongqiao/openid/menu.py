"""The other way in on the page of the first, and the row under 账号与安全."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from gongqiao.design.slots import fill
from gongqiao.openid import queries


def way(request: HttpRequest) -> dict[str, Any] | None:
    """For whoever is not in yet, and back to where she was; not for those who have just come from there."""
    called, where = queries.called(), request.GET.get("next", "")
    from_there = where.startswith(reverse("openid:link"))
    return {"called": called, "next": where} if called and not from_there else None


def row(request: HttpRequest) -> dict[str, Any] | None:
    called = queries.called()
    if not called:
        return None
    held = queries.links(request.actor).filter(ended_at=None).exists()  # type: ignore[attr-defined]
    return {"called": called, "held": held}


fill("sign_in.ways", "openid/way.html", way)
fill("me.security", "openid/row.html", row)
