"""The other way in on the page of the first, and the row under 账号与安全."""

from typing import Any

from django.http import HttpRequest

from gongqiao.design.slots import fill
from gongqiao.openid import queries


def way(request: HttpRequest) -> dict[str, Any] | None:
    """For whoever is not in yet; back to the page she was on."""
    called = queries.called()
    return {"called": called, "next": request.GET.get("next", "")} if called else None


def row(request: HttpRequest) -> dict[str, Any] | None:
    called = queries.called()
    if not called:
        return None
    held = queries.links(request.actor).filter(ended_at=None).exists()  # type: ignore[attr-defined]
    return {"called": called, "held": held}


fill("sign_in.ways", "openid/way.html", way)
fill("me.security", "openid/row.html", row)
