"""退会: free, declared to one's union, announced by its committee; silence keeps nobody in."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from gongqiao.changes import events, grants, rules
from gongqiao.changes.actions.parts import aside, begun, credible, finished, own, put_down, since, where
from gongqiao.changes.flow import CHANGE, LEAVING
from gongqiao.changes.models import WISH, Change
from gongqiao.files.papers import OnPaper, effective, faults, moment
from gongqiao.kernel.actions import move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import actions as membership
from gongqiao.organisations import queries as organisations


@operation
def declare(membership_id: UUID, *, words: str = "", paper: OnPaper | None = None, by: Actor, at: datetime) -> Change:
    """The member says that she leaves, and need not say why; what she signed on paper her union enters."""
    held = membership.held_still(membership_id)
    own(by, held, paper)
    under_way = Change.objects.open().filter(membership=membership_id).exists()
    refuse(rules.leaving(held.state, under_way=under_way), credible(paper, held, at))

    on = effective(paper, at, where(held))
    change = begun(held, WISH, on, at, words=words)
    step = move(change, CHANGE, "declare", on=on)
    change.save(force_insert=True)
    put_down(paper, change, "declare", by, at)

    told = events.LeavingDeclared(change.pk, change.union_body_id, on_paper=paper is not None, on=on)
    announce(told, by=by, about=change, at=at, law=step.law)
    return change


@operation
def take_back(pk: UUID, *, paper: OnPaper | None = None, by: Actor, at: datetime) -> Change:
    """Stay after all, until it has been announced."""
    change = Change.objects.locked(pk)
    own(by, change, paper)
    settle(change, CHANGE, moment(paper, at, change.jurisdiction))
    refuse(CHANGE.blocks("take_back", change), faults(paper, since=change.begun_on, on=day(at)))

    on = effective(paper, at, change.jurisdiction)
    step = move(change, CHANGE, "take_back", on=on)
    change.save()
    put_down(paper, change, "take_back", by, at)

    told = events.ChangeDropped(pk, change.union_body_id, because=WISH, on_paper=paper is not None, on=on)
    announce(told, by=by, about=change, at=at, law=step.law)
    return change


@operation
def announce_leaving(
    pk: UUID, *, group_on: date, met_on: date, present: Sequence[str], card: str, by: Actor, at: datetime
) -> Change:
    """Her group knows, and the committee announces that she has left; her card is valid no more."""
    change = Change.objects.locked(pk)
    require(by, grants.KEEP, change.union_body_id)
    settle(change, CHANGE, at)
    held = membership.held_still(change.membership_id)
    refuse(CHANGE.blocks("announce_leaving", change), organisations.meeting(met_on, present, on=day(at), law=LEAVING))
    refuse(rules.announcing(change.begun_on, group_on, met_on, since=since(held)))

    change.group_on, change.met_on, change.present, change.card = group_on, met_on, list(present), card
    change.effect_on = met_on
    step = move(change, CHANGE, "announce_leaving", on=met_on)
    change.save()

    left = finished(change, held, on=met_on, by=by, at=at)
    announce(left, by=by, about=change, at=at, law=step.law)
    return change


@operation
def let_leave(pk: UUID, *, due_on: date, by: Actor, at: datetime) -> Change:
    """Her union let its days pass without announcing it: leaving is free, and she has left on the last of them."""
    change = Change.objects.locked(pk)
    require(by, grants.KEEP, change.union_body_id)
    held = membership.held_still(change.membership_id)
    refuse(CHANGE.blocks("let_leave", change))

    change.effect_on = max(due_on, since(held))
    step = move(change, CHANGE, "let_leave", on=due_on)
    change.save()

    left = finished(change, held, on=change.effect_on, by=by, at=at, lapsed=True)
    announce(left, by=by, about=change, at=at, law=step.law)
    return change


@operation
def set_aside(pk: UUID, *, because: str, by: Actor, at: datetime) -> Change:
    """Another union has taken her in meanwhile: what she told the old one is past."""
    change = Change.objects.locked(pk)
    refuse(CHANGE.blocks("set_aside", change))

    dropped = aside(change, because, on=day(at))
    announce(dropped, by=by, about=change, at=at)
    return change
