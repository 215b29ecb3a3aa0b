"""The work itself: our verbs over a whole list, and a loop that saves row after row."""

import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from gongqiao.files.fields import kept_from
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.kernel.secrets import ring
from gongqiao.membership.models import Card, Membership, Stay
from gongqiao.organisations.grants import INSTALLER
from gongqiao.people.models import Belonging, Person
from gongqiao.rosters import actions
from gongqiao.rosters.models import Roster
from tests.organisations import unions

AT, MET = datetime(2026, 3, 10, 2, 0, tzinfo=UTC), date(2026, 3, 10)
BY = Actor(role=INSTALLER, name="测量")


def prepare(folder: Path) -> Body:
    settings.KEY_RING, settings.FILES = folder / "keys.json", folder / "files"
    with suppress(FileExistsError):
        ring.make(settings.KEY_RING, AT)
    union: Body = unions.tree()["joint"].body
    return union


def measure(union: Body, path: Path) -> dict[str, float]:
    """Seconds of each part: the file kept, read and judged row by row, decided and entered; and taken back."""
    seconds, began = {}, time.perf_counter()

    def lap(name: str) -> None:
        nonlocal began
        now = time.perf_counter()
        seconds[name], began = now - began, now

    with kept_from(path, let_go=False) as kept:
        roster = actions.receive_roster(union.pk, file=kept, kind="applied", employment_form="contract", by=BY, at=AT)
    lap("received")
    actions.read_roster(roster.pk, at=AT)
    lap("read")
    actions.decide_roster(roster.pk, number="1号", met_on=MET, present=["李明"], by=BY, at=AT)
    actions.enter_roster(roster.pk, by=BY, at=AT)
    lap("entered")
    roster = Roster.objects.get(pk=roster.pk)
    brought = Membership.objects.filter(stays__resolution=roster.resolution)
    assert brought.count() == roster.rows
    began = time.perf_counter()
    actions.undo_roster(roster.pk, by=BY, at=AT)
    lap("undone")
    assert not brought.exists()
    return seconds


def row_by_row(union: Body, rows: Iterable[tuple[str, ...]]) -> None:
    """What is usually done instead: five saves a person, a commit each."""
    for _, name, _, number, phone, _, _ in rows:
        with transaction.atomic():
            if Person.objects.holding("card", number).exists():
                continue
            person = Person(document_type="card", document_number=number, name=name, phone=phone, registered_at=AT)
            person.birth_on, person.sex = date(int(number[6:10]), int(number[10:12]), int(number[12:14])), "1"
            person.save(force_insert=True)
            _member(union, person)


def _member(union: Body, person: Person) -> None:
    told = {"person": person, "union_body": union}
    membership = Membership.objects.create(**told, employment_form="contract", sex="1", joined_on=MET)
    Stay.objects.create(**told, membership=membership, since=MET)
    token = uuid7().hex[:22]
    Card.objects.create(membership=membership, number=token[-12:], token=token, issued_on=MET)
    Belonging.objects.create(person=person, body=union, kind="member", since=MET)
