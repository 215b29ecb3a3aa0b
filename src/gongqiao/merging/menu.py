"""The desk's ledger, and the way to it from a member's page."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from gongqiao.design import slots
from gongqiao.design.menu import Entry, enter
from gongqiao.membership import queries as members
from gongqiao.merging import grants, queries

enter(Entry("desk", "合并登记", "merging:mergers", order=25, icon="people", group="会员", permission=grants.SEE))


def acts(request: HttpRequest) -> dict[str, Any] | None:
    """On the page of a member of one's own union."""
    actor = request.actor  # type: ignore[attr-defined]
    pk: UUID = request.resolver_match.kwargs["pk"]  # type: ignore[union-attr]
    found = members.members(actor).filter(pk=pk).first()
    return {"pk": pk} if found and actor.scope(grants.PROPOSE).covers(found.union_body_id) else None


def applying(request: HttpRequest) -> dict[str, Any] | None:
    """On the page of an application: of an applicant with a row of her own, or whose document is a member's of ours."""
    actor = request.actor  # type: ignore[attr-defined]
    pk: UUID = request.resolver_match.kwargs["pk"]  # type: ignore[union-attr]
    found = members.applications(actor).filter(pk=pk).first()
    if found is None or not actor.scope(grants.PROPOSE).covers(found.union_body_id):
        return None
    ours = queries.ours(actor, found)
    proposes = found.person_id is not None and members.applications(actor).open().filter(pk=pk).exists()
    return {"application": found, "proposes": proposes, "ours": ours} if proposes or ours else None


slots.fill("application.acts", "merging/application_acts.html", applying)
slots.fill("member.acts", "merging/member_acts.html", acts)
