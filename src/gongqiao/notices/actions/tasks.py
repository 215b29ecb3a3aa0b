"""Tasks: kept up with the states of things, opened and closed by hand where there is no state, pressed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model

from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Deadline, Record
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce, subject_of
from gongqiao.notices import events, rules
from gongqiao.notices.actions.own import look_again, require_holder, require_starter
from gongqiao.notices.kinds import Duty, Kind, To, Watch
from gongqiao.notices.models import Task

BATCH = 500
NOBODY = Actor()


def keep_up(watch: Watch, ids: Sequence[Any], record: Record) -> None:
    """Make the open tasks of these things be those their present states ask for; harmless when repeated."""
    for start in range(0, len(ids), BATCH):
        _keep_up(watch, [str(each) for each in ids[start : start + BATCH]], record)


def _keep_up(watch: Watch, ids: list[str], record: Record) -> None:
    wanted = {
        (str(thing.pk), duty.kind.code, to): (duty, thing)
        for thing in _held(watch.subject, ids)
        for duty in watch.duties
        if thing.state in duty.states and (to := duty.to.of(thing))
    }
    kinds = [duty.kind.code for duty in watch.duties]
    standing = Task.objects.standing().about(watch.subject, ids).filter(kind__in=kinds)
    over = [task for task in standing if wanted.pop((task.subject_id, task.kind, task.to), None) is None]
    _close([task.pk for task in over], by=record.person, body_id=record.body, at=record.at)
    due = _deadlines(watch.subject, ids)
    opened = [_row(watch, duty, thing, to, record, due) for (_, _, to), (duty, thing) in wanted.items()]
    Task.objects.bulk_create(opened, ignore_conflicts=True)
    look_again(task.to for task in (*over, *opened))


def _held(subject: str, ids: list[str]) -> list[Any]:
    """The things as they are now, held still: two ears about one thing then see its states one after the other."""
    things = apps.get_model(subject).objects.select_for_update(of=("self",), no_key=True)
    return list(things.filter(pk__in=ids).order_by("pk"))


def _deadlines(subject: str, ids: list[str]) -> dict[tuple[str, str], Deadline]:
    running = Deadline.objects.filter(subject_type=subject, subject_id__in=ids, closed_on=None)
    return {(each.subject_id, each.clock): each for each in running}


def _row(watch: Watch, duty: Duty, thing: Any, to: To, record: Record, due: dict[tuple[str, str], Deadline]) -> Task:
    task = _task(duty.kind, to, watch.subject, str(thing.pk), at=record.at)
    task.clock = f"{watch.subject.partition('.')[0]}.{duty.clock}" if duty.clock else ""
    task.title = (duty.title(thing) if duty.title else duty.kind.words)[:120]
    task.url_name, task.follow_name, task.args = duty.url, duty.follow, [str(thing.pk)]
    if deadline := due.get((task.subject_id, task.clock)):
        task.due_on, task.provisional, task.division = deadline.due_on, deadline.provisional, deadline.division
        task.hint_on = deadline.hint_on
    task.started_by, task.started_body = record.person, record.body
    if owner := watch.owner.of(thing):
        task.owner_id, task.owner_account = owner.person_id, owner.account
    return task


def _task(kind: Kind, to: To, subject_type: str, subject_id: str, *, at: datetime) -> Task:
    return Task(
        kind=kind.code,
        title=kind.words,
        body_id=to.body_id,
        roles=list(to.roles),
        person_id=to.person_id,
        account=to.account,
        subject_type=subject_type,
        subject_id=subject_id,
        opened_at=at,
    )


def open_task(kind: Kind, to: To, *, about: Model, url: str, at: datetime, **parts: Any) -> None:
    """Ask somebody to act on a thing that has no states of its own; asked again while it is open, nothing happens."""
    task = _task(kind, to, *subject_of(about), at=at)
    for name, value in {"url_name": url, "args": [str(about.pk)], **parts}.items():
        setattr(task, name, value)
    Task.objects.bulk_create([task], ignore_conflicts=True)
    look_again([to])


def close_tasks(kind: Kind, *, about: Model, at: datetime, by: Actor = NOBODY) -> None:
    """What was asked about a thing is done, whoever did it."""
    subject_type, subject_id = subject_of(about)
    over = Task.objects.standing().about(subject_type, [subject_id]).filter(kind=kind.code)
    _close(over.values_list("pk", flat=True), by=by.person_id, body_id=by.body_id, at=at)


def _close(tasks: Iterable[UUID], *, by: UUID | None, body_id: int | None, at: datetime) -> None:
    Task.objects.standing().filter(pk__in=tasks).update(done_at=at, done_by=by, done_body=body_id)


@operation
def press(task_id: UUID, *, by: Actor, at: datetime) -> Task:
    """Ask the holder of what one started to hurry."""
    task = Task.objects.locked(task_id)
    require_starter(by, task)
    refuse(
        rules.pressing(
            done=task.done_at is not None, pressed_on=task.pressed_on, opened_on=day(task.opened_at), on=day(at)
        )
    )
    task.pressed_on = day(at)
    task.save(update_fields=["pressed_on"])
    announce(events.Pressed(task.pk, day(at)), by=by, about=task, at=at)
    return task


@operation
def settle_task(task_id: UUID, *, by: Actor, at: datetime) -> Task:
    """Mark a task as dealt with that no state closes: an alarm that was looked into."""
    task = Task.objects.locked(task_id)
    require_holder(by, task)
    refuse(rules.settling(done=task.done_at is not None, by_hand=not task.follows))
    task.done_at, task.done_by, task.done_body = at, by.person_id, by.body_id
    task.save(update_fields=["done_at", "done_by", "done_body"])
    announce(events.Settled(task.pk, day(at)), by=by, about=task, at=at)
    return task
