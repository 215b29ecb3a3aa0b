"""The desk's ledger, and the way to it from a member's page."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from gongqiao.design import slots
from gongqiao.design.menu import Entry, enter
from gongqiao.membership import queries as members
from gongqiao.merging import grants

enter(Entry("desk", "合并登记", "merging:mergers", order=25, icon="people", group="会员", permission=grants.SEE))


def acts(request: HttpRequest) -> dict[str, Any] | None:
    """On the page of a member of one's own union."""
    actor = request.actor  # type: ignore[attr-defined]
    pk: UUID = request.resolver_match.kwargs["pk"]  # type: ignore[union-attr]
    found = members.members(actor).filter(pk=pk).first()
    return {"pk": pk} if found and actor.scope(grants.PROPOSE).covers(found.union_body_id) else None


slots.fill("member.acts", "merging/member_acts.html", acts)
