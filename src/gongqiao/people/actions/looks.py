"""Seeing what is masked, which leaves a trace the person reads; and being denied, which is counted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Max, Sum

from gongqiao.kernel import wall
from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor, Permission, require
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.kernel.secrets import Secret
from gongqiao.people import events
from gongqiao.people.grants import REVEAL
from gongqiao.people.models import Account, DeniedLook, Look, LookAlarm, Person
from gongqiao.people.models.codes import REVEALED
from gongqiao.people.rules import identities as rules

MANY, HOUR = 200, timedelta(hours=1)


@operation
def reveal(person_id: UUID, *, what: str, reason: str, strong_at: datetime | None, by: Actor, at: datetime) -> str:
    """Show one value in full. Whoever is shown another's leaves a trace that she can read."""
    person = Person.objects.locked(person_id)
    require(by, REVEAL, reached(person, REVEAL, by), person_id=person_id)
    own = by.person_id == person_id
    if not own:
        strong = rules.strong(strong_at, within=rules.STEP_UP, at=at)
        refuse(rules.looking(reason=reason, staff=by.appointment_id is not None, strong=strong))
        trace(person_id, what=REVEALED[what], reason=reason, by=by, at=at)
    announce(events.LookedAt(person.pk, what), by=by, about=person, at=at)
    value: Secret | str = getattr(person, what)
    return value.reveal() if isinstance(value, Secret) else value


def trace(person_id: UUID, *, what: str, reason: str, way: str = "looked", by: Actor, at: datetime) -> Look:
    """One row under 谁看过我的信息, as part of the act that showed something or put it right."""
    return Look.objects.create(
        person_id=person_id,
        by_person_id=by.person_id,
        role_words=by.role_words,
        body_id=by.body_id,
        body_words=by.body_name,
        way=way,
        what=what,
        reason=reason,
        at=at,
    )


def trace_many(
    whose: Sequence[tuple[UUID | None, UUID | None]], *, what: str, reason: str, by: Actor, at: datetime
) -> None:
    """The same for everybody on a list that was taken away, in one statement: for persons, and for accounts alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_look (id, person_id, account_id, by_person_id, role_words, body_id, body_words, way,"
            " what, reason, at)"
            " SELECT id, person, CASE WHEN person IS NULL THEN account END, %s, %s, %s, %s, 'exported', %s, %s, %s"
            " FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[]) AS told (id, person, account)"
            " WHERE person IS NOT NULL OR account IS NOT NULL",
            [
                *(by.person_id, by.role_words, by.body_id, by.body_name, what, reason, at),
                [uuid7() for _ in whose],
                [person for person, _ in whose],
                [account for _, account in whose],
            ],
        )


def reached(person: Person, duty: Permission, by: Actor) -> int | None:
    """One of the bodies that know the person and that the actor's grant reaches."""
    scope = by.scope(duty)
    bodies = person.belongings.filter(until=None).order_by("since", "pk").values_list("body_id", flat=True)
    return next((body_id for body_id in bodies if scope.covers(body_id)), None)


def deny(account_id: UUID, view: str, at: datetime) -> None:
    """Count a look that was denied: one row per account, page and minute, outside the refused act's transaction."""
    with wall.lowered():
        _count_denied(account_id, view[:80], at.replace(second=0, microsecond=0))
        told = LookAlarm.objects.filter(account_id=account_id).aggregate(last=Max("hour"))["last"]
        since = max(at - HOUR, told + HOUR) if told else at - HOUR  # one burst is told once, whatever the clock strikes
        lately = DeniedLook.objects.filter(account_id=account_id, minute__gte=since)
        if (count := lately.aggregate(sum=Sum("count"))["sum"] or 0) >= MANY:
            raise_alarm(account_id, count=count, by=Actor(account_id=account_id), at=at)


def _count_denied(account_id: UUID, view: str, minute: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_deniedlook AS held (account_id, view, minute, count) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (account_id, minute, view) DO UPDATE SET count = held.count + 1",
            [account_id, view, minute],
        )


@operation
def raise_alarm(account_id: UUID, *, count: int, by: Actor, at: datetime) -> LookAlarm | None:
    """Tell, once an hour, that an account keeps asking for what it may not see."""
    Account.objects.locked(account_id)
    hour = at.replace(minute=0, second=0, microsecond=0)
    alarm, new = LookAlarm.objects.get_or_create(account_id=account_id, hour=hour, defaults={"count": count})
    if new:
        announce(events.LookedTooOften(account_id, count), by=by, about=alarm, at=at)
    return alarm
