"""Who holds which post: for the identity switch, for inboxes, for "who was chair on that day"."""

from datetime import date
from uuid import UUID

from gongqiao.kernel.models import Line
from gongqiao.organisations.models import Appointment
from gongqiao.organisations.models.posts import AppointmentQuerySet
from gongqiao.people.identities import Identity
from gongqiao.people.queries.own_data import Holding, hold


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


def identities(person_id: UUID, on: date, appointment_id: UUID | None) -> list[Identity]:
    """The posts of a person as identities she may act as; one alone when only that is asked."""
    held = posts_of(person_id, on=on)
    posts = list(held.filter(pk=appointment_id) if appointment_id else held)
    paths: dict[int, dict[str, str]] = {}
    places = Line.objects.filter(body_id__in=[post.body_id for post in posts], until=None)
    for body, line, path in places.values_list("body_id", "line", "path"):
        paths.setdefault(body, {})[line] = path
    return [Identity(post.pk, post.role, post.body_id, post.body.name, paths.get(post.body_id, {})) for post in posts]


hold(Holding(Appointment, person="person"))
