"""Counts over the tables, for whoever keeps figures. Figures name no person; nothing here asks who is looking."""

from typing import Any

from django.db.models import Count, QuerySet

from gongqiao.organisations.models import Organisation


def counted() -> QuerySet[Organisation, tuple[Any, ...]]:
    """Every union that ever stood, as (body, tier, kind, 1)."""
    return Organisation.objects.values_list("body_id", "tier", "kind").annotate(n=Count("pk"))


def standing() -> QuerySet[Organisation, tuple[Any, ...]]:
    """The unions that stand."""
    return counted().filter(dissolved_on=None)
