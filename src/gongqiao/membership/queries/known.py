"""What verbs ask before they decide: asked inside an operation, before the wall."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from gongqiao.kernel import wall
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Reason
from gongqiao.kernel.references import referred_to
from gongqiao.membership import rules
from gongqiao.membership.flow import ACTIVE, INVITED, PENDING
from gongqiao.membership.models import Application, Card, Membership, Resolution, Stay, Transfer
from gongqiao.organisations import queries as organisations
from gongqiao.people import queries as people


def is_member(person_id: UUID | None) -> bool:
    return person_id is not None and Membership.objects.held().filter(person_id=person_id).exists()


def members_among(persons: Collection[UUID]) -> set[UUID]:
    """Those of these persons who belong to a union already."""
    held = Membership.objects.held().filter(person_id__in=list(persons))
    return set(held.values_list("person_id", flat=True))


def voters(union: int) -> list[UUID]:
    """Who may vote in a union (工会基层组织选举工作条例 第四条): its members; no retained, no unconfirmed ones."""
    held = Membership.objects.active().filter(union_body_id=union).order_by("person_id")
    return list(held.values_list("person_id", flat=True))


def unconfirmed_by(union: int, met_on: date) -> set[UUID]:
    """Whom its officers had admitted by the day on which a committee met, and it has not confirmed."""
    held = Application.objects.filter(union_body=union, state=PENDING, decided_on__lte=met_on)
    return set(held.values_list("pk", flat=True))


def is_known_member(application: Application) -> bool:
    """Whether the document belongs to somebody who is a member somewhere. For the union alone."""
    return bool(known_members([application]))


def known_members(applications: Iterable[Application]) -> set[UUID]:
    """The applications whose applicants are members somewhere, by what they are or say they are."""
    persons = {each.pk: _person_of(each) for each in applications}
    members = members_among([person for person in persons.values() if person])
    return {pk for pk, person in persons.items() if person in members}


def is_moving(membership: Membership) -> bool:
    return membership.transfers.under_way().exists()


def moving_from(union: int) -> int:
    """Moves that lead away from a union and that it or another has to answer."""
    return Transfer.objects.under_way().filter(old_body=union).exclude(state=INVITED).count()


def present_since(membership: Membership) -> date:
    """Since when she stands as she does, where she does."""
    return membership.stays.get(until=None).since


def receives(union: int, *, on: date) -> bool:
    """Whether a union takes people in itself."""
    return organisations.joinable(on=on).filter(pk=union).exists()


def _person_of(application: Application) -> UUID | None:
    if application.person_id or application.document_number is None:
        return application.person_id
    found = people.find(application.document_type, application.document_number.reveal())
    return found.pk if found else None


def brought_by(resolution_id: UUID) -> "QuerySet[Membership]":
    """The memberships that began with a resolution."""
    begun = Stay.objects.filter(resolution_id=resolution_id).values("membership_id")
    return Membership.objects.filter(pk__in=begun)


def why_not_undone(resolution_id: UUID) -> list[Reason]:
    """Why what a list brought cannot be taken back as a whole: it changed, or any row or act refers to it."""
    with transaction.atomic(), wall.lowered():
        union = Resolution.objects.get(pk=resolution_id).union_body_id
        acts = Record.objects.filter(subject_type="membership.membership", subject_id=OuterRef("told"))
        ended = Stay.objects.filter(membership=OuterRef("pk"), until__isnull=False)
        other = ~Q(state=ACTIVE, union_body=union) | Exists(acts) | Exists(ended)
        other |= referred_to(Membership, own=(Card, Stay))
        rows = brought_by(resolution_id).annotate(told=Cast("pk", CharField())).filter(other)
        applied = Application.objects.filter(resolution=resolution_id)
        return list(rules.undoing(rows.count(), applied=applied.count()))


def of_card(number: str, name: str) -> list[UUID]:
    """The membership of a card, when the name is right as well. For verbs, which hold it still in their own order."""
    held = Membership.objects.filter(card__number=number, person__name=name.strip())
    return list(held.values_list("pk", flat=True))
