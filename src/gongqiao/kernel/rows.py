"""Rows that are read by the page become objects with less ado; and what a row is counted by once."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import BooleanField, Case, Q, When
from django.db.models.base import ModelState


def once(held: Q) -> Case:
    """The last column of a unique constraint: true where this holds, unknown elsewhere, and unknowns never clash.

    So one index keeps that somebody has one such row at a time and finds all she ever had; a partial one would need
    a second beside it.
    """
    return Case(When(held, then=True), output_field=BooleanField())


class Read(models.Model):
    """For tables that are listed: what a row holds is put into its object as it stands.

    Django would make each as if it were a new one, with its defaults, its signals and a look at every field, which
    costs four times as much. Nobody listens to those signals, and a column that was not read is fetched when it is
    asked for, as ever.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **_: Any) -> Self:
        thing = cls.__new__(cls)
        state = ModelState()
        state.db, state.adding = db, False
        held = vars(thing)
        held["_state"] = state
        held.update(zip(field_names, values, strict=True))
        return thing
