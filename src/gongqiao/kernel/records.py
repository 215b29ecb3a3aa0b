"""What was done, told once: `announce` writes the row that is audit and event, then lets others react.

Two kinds of ear. `@when` runs in the act's transaction and is one INSERT of a delta. `@later` runs after commit from
the queue, at least once, and is made to happen once by `Heard`; an ear that breaks never takes the act with it.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, ClassVar, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID

from django.db import connection, models, transaction

from gongqiao.kernel import queue
from gongqiao.kernel.authority import SYSTEM, Actor, system_clock
from gongqiao.kernel.models import Record

E = TypeVar("E", bound="Event")
Ear = Callable[[E, Record], None]


@dataclass(frozen=True)
class Event:
    """Something that happened, named in the past tense: ids, dates and codes only, never a name or a number."""

    CODES: ClassVar[dict[str, type["Event"]]] = {}

    def __init_subclass__(cls) -> None:
        Event.CODES[cls.code()] = cls

    @classmethod
    def code(cls) -> str:
        """`module.Event`, as records hold it."""
        return f"{cls.__module__.split('.')[1]}.{cls.__name__}"


WHEN: dict[type[Event], list[Callable[..., None]]] = defaultdict(list)
LATER: dict[type[Event], list[Callable[..., None]]] = defaultdict(list)
ABOUT: dict[str, list[Callable[..., None]]] = defaultdict(list)
ACT: ContextVar[str | None] = ContextVar("act", default=None)
READERS: dict[Any, Callable[[str], Any]] = {UUID: UUID, date: date.fromisoformat, datetime: datetime.fromisoformat}


def ear_name(ear: Callable[..., None]) -> str:
    return f"{ear.__module__.split('.')[1]}.{ear.__name__}"


def who_did(record: Record) -> Actor:
    """Whoever did what a record tells, for what follows from it; the clock where it was the clock."""
    if record.role == SYSTEM:
        return system_clock()
    return Actor(record.role, record.person, record.body, record.appointment)


def when(event: type[E]) -> Callable[[Ear[E]], Ear[E]]:
    """React in the same transaction: one INSERT, for facts that must never disagree."""

    def enter(ear: Ear[E]) -> Ear[E]:
        WHEN[event].append(ear)
        return ear

    return enter


def later(event: type[E]) -> Callable[[Ear[E]], Ear[E]]:
    """React after commit, from the queue: notices, other systems, search."""

    def enter(ear: Ear[E]) -> Ear[E]:
        LATER[event].append(ear)
        return ear

    return enter


def later_about(subject_type: str, ear: Ear[Event]) -> None:
    """React after commit to whatever is told about things of one kind ("membership.application")."""
    if ear not in ABOUT[subject_type]:
        ABOUT[subject_type].append(ear)


def _later_ears(kind: type[Event], subject_type: str) -> list[Callable[..., None]]:
    return [*LATER.get(kind, ()), *ABOUT.get(subject_type, ())]


def subject_of(thing: models.Model) -> tuple[str, str]:
    """How records and deadlines name a thing: its model's label and its key."""
    return thing._meta.label_lower, str(thing.pk)


def digest_of(rows: Iterable[Any]) -> str:
    """What a Record holds of a list that stands in the module's own rows: the rows in order, one a line, hashed."""
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=str) for row in rows)
    return sha256("\n".join(lines).encode()).hexdigest()


def announce(
    event: Event, *, by: Actor, about: models.Model, at: datetime, law: str = "", batch: UUID | None = None
) -> Record:
    """Write the one Record of an act, let the ears of this transaction hear it and call the later ones."""
    subject_type, subject_id = subject_of(about)
    record = Record.objects.create(
        at=at,
        event=event.code(),
        person=by.person_id,
        role=by.role,
        appointment=by.appointment_id,
        body=by.body_id,
        subject_type=subject_type,
        subject_id=subject_id,
        batch=batch,
        law=law,
        facts=asdict(event),
        act=take_act(),
    )
    for ear in WHEN[type(event)]:
        ear(event, record)
    for ear in _later_ears(type(event), subject_type):
        queue.defer("hear", ear=ear_name(ear), record=record.pk)
    return record


def take_act() -> str | None:
    """The key of the form being posted marks the first Record of its act, and no other."""
    act = ACT.get()
    ACT.set(None)
    return act


@queue.job("hear")
def hear(ear: str, record: int) -> None:
    """Let one later ear deal with one record; the second time nothing happens."""
    told = Record.objects.get(pk=record)
    kind = Event.CODES[told.event]
    listener = next(each for each in _later_ears(kind, told.subject_type) if ear_name(each) == ear)
    with transaction.atomic():
        if _first_time(ear, record):
            listener(_event_of(kind, told.facts), told)


def _first_time(ear: str, record: int) -> bool:
    """Whoever inserts the row hears; a second one waits for the first to commit and then finds it there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_heard (ear, record) VALUES (%s, %s) ON CONFLICT DO NOTHING RETURNING id", [ear, record]
        )
        return cursor.fetchone() is not None


def _event_of(kind: type[Event], facts: dict[str, Any]) -> Event:
    """The event as it was told: JSON has turned its days, moments and identifiers into words."""
    types = get_type_hints(kind)
    return kind(**{name: _read(types[name], value) for name, value in facts.items()})


def _read(kind: Any, value: Any) -> Any:
    if isinstance(value, str):
        reader = next((READERS[each] for each in (kind, *get_args(kind)) if each in READERS), str)
        return reader(value)
    if isinstance(value, list):
        return _read_all(kind, value)
    return value


def _read_all(kind: Any, values: list[Any]) -> Any:
    """`tuple[UUID, ...]` has one kind for all, `tuple[str, int]` one for each."""
    kinds = [each for each in get_args(kind) if each is not Ellipsis] or [str]
    if len(kinds) == 1:
        kinds *= len(values)
    read = [_read(each, value) for each, value in zip(kinds, values, strict=True)]
    return tuple(read) if get_origin(kind) is tuple else read
