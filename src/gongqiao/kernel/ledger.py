"""Lists whose cost does not grow: keyset pages and counts that stop at a thousand."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
PAGE, PROBE = 50, 1001


@dataclass(frozen=True)
class Page(Generic[M]):
    """One page of a ledger. `next` is the cursor of the page after it, empty at the end."""

    rows: list[M]
    next: str
    more_than: int | None
    count: int | None


def page(things: QuerySet[M], *keys: str, after: str = "", size: int = PAGE) -> Page[M]:
    """The rows after a cursor, ordered by `keys` ("-joined_on", "-id"); the last key must be unique.

    A cursor that is not one of ours starts at the beginning: it comes from an address a person may have cut off.
    """
    start = _position(after, len(keys))
    chosen = things.filter(_beyond(keys, start)) if start else things
    rows = list(chosen.order_by(*keys)[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    counted = things.order_by().values("pk")[:PROBE].count()
    return Page(
        rows=rows,
        next=_cursor([_value(rows[-1], key) for key in keys]) if more else "",
        more_than=PROBE - 1 if counted == PROBE else None,
        count=None if counted == PROBE else counted,
    )


def _beyond(keys: tuple[str, ...], start: list[Any]) -> Q:
    """Row comparison spelled out, since the keys may run in different directions."""
    condition, equal = Q(), Q()
    for key, value in zip(keys, start, strict=True):
        name, comparison = key.lstrip("-"), "lt" if key.startswith("-") else "gt"
        condition |= equal & Q(**{f"{name}__{comparison}": value})
        equal &= Q(**{name: value})
    return condition


def _value(row: Model, key: str) -> Any:
    value: Any = row
    for part in key.lstrip("-").split("__"):
        value = getattr(value, part)
    return value


def _cursor(values: list[Any]) -> str:
    return urlsafe_b64encode(json.dumps(values, default=str).encode()).decode().rstrip("=")


def _position(cursor: str, length: int) -> list[Any]:
    try:
        values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, Error):
        return []
    return values if isinstance(values, list) and len(values) == length else []
