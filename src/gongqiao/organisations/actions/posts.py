"""Entering who holds a post, and who no longer does."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from gongqiao.kernel.actions import many, operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Body
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.organisations import events, grants, rules
from gongqiao.organisations.models import Appointment
from gongqiao.organisations.queries.entering import acts_by, posts_changed
from gongqiao.people import actions as people
from gongqiao.people.actions import Facts

POST = "post"


@operation
def appoint(
    person_id: UUID, *, role: str, body_id: int, since: date, until: date | None = None, by: Actor, at: datetime
) -> Appointment:
    """Enter that a person holds a post at a body from a day on."""
    held = Appointment.objects.select_for_update().filter(person_id=person_id)
    require(by, grants.APPOINT, body_id)
    others = held.on(max(day(at), since)).values_list("role", flat=True)
    refuse(rules.appointing(role, list(others), since=since, until=until))

    post = Appointment(person_id=person_id, role=role, body_id=body_id, since=since, until=until)
    post.save()
    people.belong([(person_id, body_id)], kind=POST, on=since)

    announce(events.Appointed(post.pk, body_id, role, since), by=by, about=post, at=at)
    return post


@transaction.atomic
def engage(
    body_id: int, *, document_number: str, name: str, phone: str, role: str, since: date, by: Actor, at: datetime
) -> Appointment:
    """Enter that somebody, known or not, holds a post: the person is registered, and appointed, or neither."""
    require(by, grants.APPOINT, body_id)
    facts = Facts("card", document_number, name, phone=phone)
    person = people.register(facts, body_id=body_id, by=by, at=at)
    return appoint(person.pk, role=role, body_id=body_id, since=since, by=by, at=at)


@operation
def relieve(appointment_id: UUID, *, until: date, by: Actor, at: datetime) -> Appointment:
    """End a post with a last day; sessions that act by it end with that day."""
    post = Appointment.objects.locked(appointment_id)
    require(by, grants.APPOINT, post.body_id)
    refuse(rules.appointing(post.role, (), since=post.since, until=until))

    post.until = until
    post.save(update_fields=["until"])

    announce(events.Relieved(post.pk, post.body_id, post.role, until), by=by, about=post, at=at)
    return post


@many
def withdraw_posts(posts: Sequence[UUID], *, batch: UUID, by: Actor, at: datetime) -> list[UUID]:
    """Take back posts that a list brought and nobody has acted by; returns whose they were."""
    held = list(Appointment.objects.select_for_update().filter(pk__in=posts).order_by("pk"))
    for body in {post.body_id for post in held}:
        require(by, grants.APPOINT, body)
    refuse(rules.withdrawing(posts_changed(posts) + acts_by(posts)))

    began: dict[tuple[UUID, int], date] = {}
    for post in held:
        whose = post.person_id, post.body_id
        began[whose] = min(post.since, began.get(whose, post.since))
        post.delete()
    _forget(began)

    told = events.PostsWithdrawn(batch, day(at), len(held))
    announce(told, by=by, about=Body(pk=min(post.body_id for post in held)), at=at, batch=batch)
    return list({post.person_id for post in held})


def _forget(began: dict[tuple[UUID, int], date]) -> None:
    """Where she holds another post at the same body, it goes on knowing her."""
    for (person, body), since in began.items():
        if not Appointment.objects.filter(person_id=person, body_id=body).exists():
            people.unbelong([person], body, kind=POST, since=since)


def vacate(person_id: UUID, *, until: date, by: Actor, at: datetime) -> None:
    """Whoever has died holds no post from that day on. Part of the act that records it.

    A post that was still to begin ends on its first day: that it was given stays told.
    """
    lasting = Appointment.objects.filter(Q(until=None) | Q(until__gt=until), person_id=person_id)
    for post in lasting.select_for_update().order_by("pk"):
        post.until = max(until, post.since)
        post.save(update_fields=["until"])
        announce(events.Relieved(post.pk, post.body_id, post.role, post.until), by=by, about=post, at=at)
