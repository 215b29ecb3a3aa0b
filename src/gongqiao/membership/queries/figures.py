"""Counts over the tables, for whoever keeps figures. Figures name no person; nothing here asks who is looking."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, QuerySet, Sum

from gongqiao.kernel import wall
from gongqiao.kernel.models import Deadline
from gongqiao.membership.flow import PENDING, SENT_BACK, SUBMITTED
from gongqiao.membership.models import Application, Membership, Resolution
from gongqiao.membership.models.memberships import ACTIVE, RETAINED

Rows = tuple[Any, ...]


def belonging() -> QuerySet[Membership, Rows]:
    """Members, whether active or retained, as (union, state, employment form, sex, how many)."""
    held = Membership.objects.filter(state__in=[ACTIVE, RETAINED])
    return held.values_list("union_body_id", "state", "employment_form", "sex").annotate(n=Count("pk"))


def joined_per_day() -> QuerySet[Resolution, Rows]:
    """Those whom committees admitted, as (union, day of the meeting, how many)."""
    return Resolution.objects.filter(undone_at=None).values_list("union_body_id", "met_on").annotate(n=Sum("count"))


def under_way() -> QuerySet[Application, Rows]:
    """Applications handed in that no committee has decided yet, as (union, state, how many)."""
    held = Application.objects.filter(state__in=[SUBMITTED, SENT_BACK, PENDING])
    return held.values_list("union_body_id", "state").annotate(n=Count("pk"))


def overdue_reviews() -> dict[int, int]:
    """Union → applications whose review has run out, as the nightly sweep marked them. They are few by nature."""
    marked = Deadline.objects.filter(clock="membership.review", closed_on=None, overdue_on__isnull=False)
    keys = [UUID(subject) for subject in marked.values_list("subject_id", flat=True)]
    if not keys:
        return {}
    with transaction.atomic(), wall.lowered():
        return Counter(Application.objects.filter(pk__in=keys).values_list("union_body_id", flat=True))
