"""A hot thing for tests and for `script/bench rush`: a hall with so many seats, which many want at the same moment.

Its two tables are made by whoever needs them. `take_alone` is the same act as a single verb.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from gongqiao.kernel.actions import FORMS, OPERATIONS, operation, rush
from gongqiao.kernel.authority import Actor, Permission, Reach, grants, require, role
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.kernel.reasons import Reason, Reasons, refuse
from gongqiao.kernel.records import Event, announce, digest_of
from gongqiao.kernel.rushing import Group

TABLES = """
    CREATE TABLE test_hall (id int PRIMARY KEY, places int NOT NULL, asked int NOT NULL DEFAULT 0);
    CREATE TABLE test_seat (
        id uuid PRIMARY KEY, hall int NOT NULL, guest text NOT NULL UNIQUE CHECK (guest <> '?'), number int NOT NULL,
        batch uuid
    )
"""
TAKE = Permission("test.take", "占座")
GUEST = role("test-guest", "来宾")
USHER = role("test-usher", "引座员")
grants((TAKE, {GUEST: Reach.HERE, USHER: Reach.HERE}))

# Update first, then insert: the hall's row is locked once for all, and as many get a seat as there are left.
STATEMENT = """
    WITH hall AS (
        UPDATE test_hall SET asked = asked + %(count)s WHERE id = %(hall)s RETURNING places, asked - %(count)s AS before
    )
    INSERT INTO test_seat (id, hall, guest, number, batch)
    SELECT one.id, %(hall)s, one.guest, hall.before + one.n, %(batch)s
    FROM unnest(%(ids)s::uuid[], %(guests)s::text[]) WITH ORDINALITY AS one (id, guest, n), hall
    WHERE hall.before + one.n <= hall.places
    RETURNING id, number
"""


@dataclass(frozen=True)
class Seat:
    pk: UUID
    number: int


@dataclass(frozen=True)
class SeatsTaken(Event):
    hall: int
    count: int
    digest: str


def asking(guest: str) -> Reasons:
    if not guest:
        yield Reason("nobody", "请写明来宾姓名", field="guest")


def full() -> Reasons:
    yield Reason("full", "座位已满，请看下一场")


def _insert(hall: int, rows: dict[UUID, str], batch: UUID) -> dict[UUID, int]:
    """Who got which number."""
    asked = {"hall": hall, "count": len(rows), "batch": batch, "ids": list(rows), "guests": list(rows.values())}
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, asked)
        return dict(cursor.fetchall())


@rush
def take(hall: int, group: Group, *, by: Actor, at: datetime) -> None:
    """Take a seat."""
    for call in group.calls:
        with call.own():
            require(call.by, TAKE, hall)
            refuse(asking(call.asked["guest"]))
    if not (asking_now := {uuid7(): call for call in group.standing}):
        return
    rows = {pk: call.asked["guest"] for pk, call in asking_now.items()}

    numbers = _insert(hall, rows, group.batch)

    for pk, call in asking_now.items():
        with call.own():
            refuse(() if pk in numbers else full())
            call.thing = Seat(pk, numbers[pk])
    if numbers:
        told = SeatsTaken(hall, len(numbers), digest_of(sorted(numbers.items())))
        announce(told, by=by, about=Body(pk=hall), at=at, batch=group.batch)


@operation
def take_alone(hall: int, *, guest: str, by: Actor, at: datetime) -> Seat:
    """The same as a single verb: lock, look, change, write."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT places, asked FROM test_hall WHERE id = %s FOR UPDATE", [hall])
        places, asked = cursor.fetchone()
        require(by, TAKE, hall)
        refuse(asking(guest), full() if asked >= places else ())
        seat = Seat(uuid7(), asked + 1)
        cursor.execute("UPDATE test_hall SET asked = %s WHERE id = %s", [seat.number, hall])
        told = [seat.pk, hall, guest, seat.number, None]
        cursor.execute("INSERT INTO test_seat (id, hall, guest, number, batch) VALUES (%s, %s, %s, %s, %s)", told)
    announce(SeatsTaken(hall, 1, digest_of([[seat.pk, seat.number]])), by=by, about=Body(pk=hall), at=at)
    return seat


def withdraw() -> None:
    """These verbs are no part of the house."""
    for name in ("kernel.take", "kernel.take_alone"):
        OPERATIONS.pop(name, None)
        FORMS.pop(name, None)


withdraw()


def open_hall(hall: int, places: int) -> None:
    """Its tables are there."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO test_hall (id, places) VALUES (%s, %s)", [hall, places])


def seats() -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, guest, number, batch FROM test_seat ORDER BY number")
        return list(cursor.fetchall())
