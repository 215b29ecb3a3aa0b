"""What several of these verbs do alike."""

from datetime import date, datetime
from typing import Any

from gongqiao.changes import events, grants, rules
from gongqiao.changes.flow import CHANGE
from gongqiao.changes.models import Change, Paper
from gongqiao.files import actions as files
from gongqiao.files import papers
from gongqiao.files.papers import OnPaper
from gongqiao.kernel.actions import move
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.periods import Jurisdiction
from gongqiao.kernel.reasons import Reasons, refuse
from gongqiao.membership import actions as membership
from gongqiao.membership import queries as members
from gongqiao.membership.models import Membership
from gongqiao.membership.models.memberships import LEFT
from gongqiao.organisations import queries as organisations


def own(by: Actor, held: Membership | Change, paper: OnPaper | None) -> None:
    """She herself, on the phone; what she signed on paper her union enters."""
    if paper:
        require(by, grants.KEEP, held.union_body_id)
    else:
        require(by, grants.OWN, person_id=held.person_id)


def begun(held: Membership, kind: str, on: date, at: datetime, **parts: Any) -> Change:
    """A change of a membership where it stands, not yet saved; its clocks run where that union lies."""
    union = held.union_body_id
    told = {"membership": held, "person_id": held.person_id, "called": held.person.name, "union_body_id": union}
    where = organisations.county_of(union)
    return Change(kind=kind, begun_at=at, begun_on=on, handled_in=where, **told, **parts)


def credible(paper: OnPaper | None, held: Membership, at: datetime) -> Reasons:
    """No paper about a membership is older than the membership."""
    return papers.faults(paper, since=held.joined_on, on=day(at))


def put_down(paper: OnPaper | None, change: Change, step: str, by: Actor, at: datetime) -> None:
    if paper:
        kept = Paper(change=change, person_id=change.person_id, step=step)
        files.keep_paper(kept, paper, change.parties, where=change.jurisdiction, by=by, at=at)


def where(held: Membership) -> Jurisdiction:
    """Whose hours and rest days hold for what is done about a membership."""
    return Jurisdiction(organisations.county_of(held.union_body_id))


def finished(
    change: Change, held: Membership, *, on: date, by: Actor, at: datetime, lapsed: bool = False
) -> events.MembershipEnded:
    """The membership ends; what it was before is told."""
    refuse(rules.in_place(change.union_body_id, held.union_body_id))
    before = held.union_body_id, held.state, held.employment_form, held.sex
    membership.finish(held, on=on, by=by, at=at)
    return events.MembershipEnded(held.pk, *before, change.kind, lapsed, on)


def aside(change: Change, because: str, *, on: date) -> events.ChangeDropped:
    """Something else has happened to the membership meanwhile."""
    move(change, CHANGE, "set_aside", on=on)
    change.save()
    return events.ChangeDropped(change.pk, change.union_body_id, because, on_paper=False, on=on)


def stood_before(held: Membership) -> str:
    """As what she stood when her membership ended."""
    return held.stays.exclude(state=LEFT).latest("since", "pk").state


def since(held: Membership) -> date:
    return members.present_since(held)
