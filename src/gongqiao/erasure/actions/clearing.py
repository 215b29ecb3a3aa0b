"""The erasing itself: table by table, as `rules.disposals` says. Part of the verb that calls it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from gongqiao.erasure import queries
from gongqiao.erasure.rules.disposals import DELETED, DISPOSALS, KEPT, Before, Disposal
from gongqiao.kernel.authority import Actor
from gongqiao.people import actions as people
from gongqiao.people.models import Person
from gongqiao.people.queries.own_data import HOLDINGS


def clear(keys: Sequence[UUID], terms: Collection[str], *, by: Actor, at: datetime) -> int:
    """Delete or blank what is due of somebody who has these rows. Returns how many rows it was."""
    names = Person.objects.filter(pk__in=keys).values_list("name", flat=True)
    before = Before(frozenset(filter(None, names)), at)
    for key in keys:
        people.close_of(key, by=by, at=at)
    accounts = queries.accounts_of(keys)
    return sum(
        _dispose(queries.reached(holding, keys, accounts), disposal, before)
        for model, holding in HOLDINGS.items()
        if (disposal := DISPOSALS[model._meta.label]).how != KEPT and disposal.term in terms
    )


def _dispose(rows: QuerySet[Any], disposal: Disposal, before: Before) -> int:
    if disposal.how == DELETED:
        count, _ = rows.delete()
        return count
    held = list(rows)
    for row in held:
        for column, value in disposal.blank.items():
            setattr(row, column, value(row, before))
        row.save()
    return len(held)
