"""Where it is found: on every face, and on the page of a union that may have to end."""

from typing import Any

from django.http import HttpRequest

from gongqiao.design import slots
from gongqiao.design.menu import Entry, enter
from gongqiao.kernel.authority import SELF
from gongqiao.organising import grants, queries

enter(
    Entry("desk", "组建工会", "organising:foundings", order=32, icon="flag", group="组织", permission=grants.ENTER),
    Entry("desk", "法人证书", "organising:certificates", order=33, icon="law", group="组织", permission=grants.KEEP),
    Entry("employer", "本单位工会", "organising:of_employer", order=20, icon="flag", permission=grants.STATE),
    Entry("market", "组建工会", "organising:own", order=18, icon="flag", place="tile", signed_in=True),
)


def ending(request: HttpRequest) -> dict[str, Any] | None:
    """The way to it on the page of a union below."""
    actor = request.actor  # type: ignore[attr-defined]
    pk: int = request.resolver_match.kwargs["pk"]  # type: ignore[union-attr]
    return {"pk": pk} if actor.scope(grants.END).covers(pk) else None


def preparing(request: HttpRequest) -> dict[str, Any] | None:
    """What she prepares, on her home."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.own_founding(actor) if actor.role == SELF else None
    return {"founding": found} if found else None


slots.fill("union.acts", "organising/union_acts.html", ending)
slots.fill("home.card", "organising/home_card.html", preparing, order=45)
