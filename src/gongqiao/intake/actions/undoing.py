"""Taking a whole list back in the background, as long as nothing was built on it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from gongqiao.intake import events, queries, rules
from gongqiao.intake.actions.reading import unhurried
from gongqiao.intake.flow import INTAKE
from gongqiao.intake.grants import permission_of
from gongqiao.intake.models import EMPLOYERS, Intake
from gongqiao.kernel import queue
from gongqiao.kernel.actions import many, move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reason, refuse
from gongqiao.kernel.records import announce
from gongqiao.organisations import actions as organisations
from gongqiao.people import actions as people

UNDO = "intake.undo"


@operation
def call_back_intake(pk: UUID, *, by: Actor, at: datetime) -> Intake:
    """Have a whole list taken back in the background; what was built on it is asked again there, and may keep it."""
    intake = Intake.objects.locked(pk)
    require(by, permission_of(intake.kind), intake.union_body_id)
    settle(intake, INTAKE, at)
    refuse(INTAKE.blocks("undo_intake", intake), rules.calling_back(already=intake.undoing_at is not None))
    refuse(queries.what_keeps_intake(intake))

    intake.undoing_at, intake.actor, intake.fault = at, by, ""
    intake.save()
    queue.defer(UNDO, intake=str(pk), at=at.isoformat())

    announce(events.IntakeCalledBack(pk, intake.union_body_id, day(at)), by=by, about=intake, at=at)
    return intake


@operation
def leave_intake(pk: UUID, *, reasons: Sequence[Reason], by: Actor, at: datetime) -> Intake:
    """Leave a list standing that was to be taken back: something was built on it meanwhile."""
    intake = Intake.objects.locked(pk)
    require(by, permission_of(intake.kind), intake.union_body_id)
    settle(intake, INTAKE, at)
    refuse(rules.leaving(wanted=intake.undoing_at is not None))

    intake.undoing_at = None
    intake.fault = "；".join(reason.words for reason in reasons)[:200]
    intake.save()

    codes = tuple(sorted({reason.code for reason in reasons}))
    announce(events.IntakeLeft(pk, intake.union_body_id, codes, day(at)), by=by, about=intake, at=at)
    return intake


@many
def undo_intake(pk: UUID, *, by: Actor, at: datetime) -> Intake:
    """Take back what a list brought: the employers, or the posts and whoever was registered for one of them alone."""
    unhurried()
    intake = Intake.objects.locked(pk)
    require(by, permission_of(intake.kind), intake.union_body_id)
    settle(intake, INTAKE, at)
    refuse(INTAKE.blocks("undo_intake", intake), queries.built_on(intake))

    made = [line.made for line in intake.lines.all()]
    if intake.kind == EMPLOYERS:
        organisations.unregister_employers([int(key) for key in made], batch=pk, by=by, at=at)
    else:
        persons = organisations.withdraw_posts([UUID(key) for key in made], batch=pk, by=by, at=at)
        since = intake.entered_at or at
        people.unregister(persons, registered_at=since, about=intake, batch=pk, body_id=by.body_id, by=by, at=at)
    intake.lines.all().delete()
    intake.undoing_at = None
    move(intake, INTAKE, "undo_intake", on=day(at))
    intake.save()

    told = events.IntakeUndone(pk, intake.union_body_id, len(made), day(at))
    announce(told, by=by, about=intake, at=at, batch=pk)
    return intake
