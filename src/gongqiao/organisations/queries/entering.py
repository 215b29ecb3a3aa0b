"""What stands in the way of entering an employer or a post, asked before anybody tries: for lists, row by row."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import CharField, Exists, Min, OuterRef, Q
from django.db.models.functions import Cast

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.models import Body, Line, Record
from gongqiao.kernel.reasons import Reasons
from gongqiao.kernel.references import referred_to
from gongqiao.organisations import grants, rules
from gongqiao.organisations.events import Covered
from gongqiao.organisations.models import Appointment, Coverage, Employer, Organisation
from gongqiao.organisations.queries.tree import local_union
from gongqiao.people.models import SignIn


def registrar_of(division: str, by: Actor) -> int | None:
    """The union that an employer of this place is entered under: the general union there where the actor's duty reaches
    it, else the actor's own."""
    local = local_union(division)
    return by.body_id if local is None or not by.scope(grants.REGISTER).covers(local) else local


def places_taken(codes: Collection[str]) -> set[tuple[str, str]]:
    """The places, as (credit code, division), at which employers of these codes are registered."""
    return set(Employer.objects.filter(uscc__in=codes).values_list("uscc", "division_id"))


def employer_faults(uscc: str, union: int | None, covered_by: int | None, *, on: date) -> Reasons:
    """What is wrong with one employer by itself."""
    yield from rules.code(uscc)
    yield from rules.placing(union)
    if covered_by is not None:
        chosen = Organisation.objects.select_related("body").filter(pk=covered_by).first()
        yield from rules.covering(chosen, on=on)


def roles_of(persons: Collection[UUID], *, on: date) -> set[tuple[UUID, str, int]]:
    """What these persons are on a day, or will be: (person, role, body)."""
    held = Appointment.objects.filter(person_id__in=persons).on(on)
    lasting = Appointment.objects.filter(person_id__in=persons, until=None)
    return set((held | lasting).values_list("person_id", "role", "body_id"))


def employers_used(bodies: Collection[int]) -> int:
    """How many of the employers have been referred to since they were entered, or are organised otherwise now."""
    own = (Line, Employer, Coverage)
    otherwise = Coverage.objects.filter(employer_body=OuterRef("pk")).exclude(since=OuterRef("since"), until=None)
    about = {"subject_type": Employer._meta.label_lower, "subject_id": Cast(OuterRef("pk"), CharField())}
    by_hand = Record.objects.filter(**about, event=Covered.code())
    used = referred_to(Body, own=own) | Exists(otherwise) | Exists(by_hand)
    return Body.objects.filter(used, pk__in=bodies).count()


def posts_changed(posts: Collection[UUID]) -> int:
    """How many of the posts have been signed in by, or ended, since they were entered: what a page can ask."""
    entered = SignIn.objects.filter(account__person=OuterRef("person_id"), appointment=OuterRef("pk"))
    changed = Q(until__isnull=False) | Exists(entered)
    gone = len(posts) - Appointment.objects.filter(pk__in=posts).count()
    return gone + Appointment.objects.filter(changed, pk__in=posts).count()


def acts_by(posts: Collection[UUID]) -> int:
    """How many acts were done by posts since the first of them was entered; reads every act since."""
    about = {"subject_type": Appointment._meta.label_lower, "subject_id__in": [str(post) for post in posts]}
    first = Record.objects.filter(**about).aggregate(first=Min("pk"))["first"]
    taken = Q(event="people.IdentityTaken", facts__appointment_id__in=[str(post) for post in posts])
    return Record.objects.filter(Q(appointment__in=posts) | taken, pk__gt=first or 0).count()
