"""Rows that are read by the page become objects with less ado; what a row is counted by once; keys that are copies."""

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


class Copied(models.ForeignKey["models.Model", "models.Model"]):
    """A key to which another column of its row leads as well: `through` says how.

    It stands in the row for the wall, which looks at one row only. The database holds the other one to what it points
    to; neither an index nor a check is paid for twice, and whoever looks for rows by it goes through the other.
    """

    def __init__(self, *args: Any, through: str, **kwargs: Any) -> None:
        self.through = through
        super().__init__(*args, **{**kwargs, "db_index": False, "db_constraint": False})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "through": self.through}


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
