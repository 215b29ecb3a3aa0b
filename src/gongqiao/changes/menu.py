"""The desk's ledger, and what a member's card and her union's record of her lead to."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from gongqiao.changes import grants, queries
from gongqiao.design import slots
from gongqiao.design.menu import Entry, enter
from gongqiao.kernel.clock import day
from gongqiao.membership import queries as members
from gongqiao.membership.models.memberships import ACTIVE, RETAINED

enter(Entry("desk", "会籍变动", "changes:changes", order=24, icon="people", group="会员", permission=grants.KEEP))
ON_PAPER = {
    ACTIVE: (("retain_on_paper", "登记保留会籍"), ("leave_on_paper", "登记退会声明")),
    RETAINED: (("restore_on_paper", "登记恢复会籍"), ("leave_on_paper", "登记退会声明")),
}
BY_THE_UNION = (("warn", "登记退会前提醒"), ("expel", "登记开除会籍"), ("record_death", "登记会员去世"))


def acts(request: HttpRequest) -> dict[str, Any] | None:
    """What a union may record of the member whose page is open."""
    actor = request.actor  # type: ignore[attr-defined]
    pk: UUID = request.resolver_match.kwargs["pk"]  # type: ignore[union-attr]
    found = members.members(actor).filter(pk=pk).first()
    if found is None or found.state not in ON_PAPER or not actor.scope(grants.KEEP).covers(found.union_body_id):
        return None
    rows = (*ON_PAPER[found.state], *BY_THE_UNION)
    return {"acts": [(reverse(f"changes:{name}", args=[pk]), words) for name, words in rows]}


def resettling(request: HttpRequest) -> dict[str, Any] | None:
    """The way to it on the page of a union over whose members one may decide."""
    actor = request.actor  # type: ignore[attr-defined]
    pk: int = request.resolver_match.kwargs["pk"]  # type: ignore[union-attr]
    return {"pk": pk} if actor.scope(grants.RESETTLE).covers(pk) else None


def duties(request: HttpRequest) -> dict[str, Any] | None:
    """What its size asks of the union one acts for."""
    on = day(request.arrived_at)  # type: ignore[attr-defined]
    found = queries.duties(request.actor, on=on)  # type: ignore[attr-defined]
    return {"duties": found} if found else None


slots.fill("desk.rest", "changes/duties.html", duties)
slots.fill("union.acts", "changes/union_acts.html", resettling)
slots.fill("card.more", "changes/card_more.html", lambda _: {})
slots.fill("member.acts", "changes/member_acts.html", acts)
