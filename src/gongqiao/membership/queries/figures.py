"""Counts over the tables, for whoever keeps figures. Figures name no person; nothing here asks who is looking."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, Greatest, NullIf

from gongqiao.kernel import wall
from gongqiao.kernel.clock import SHANGHAI
from gongqiao.membership.flow import PENDING, SENT_BACK, SUBMITTED
from gongqiao.membership.models import Application, Membership, Resolution, Stay
from gongqiao.membership.models.memberships import ACTIVE, RETAINED

Rows = tuple[Any, ...]
FORM = Coalesce(NullIf("employment_form", Value("")), "membership__employment_form")


@dataclass(frozen=True)
class Stood:
    """That somebody counted as a member of a union, in a state and a form of employment, from a day to a day."""

    union: int
    state: str
    employment_form: str
    since: date
    until: date | None


def belonging() -> QuerySet[Membership, Rows]:
    """Members, whether active or retained, as (union, state, employment form, sex, how many)."""
    held = Membership.objects.filter(state__in=[ACTIVE, RETAINED])
    return held.values_list("union_body_id", "state", "employment_form", "sex").annotate(n=Count("pk"))


def belonged(on: date) -> QuerySet[Stay, Rows]:
    """Members as they stood at the end of a day, as far as is known now; in the shape of `belonging`.

    Who had been admitted for now counts from the meeting that confirmed it.
    """
    met = Q(resolution=None) | Q(resolution__met_on__lte=on)
    held = Stay.objects.filter(Q(until=None) | Q(until__gt=on), met, state__in=[ACTIVE, RETAINED], since__lte=on)
    return held.values_list("union_body_id", "state", FORM, "membership__sex").annotate(n=Count("pk"))


def stays_of(membership_id: UUID) -> list[Stood]:
    """As what one member has been counted where, from when to when."""
    rows = Stay.objects.filter(membership=membership_id, state__in=[ACTIVE, RETAINED]).order_by("since", "pk")
    begun = Greatest("since", "resolution__met_on")
    return [Stood(*row) for row in rows.values_list("union_body_id", "state", FORM, begun, "until")]


def joined_per_day() -> QuerySet[Resolution, Rows]:
    """Those whom committees admitted, as (union, day of the meeting, how many)."""
    return Resolution.objects.filter(undone_at=None).values_list("union_body_id", "met_on").annotate(n=Sum("count"))


def entered_together(batch: UUID) -> QuerySet[Stay, Rows]:
    """Whom the resolutions of one batch admitted, as (union, state, employment form, sex, since, how many)."""
    begun = Stay.objects.filter(resolution__batch=batch)
    return begun.values_list("union_body_id", "state", FORM, "membership__sex", "since").annotate(n=Count("pk"))


def joined_together(batch: UUID) -> QuerySet[Resolution, Rows]:
    """The same as (union, day of the meeting, how many)."""
    return Resolution.objects.filter(batch=batch).values_list("union_body_id", "met_on").annotate(n=Sum("count"))


def under_way() -> QuerySet[Application, Rows]:
    """Applications handed in that no committee has decided yet, as (union, state, how many)."""
    held = Application.objects.filter(state__in=[SUBMITTED, SENT_BACK, PENDING])
    return held.values_list("union_body_id", "state").annotate(n=Count("pk"))


def admitted_unseen(on: date) -> dict[str, date]:
    """The applications of which it was entered only after this day that a meeting held by then had admitted them."""
    later = datetime.combine(on + timedelta(days=1), time(), SHANGHAI)
    with transaction.atomic(), wall.lowered():
        held = Application.objects.filter(
            resolution__met_on__lte=on, resolution__recorded_at__gte=later, delegation=None
        )
        return {str(key): met_on for key, met_on in held.values_list("pk", "resolution__met_on")}
