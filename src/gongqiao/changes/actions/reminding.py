"""Who pays no dues and takes no part is reminded; whether she is a member still, people decide and no machine."""

from datetime import date, datetime
from uuid import UUID

from gongqiao.changes import events, grants, rules
from gongqiao.changes.actions.ending import Decision
from gongqiao.changes.actions.parts import begun, credible, finished, put_down, since, where
from gongqiao.changes.flow import CHANGE, LEAVING
from gongqiao.changes.models import IDLE, Change
from gongqiao.files.papers import OnPaper, effective
from gongqiao.kernel.actions import first_running, move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.law import queries as law
from gongqiao.membership import actions as membership
from gongqiao.membership import queries as members
from gongqiao.organisations import queries as organisations


@operation
def warn(
    membership_id: UUID, *, paid_until: date, active_until: date, paper: OnPaper, by: Actor, at: datetime
) -> Change:
    """Remind, in writing, a member who for half a year has neither paid dues nor taken part."""
    held = membership.held_still(membership_id)
    require(by, grants.KEEP, held.union_body_id)
    last, on = max(paid_until, active_until), effective(paper, at, where(held))
    over = law.due("membership.lapse", last, division=organisations.county_of(held.union_body_id)).last_day
    under_way = Change.objects.open().filter(membership=membership_id).exists()
    refuse(rules.leaving(held.state, under_way=under_way), rules.owing(held.state), credible(paper, held, at))
    refuse(rules.warning(last, over, on=on, moving=members.is_moving(held)))

    change = begun(held, IDLE, on, at, paid_until=paid_until, active_until=active_until)
    step = move(change, CHANGE, "warn", on=on)
    change.save(force_insert=True)
    put_down(paper, change, "warn", by, at)

    told = events.Reminded(change.pk, change.union_body_id, on)
    announce(told, by=by, about=change, at=at, law=step.law)
    return change


@operation
def explain(pk: UUID, *, words: str, by: Actor, at: datetime) -> Change:
    """The member says what kept her; her union reads it before anything is decided."""
    change = Change.objects.locked(pk)
    require(by, grants.OWN, person_id=change.person_id)
    settle(change, CHANGE, at)
    refuse(CHANGE.blocks("explain", change), rules.saying(words))

    change.answer = words
    step = move(change, CHANGE, "explain", on=day(at))
    change.save()

    told = events.ReminderAnswered(pk, change.union_body_id, day(at))
    announce(told, by=by, about=change, at=at, law=step.law)
    return change


@operation
def keep_member(pk: UUID, *, words: str, by: Actor, at: datetime) -> Change:
    """She pays or takes part again, or had good reason: she stays what she was."""
    change = Change.objects.locked(pk)
    require(by, grants.KEEP, change.union_body_id)
    settle(change, CHANGE, at)
    refuse(CHANGE.blocks("keep_member", change), rules.saying(words))

    change.words = words
    step = move(change, CHANGE, "keep_member", on=day(at))
    change.save()

    told = events.ChangeDropped(pk, change.union_body_id, "kept", on_paper=False, on=day(at))
    announce(told, by=by, about=change, at=at, law=step.law)
    return change


@operation
def confirm_exit(pk: UUID, *, decision: Decision, words: str, by: Actor, at: datetime) -> Change:
    """After her days to answer a meeting has found that she had no good reason and did not come back."""
    change = Change.objects.locked(pk)
    require(by, grants.KEEP, change.union_body_id)
    settle(change, CHANGE, at)
    held, clock, on = membership.held_still(change.membership_id), first_running(change), decision.met_on
    refuse(CHANGE.blocks("confirm_exit", change), rules.owing(held.state), rules.saying(words))
    refuse(organisations.meeting(on, decision.present, on=day(at), law=LEAVING))
    refuse(rules.exiting(clock.due_on if clock else None, on, since=since(held)))

    change.words, change.number, change.group_on = words, decision.number, decision.group_on
    change.met_on, change.present, change.effect_on = on, list(decision.present), on
    step = move(change, CHANGE, "confirm_exit", on=on)
    change.save()

    ended = finished(change, held, on=on, by=by, at=at)
    announce(ended, by=by, about=change, at=at, law=step.law)
    return change
