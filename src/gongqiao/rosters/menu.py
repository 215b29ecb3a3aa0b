from typing import Any

from django.http import HttpRequest

from gongqiao.design import slots
from gongqiao.design.menu import Entry, enter
from gongqiao.rosters import grants, queries

enter(Entry("desk", "入会名册", "rosters:rosters", order=24, icon="file", group="会员", permission=grants.ENROL))


def asked(request: HttpRequest) -> dict[str, Any] | None:
    """A signed list that waits for whoever holds this phone."""
    listings = queries.own_listings(request.actor)  # type: ignore[attr-defined]
    return {"listings": listings} if listings else None


slots.fill("home.card", "rosters/home_card.html", asked, order=40)
