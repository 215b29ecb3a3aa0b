"""保留会籍: whoever has retired or lost her work stays a member, without dues and without a vote."""

from datetime import date, datetime
from uuid import UUID

from gongqiao.changes import events, rules
from gongqiao.changes.actions.parts import begun, credible, own, put_down, since
from gongqiao.changes.flow import CHANGE
from gongqiao.changes.models import RESTORE, RETAIN, Change
from gongqiao.files.papers import OnPaper
from gongqiao.kernel.actions import move, operation
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import actions as membership
from gongqiao.membership.models.memberships import ACTIVE, RETAINED


@operation
def retain(
    membership_id: UUID, *, cause: str, effect_on: date, paper: OnPaper | None = None, by: Actor, at: datetime
) -> Change:
    """Keep the membership of somebody without work: by her own word, or by what she signed."""
    held = membership.held_still(membership_id)
    own(by, held, paper)
    refuse(rules.retaining(held.state), rules.counted_from(effect_on, since(held), on=day(at)))
    refuse(credible(paper, held, at))

    change = begun(held, RETAIN, effect_on, at, cause=cause, effect_on=effect_on)
    step = move(change, CHANGE, "retain", on=effect_on)
    change.save(force_insert=True)
    put_down(paper, change, "retain", by, at)
    membership.stand(held, RETAINED, on=effect_on)

    counted = held.union_body_id, held.employment_form, held.sex
    told = events.Retained(held.pk, *counted, cause, on_paper=paper is not None, on=effect_on)
    announce(told, by=by, about=change, at=at, law=step.law)
    return change


@operation
def restore(
    membership_id: UUID, *, employment_form: str, effect_on: date, paper: OnPaper | None = None, by: Actor, at: datetime
) -> Change:
    """She works again, in the same union's reach: dues and votes are hers as before."""
    held = membership.held_still(membership_id)
    own(by, held, paper)
    refuse(rules.restoring(held.state), rules.counted_from(effect_on, since(held), on=day(at)))
    refuse(credible(paper, held, at))

    change = begun(held, RESTORE, effect_on, at, employment_form=employment_form, effect_on=effect_on)
    step = move(change, CHANGE, "restore", on=effect_on)
    change.save(force_insert=True)
    put_down(paper, change, "restore", by, at)
    was, held.employment_form = held.employment_form, employment_form
    membership.stand(held, ACTIVE, on=effect_on)

    counted = held.union_body_id, was, employment_form, held.sex
    told = events.Restored(held.pk, *counted, on_paper=paper is not None, on=effect_on)
    announce(told, by=by, about=change, at=at, law=step.law)
    return change
