"""What is done with stored files. Called inside a verb of the thing's own module, which has asked whether one may."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Model

from gongqiao.files import blobs, events, rules
from gongqiao.files.fields import Kept
from gongqiao.files.models import Handover, StoredFile
from gongqiao.files.papers import HandedOver, OnPaper, Written
from gongqiao.kernel import wall
from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import SELF, Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.periods import Jurisdiction
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce, subject_of
from gongqiao.law import queries as law
from gongqiao.people import actions as people

log = structlog.get_logger()

DAYS = {"case": None, "year": 365, "month": 30}
GRACE = timedelta(days=1)
CLOSING = "民法典 第二百零三条"
LOOKED = "办理事项时打开附件"


@operation
def store(
    kept: Kept,
    *,
    owner: Model,
    by: Actor,
    at: datetime,
    body_id: int | None = None,
    person_id: UUID | None = None,
    retention: str = "case",
) -> StoredFile:
    """Make what was handed in a document of a thing: of the person it is about, seen by the body that handles it."""
    refuse(rules.keeping(held=blobs.held(kept.digest)))
    owner_type, owner_id = subject_of(owner)
    stored = StoredFile.objects.create(
        **asdict(kept),
        owner_type=owner_type,
        owner_id=owner_id,
        body_id=body_id,
        person_id=person_id,
        account_id=by.account_id if by.role == SELF else None,
        uploaded_by=by.person_id,
        uploaded_at=at,
        **_term(retention, day(at)),
    )
    announce(events.Stored(stored.pk, owner_type, owner_id, day(at)), by=by, about=stored, at=at)
    return stored


@operation
def receive(
    paper: Model,
    over: HandedOver,
    *,
    bodies: Iterable[int],
    where: Jurisdiction,
    person_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Handover:
    """Record when a paper came over a counter, and what was signed for it: from then on its clocks run."""
    owner_type, owner_id = subject_of(paper)
    counted = law.counted_at(over.at, over.counter, division=where.division)
    made = Handover(owner_type=owner_type, owner_id=owner_id, counter=over.counter, handed_over_at=over.at)
    made.counted_at, made.recorded_at = counted, at
    made.save(force_insert=True)
    if over.receipt:
        for body in bodies:
            store(over.receipt, owner=made, body_id=body, person_id=person_id, by=by, at=at)
    announce(events.Received(made.pk, owner_type, owner_id, day(counted)), by=by, about=made, at=at, law=CLOSING)
    return made


def keep_paper(
    paper: Written, told: OnPaper, bodies: Sequence[int], *, where: Jurisdiction, by: Actor, at: datetime
) -> None:
    """A paper and its scan stay with their case, for each office that has it to read. Part of the act it tells of."""
    paper.number, paper.dated_on = told.number, told.dated_on
    paper.signed_by, paper.served = told.signed_by, told.served
    paper.recorded_by, paper.recorded_at = by.person_id, at
    paper.save(force_insert=True)
    for body in bodies:
        store(told.scan, owner=paper, body_id=body, person_id=paper.person_id, by=by, at=at)
    if told.handed_over:
        receive(paper, told.handed_over, bodies=bodies, where=where, person_id=paper.person_id, by=by, at=at)


@operation
def remove(file_id: UUID, *, by: Actor, at: datetime) -> StoredFile:
    """Take a document away from its thing; its bytes follow in the next night, unless another document has the same."""
    stored = StoredFile.objects.locked(file_id)
    if stored.removed_at is None:
        stored.removed_at = at
        stored.save(update_fields=["removed_at"])
        announce(events.Removed(stored.pk, day(at)), by=by, about=stored, at=at)
    return stored


def hand_to(owner: Model, body_id: int) -> None:
    """The body that handles a thing is another now: the documents of the thing go with it."""
    owner_type, owner_id = subject_of(owner)
    StoredFile.objects.filter(owner_type=owner_type, owner_id=owner_id).update(body_id=body_id)


def looked(stored: StoredFile, *, by: Actor, at: datetime) -> None:
    """Somebody who acts for an office opened a person's document: she reads it under 谁看过我的信息."""
    if stored.person_id is None or by.body_id is None:
        return
    with transaction.atomic(), wall.lowered():
        people.trace(stored.person_id, what=f"附件（{stored.get_media_type_display()}）", reason=LOOKED, by=by, at=at)


def expire(at: datetime) -> int:
    """Let go of the documents whose time of keeping is over."""
    with wall.lowered():
        return StoredFile.objects.standing().filter(keep_until__lt=day(at)).update(removed_at=at)


def sweep(now: float) -> int:
    """Take away the bytes no document points to, a day after they were last handed in (`now` as file systems count)."""
    untouched_since = now - GRACE.total_seconds()
    dropped = sum(blobs.drop(path, untouched_since=untouched_since) for path in _unwanted())
    log.info("files.swept", dropped=dropped)
    return dropped


def _unwanted() -> Iterator[Path]:
    """Before the wall, or every document behind it would seem to be wanted by nobody."""
    for paths in blobs.shards():
        with wall.lowered():
            rows = StoredFile.objects.standing().filter(digest__in=[path.name for path in paths])
            wanted = set(rows.values_list("digest", flat=True))
        yield from (path for path in paths if path.name not in wanted)


def _term(retention: str, on: date) -> dict[str, Any]:
    days = DAYS[retention]
    return {"retention": retention, "keep_until": on + timedelta(days=days) if days else None}
