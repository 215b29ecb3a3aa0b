"""Who holds which post: for the identity switch, for inboxes, for "who was chair on that day"."""

from datetime import date, datetime
from json import loads
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from gongqiao.kernel import ledger
from gongqiao.kernel.authority import ROLES, Actor
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Reasons
from gongqiao.organisations import rules
from gongqiao.organisations.events import Appointed
from gongqiao.organisations.flow import RUNNING
from gongqiao.organisations.models import Appointment, Term
from gongqiao.organisations.models.posts import AppointmentQuerySet
from gongqiao.people.identities import Identity
from gongqiao.people.queries import Holding, hold, keep_from_closing


def posts_of(person_id: UUID, *, on: date) -> AppointmentQuerySet:
    """Every post a person holds on a day."""
    return Appointment.objects.filter(person_id=person_id).on(on).select_related("body").order_by("since", "pk")


def holders(body_id: int, *roles: str, on: date) -> AppointmentQuerySet:
    """Who held posts of these roles at a body on a day."""
    held = Appointment.objects.filter(body_id=body_id).on(on).order_by("since", "pk")
    return held.filter(role__in=roles) if roles else held


def persons_holding(body_id: int, roles: tuple[str, ...], on: date) -> list[UUID]:
    """Whom a message to an office reaches."""
    return list(holders(body_id, *roles, on=on).values_list("person_id", flat=True))


def in_office_until(body_id: int) -> date | None:
    """The end of the running term of a union's committee, where one is recorded."""
    running = Term.objects.filter(body=body_id, state=RUNNING).order_by("number")
    return running.values_list("until", flat=True).last()


def appointed_since(persons: QuerySet[Any, UUID], moment: datetime) -> int:
    """How many of these persons were appointed to something since a moment."""
    about = {"subject_type": Appointment._meta.label_lower, "subject_id": OuterRef("told")}
    acts = Record.objects.filter(**about, event=Appointed.code(), at__gt=moment)
    posts = Appointment.objects.filter(person_id__in=persons).annotate(told=Cast("pk", CharField()))
    return posts.filter(Exists(acts)).values("person_id").distinct().count()


ACTING = """
    SELECT post.id, post.role, post.body_id, body.name AS body_name,
           jsonb_object_agg(line.line, line.path) FILTER (WHERE line.path IS NOT NULL) AS paths
    FROM organisations_appointment post
    JOIN kernel_body body ON body.id = post.body_id
    LEFT JOIN kernel_line line ON line.body_id = post.body_id AND line.until IS NULL
    WHERE post.person_id = %s AND (post.id = %s OR %s)
      AND post.since <= %s AND (post.until IS NULL OR post.until >= %s)
    GROUP BY post.id, body.name ORDER BY post.since, post.id
"""


def identities(person_id: UUID, on: date, appointment_id: UUID | None) -> list[Identity]:
    """The posts of a person as identities she may act as; one alone when only that is asked.

    Asked at every request of everybody signed in: one statement, written out and read as it comes, since composing it
    anew each time, or making objects of the rows, costs more than running it.
    """
    posts = ledger.read(ACTING, [person_id, appointment_id, appointment_id is None, on, on])
    return [Identity(key, role, body_id, name, loads(paths or "{}")) for key, role, body_id, name, paths in posts]


def still_held(viewer: Actor, on: date) -> Reasons:
    """The posts of somebody who would close her account, those included that begin later."""
    if viewer.person_id is None:
        return rules.leaving_office(())
    held = Appointment.objects.filter(Q(until=None) | Q(until__gte=on), person_id=viewer.person_id)
    posts = held.select_related("body").order_by("since", "pk")
    return rules.leaving_office([f"{post.body.name} {ROLES[post.role].words}" for post in posts])


keep_from_closing(still_held)
hold(Holding(Appointment, person="person"))
