"""What was built on a list that was entered: asked before the whole of it is taken back."""

from uuid import UUID

from django.db import transaction
from django.db.models import CharField, Exists, ForeignObjectRel, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from gongqiao.kernel import wall
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Reason
from gongqiao.membership import rules
from gongqiao.membership.models import Application, Card, Membership, Resolution, Stay
from gongqiao.membership.models.memberships import ACTIVE

OWN = {Card, Stay}  # what belongs to a membership from its first day


def brought_by(resolution_id: UUID) -> "QuerySet[Membership]":
    """The memberships that began with a resolution."""
    begun = Stay.objects.filter(resolution_id=resolution_id).values("membership_id")
    return Membership.objects.filter(pk__in=begun)


def why_not_undone(resolution_id: UUID) -> list[Reason]:
    """Why what a resolution brought cannot be taken back as a whole any more."""
    with transaction.atomic(), wall.lowered():
        union = Resolution.objects.get(pk=resolution_id).union_body_id
        acts = Record.objects.filter(subject_type="membership.membership", subject_id=OuterRef("told"))
        rows = brought_by(resolution_id).annotate(told=Cast("pk", CharField()))
        applied = Application.objects.filter(resolution=resolution_id, person=OuterRef("person"))
        other = ~Q(state=ACTIVE) | ~Q(union_body=union) | Exists(acts) | Exists(applied) | _referred_to()
        return list(rules.undoing(rows.filter(other).count()))


def _referred_to() -> Q:
    """Whether a stay of it has ended, or any other row, of whatever module, refers to it."""
    found = Q(Exists(Stay.objects.filter(membership=OuterRef("pk"), until__isnull=False)))
    for relation in Membership._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and relation.related_model not in OWN:
            rows = relation.related_model._meta.base_manager.filter(**{relation.field.name: OuterRef("pk")})
            found |= Q(Exists(rows))
    return found
