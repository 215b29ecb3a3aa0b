"""Which columns point to a person, and how all of them come to point to another one and back.

Found by walking the models, so that a table that is added tomorrow is merged tomorrow; what stays as it was told is
named here with the reason, and a test wants every column to be one or the other.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Field, Model, Q, QuerySet

from gongqiao.kernel.clock import day
from gongqiao.kernel.rows import Copied
from gongqiao.merging.models import Merger, Shift
from gongqiao.merging.rules import Pair
from gongqiao.people.models import Person

# Told as it was then; found under her by the keys that were merged into hers.
STAYS = {
    ("ballots.Elector", "person"): "a roll is frozen at the opening, with its digest; found under her as the looks are",
    ("people.Look", "person"): "append-only: who saw what is never changed",
    ("people.Look", "by_person"): "as above",
    ("exports.Export", "decided_by"): "who approved is told as it was, also where one human being approved her own",
    ("exports.ExportAlarm", "person"): "a finding about one day is told as it was found",
    ("merging.Merger", "kept"): "a merger names both rows by their own keys",
    ("merging.Merger", "merged"): "as above",
    ("merging.Paper", "person"): "it was signed about both",
    (
        "people.Person",
        "same_as",
    ): "shifted apart from the rest: rows merged before follow the one they were merged into",
}
# What changes by itself without anything having been built on the merger.
PASSING = {("people.Account", "behind_id")}
# Columns that hold a person's key without being a foreign key.
LOOSE = (
    ("intake.IntakeLine", "known"),
    ("rosters.RosterLine", "known"),
    ("notices.Task", "started_by"),
    ("notices.Task", "done_by"),
)


@dataclass(frozen=True)
class Clash:
    """Rows of which a person has one at a time: those that agree in `same`. The second one ends as `ending` says."""

    same: tuple[str, ...]
    among: Q
    ending: Callable[[Any, datetime], dict[str, Any]]


def _until(row: Any, at: datetime) -> dict[str, date]:
    return {"until": max(day(at), row.since)}


CLASHES = {
    ("people.Belonging", "person"): Clash(("body_id", "kind"), Q(until=None), _until),
    ("organisations.Appointment", "person"): Clash(("role", "body_id"), Q(until=None), _until),
    ("notices.Task", "person"): Clash(
        ("subject_type", "subject_id", "kind"), Q(done_at=None), lambda _, at: {"done_at": at}
    ),
    ("notices.Notice", "person"): Clash(
        ("kind", "subject_type", "subject_id", "body_id", "occasion"),
        Q(),
        lambda row, _: {"occasion": f"{row.occasion[:39]}+"},
    ),
}


def pointing() -> Iterator[tuple[type[Model], "Field[Any, Any]"]]:
    """Every column that is to follow, in the order of the models."""
    for model in apps.get_models():
        if model.__module__.startswith("gongqiao."):
            for column in model._meta.concrete_fields:
                named = (model._meta.label, column.name)
                if named in LOOSE or (column.related_model is Person and named not in STAYS):
                    yield model, column


def repoint(merger: Merger, pair: Pair, at: datetime) -> int:
    """Whatever pointed to the row that goes points to the one that stays. Returns how many rows it were."""
    count = sum(_follow(merger, model, column, pair, at) for model, column in pointing())
    for earlier in Person.objects.filter(same_as=pair.merged).select_for_update().order_by("pk"):
        put(merger, earlier, same_as_id=pair.kept.pk)
    return count


def _follow(merger: Merger, model: type[Model], column: "Field[Any, Any]", pair: Pair, at: datetime) -> int:
    name, rows = column.attname, model._meta.base_manager
    if clash := CLASHES.get((model._meta.label, column.name)):
        _end_seconds(merger, model, clash, name, pair, at)
    held = rows.filter(**{name: pair.merged.pk})
    if isinstance(column, Copied):
        held = held.filter(**{f"{column.through}__in": pair.keys})
    keys = list(held.order_by("pk").values_list("pk", flat=True))
    _keep(merger, model, keys, name, str(pair.merged.pk), str(pair.kept.pk))
    return rows.filter(pk__in=keys).update(**{name: pair.kept.pk})


def _end_seconds(merger: Merger, model: type[Model], clash: Clash, name: str, pair: Pair, at: datetime) -> None:
    rows = model._meta.base_manager.filter(clash.among)
    known = set(rows.filter(**{name: pair.kept.pk}).values_list(*clash.same))
    for row in rows.filter(**{name: pair.merged.pk}).order_by("pk"):
        if tuple(getattr(row, column) for column in clash.same) in known:
            put(merger, row, **clash.ending(row, at))


def put(merger: Merger, row: Model, **values: Any) -> None:
    """Change these columns of a row, and keep what they held."""
    model = type(row)
    before = model._meta.base_manager.filter(pk=row.pk).values(*values).get()
    model._meta.base_manager.filter(pk=row.pk).update(**values)
    for name, value in values.items():
        _keep(merger, model, [row.pk], name, _told(before[name]), _told(value))


def _keep(merger: Merger, model: type[Model], keys: Sequence[Any], name: str, was: str | None, now: str | None) -> None:
    told = {"merger": merger, "table": model._meta.label, "column": name, "was": was, "now": now}
    Shift.objects.bulk_create(Shift(**told, key=str(key)) for key in keys)


def _told(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def changed(shift: Shift) -> bool:
    """Whether the row holds something else by now; a row that is gone holds nothing any more."""
    row = None if (shift.table, shift.column) in PASSING else _row(shift)
    return row is not None and _told(row[shift.column]) != shift.now


def _row(shift: Shift) -> dict[str, Any] | None:
    rows: QuerySet[Any, dict[str, Any]] = apps.get_model(shift.table)._meta.base_manager
    return rows.filter(pk=shift.key).values(shift.column).first()


def put_back(shift: Shift) -> None:
    """As if it had never been changed."""
    model = apps.get_model(shift.table)
    model._meta.base_manager.filter(pk=shift.key).update(**{shift.column: shift.was})


def keys_of(shifts: Sequence[Shift], label: str, column: str) -> list[UUID]:
    """The rows of a table of which this column was changed."""
    return [UUID(each.key) for each in shifts if (each.table, each.column) == (label, column)]
