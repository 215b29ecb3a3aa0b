"""Lists whose cost does not grow: pages found by key, and counts that stop at a thousand.

A page starts after (or ends before) a row named by its id. The sort values stand in the row and not in the address,
where a name would end up in every log.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
PAGE, PROBE = 50, 1000


@dataclass(frozen=True)
class Page(Generic[M]):
    """One page: the following one starts after `next`, the one before it ends before `back`; empty at an end."""

    rows: list[M]
    next: str
    back: str


def page(things: QuerySet[M], *keys: str, after: str = "", before: str = "", size: int = PAGE) -> Page[M]:
    """The rows beside one row, ordered by `keys` ("-joined_on", "-id"), which are never null; the last is unique.

    An id that is not in the list starts at the beginning: it comes from an address a person may have cut off.
    """
    backward = bool(before)
    order = tuple(map(_turned, keys)) if backward else keys
    anchor = _anchor(things, before or after, keys)
    chosen = things.filter(_beyond(order, anchor)) if anchor else things
    if backward and not anchor:
        return page(things, *keys, size=size)
    rows = list(chosen.order_by(*order)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backward:
        rows.reverse()
    goes_on, goes_back = (True, more) if backward else (more, anchor is not None)
    return Page(rows, str(rows[-1].pk) if rows and goes_on else "", str(rows[0].pk) if rows and goes_back else "")


@dataclass(frozen=True)
class Count:
    """How many rows there are, up to a thousand; beyond, only that there are `more`."""

    number: int
    more: bool


def count(things: QuerySet[M]) -> Count:
    """Django's own count composes the whole query a second time; here the statement is wrapped as it stands."""
    some = things.order_by().values_list("pk")[: PROBE + 1].query
    probe, values = some.get_compiler("default", elide_empty=False).as_sql()
    ((found,),) = read(f"SELECT count(*) FROM ({probe}) AS found", values)  # noqa: S608 -- composed by Django
    return Count(min(found, PROBE), more=found > PROBE)


def read(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """What a SELECT written by hand finds: for what is asked so often that composing it anew would cost more."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _turned(key: str) -> str:
    return key[1:] if key.startswith("-") else f"-{key}"


def _anchor(things: QuerySet[M], pk: str, keys: Iterable[str]) -> Mapping[str, Any] | None:
    """What the named row has under each key."""
    if not pk:
        return None
    try:
        return things.filter(pk=pk).order_by().values(*(key.lstrip("-") for key in keys)).first()
    except (ValidationError, ValueError):
        return None


def _beyond(keys: Iterable[str], anchor: Mapping[str, Any]) -> Q:
    """Row comparison spelled out, since the keys may run in different directions."""
    condition, equal = Q(), Q()
    for key in keys:
        name, comparison = key.lstrip("-"), "lt" if key.startswith("-") else "gt"
        condition |= equal & Q(**{f"{name}__{comparison}": anchor[name]})
        equal &= Q(**{name: anchor[name]})
    return condition
