from typing import Any

from django.http import HttpRequest

from gongqiao.design import slots
from gongqiao.design.menu import Entry, enter
from gongqiao.exports import queries as exports
from gongqiao.exports.queries import Offer
from gongqiao.kernel.authority import SELF
from gongqiao.kernel.sweep import settled
from gongqiao.membership import forms, grants, queries
from gongqiao.people.grants import REVEAL

enter(
    Entry("market", "入会", "membership:join", order=10, icon="hand", place="tile"),
    Entry("market", "我要入会", "membership:join", order=20, icon="hand", place="key", visitors=True),
    Entry("market", "会员证", "membership:card", order=11, icon="qr", place="tile", signed_in=True),
    Entry("market", "转会", "membership:transfer", order=12, icon="switch", place="tile", signed_in=True),
    Entry("desk", "入会申请", "membership:applications", order=20, icon="task", group="会员", permission=grants.REVIEW),
    Entry("desk", "入会决议", "membership:resolutions", order=21, icon="law", group="会员", permission=grants.RESOLVE),
    Entry("desk", "会员台账", "membership:members", order=22, icon="people", group="会员", permission=grants.ENROL),
    Entry("desk", "转会", "membership:transfers", order=23, icon="switch", group="会员", permission=grants.TAKE_IN),
)
exports.offer(
    Offer(
        "applications",
        forms.APPLICATIONS,
        queries.applications,
        page="membership:applications",
        person="person",
        account="account",
    ),
    Offer(
        "members",
        forms.MEMBERS,
        queries.listed_members,
        page="membership:members",
        person="person",
        full=forms.IN_FULL,
        body="union_body",
        reveal=REVEAL,
    ),
)


def own(request: HttpRequest) -> dict[str, Any] | None:
    """The member's card, the applicant's progress, or the way in."""
    actor = request.actor  # type: ignore[attr-defined]
    if actor.role != SELF:
        return None
    if membership := queries.own_membership(actor):
        return {"membership": membership, "application": None}
    at = request.arrived_at  # type: ignore[attr-defined]
    return {"membership": None, "application": settled(queries.own_applications(actor).open(), at)}


slots.fill("home.card", "membership/home_card.html", own)
