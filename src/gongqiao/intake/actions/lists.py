"""What an office does with a list of employers or posts before it is entered, and what ends one."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from gongqiao.files import actions as files
from gongqiao.files import queries as documents
from gongqiao.files.fields import Kept
from gongqiao.intake import events, queries, rules
from gongqiao.intake.actions.checking import flag
from gongqiao.intake.flow import INTAKE
from gongqiao.intake.grants import permission_of
from gongqiao.intake.models import Intake, IntakeLine, IntakeProblem
from gongqiao.kernel import queue
from gongqiao.kernel.actions import move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reason, refuse
from gongqiao.kernel.records import announce
from gongqiao.organisations import queries as organisations

READ, ENTER = "intake.read", "intake.enter"
A_MONTH = "month"


@operation
def receive_intake(
    union: int, *, kind: str, file: Kept, usual: Mapping[str, Any] | None = None, by: Actor, at: datetime
) -> Intake:
    """Take in a list as a file; it is read in the background, and nothing is entered by it yet."""
    held = Intake.objects.in_turn(union)
    require(by, permission_of(kind), union)
    same = queries.same_intake(held.filter(kind=kind), file.digest)
    refuse(rules.receiving(closed=organisations.closed(union, on=day(at)), same=same))

    intake = Intake(union_body_id=union, kind=kind, name=file.name, digest=file.digest, received_at=at)
    intake.usual, intake.actor = {name: str(value) for name, value in (usual or {}).items() if value}, by
    intake.handled_in = organisations.county_of(union)
    intake.save(force_insert=True)
    files.store(file, owner=intake, body_id=union, retention=A_MONTH, by=by, at=at)
    queue.defer(READ, intake=str(intake.pk))

    announce(events.IntakeReceived(intake.pk, union, kind, day(at)), by=by, about=intake, at=at)
    return intake


@operation
def fail_intake(pk: UUID, *, reason: Reason, by: Actor, at: datetime) -> Intake:
    """Say of a file that no list could be read in it, and why."""
    intake = Intake.objects.locked(pk)
    require(by, permission_of(intake.kind), intake.union_body_id)
    settle(intake, INTAKE, at)
    refuse(INTAKE.blocks("fail_intake", intake))

    clear(intake)
    intake.fault, intake.rows, intake.good = reason.words[:200], 0, 0
    move(intake, INTAKE, "fail_intake", on=day(at))
    intake.save()

    told = events.IntakeFailed(pk, intake.union_body_id, reason.code, day(at))
    announce(told, by=by, about=intake, at=at)
    return intake


@operation
def reread_intake(pk: UUID, *, by: Actor, at: datetime) -> Intake:
    """Read the same file once more: what has changed since is found, and what was undone can be entered again."""
    intake = Intake.objects.locked(pk)
    require(by, permission_of(intake.kind), intake.union_body_id)
    settle(intake, INTAKE, at)
    refuse(INTAKE.blocks("reread_intake", intake), rules.dropping(kept=documents.of(intake).exists()))

    clear(intake)
    intake.actor, intake.fault, intake.done, intake.rows, intake.good = by, "", 0, 0, 0
    move(intake, INTAKE, "reread_intake", on=day(at))
    intake.save()
    queue.defer(READ, intake=str(pk))

    announce(events.IntakeReread(pk, intake.union_body_id, day(at)), by=by, about=intake, at=at)
    return intake


@operation
def accept_intake(pk: UUID, *, by: Actor, at: datetime) -> Intake:
    """Have the good rows of a list entered in the background, all of them or none."""
    intake = Intake.objects.locked(pk)
    require(by, permission_of(intake.kind), intake.union_body_id)
    settle(intake, INTAKE, at)
    refuse(INTAKE.blocks("accept_intake", intake), rules.accepting(good=intake.good))

    intake.actor, intake.fault = by, ""
    move(intake, INTAKE, "accept_intake", on=day(at))
    intake.save()
    queue.defer(ENTER, intake=str(pk), at=at.isoformat())

    announce(events.IntakeAccepted(pk, intake.union_body_id, day(at)), by=by, about=intake, at=at)
    return intake


@operation
def hand_back_intake(pk: UUID, *, reasons: Sequence[Reason], by: Actor, at: datetime) -> Intake:
    """Give an accepted list back to the desk: something changed before it could be entered, and nothing was."""
    intake = Intake.objects.locked(pk)
    require(by, permission_of(intake.kind), intake.union_body_id)
    settle(intake, INTAKE, at)
    refuse(INTAKE.blocks("hand_back_intake", intake))

    flag(intake, at)
    intake.good = intake.lines.count()
    intake.fault = "；".join(reason.words for reason in reasons)[:200]
    move(intake, INTAKE, "hand_back_intake", on=day(at))
    intake.save()

    codes = tuple(sorted({reason.code for reason in reasons}))
    announce(events.IntakeHandedBack(pk, intake.union_body_id, codes, day(at)), by=by, about=intake, at=at)
    return intake


@operation
def take_out_bad_rows(pk: UUID, *, by: Actor, at: datetime) -> queries.Bad:
    """Hand out the rows that could not be entered, as they were typed and with the reasons, to be mended."""
    intake = Intake.objects.locked(pk)
    require(by, permission_of(intake.kind), intake.union_body_id)
    bad = queries.bad_rows(intake, at)
    refuse(rules.dropping(kept=bad is not None))

    rows = bad.rows if bad else 0
    announce(events.IntakeRowsTakenOut(pk, intake.union_body_id, rows, day(at)), by=by, about=intake, at=at)
    return bad or queries.Bad(0, b"")


@operation
def discard_intake(pk: UUID, *, due_on: date | None = None, by: Actor, at: datetime) -> Intake:
    """Let a list go that is not wanted any more, or that nobody entered in time; its rows and its file go with it."""
    intake = Intake.objects.locked(pk)
    require(by, permission_of(intake.kind), intake.union_body_id)
    if due_on is None:
        settle(intake, INTAKE, at)
    refuse(INTAKE.blocks("discard_intake", intake))

    clear(intake)
    on = due_on or day(at)
    move(intake, INTAKE, "discard_intake", on=on)
    intake.save()
    for stored in documents.of(intake):
        files.remove(stored.pk, by=by, at=at)

    told = events.IntakeDiscarded(pk, intake.union_body_id, lapsed=due_on is not None, on=on)
    announce(told, by=by, about=intake, at=at)
    return intake


def clear(intake: Intake) -> None:
    """Forget the rows of a list and what was wrong with them."""
    IntakeLine.objects.filter(intake=intake).delete()
    IntakeProblem.objects.filter(intake=intake).delete()
