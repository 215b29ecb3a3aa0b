"""What a ledger's columns say of every row alike, worked out once in a process and looked up from then on.

The words of a choice and the address of a thing cost the ORM and the resolver more than the whole rest of their cells.
"""

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.urls import reverse

STAND_INS: dict[type, Any] = {UUID: UUID(int=2**128 - 1), int: 10**15 + 7}


def choice(path: str) -> Callable[[Any], object]:
    """The words of a field with choices: `choice("state")`, `choice("person.sex")`."""
    owner, _, name = path.rpartition(".")
    thing = attrgetter(owner) if owner else None

    def said(row: Any) -> object:
        held = thing(row) if thing else row
        value = getattr(held, name)
        kind: Any = type(held)
        return _words(kind, name).get(value, value)

    return said


def address(view: str) -> Callable[[Any], str]:
    """The address of the page that shows a row by its key: `link=address("membership:member")`."""

    def opens(row: Any) -> str:
        key = row.pk
        kind: Any = type(key)
        before, after = _around(view, kind)
        return f"{before}{key}{after}"

    return opens


@cache
def _words(model: Any, name: str) -> dict[object, str]:
    return {value: str(words) for value, words in model._meta.get_field(name).flatchoices}


@cache
def _around(view: str, kind: Any) -> tuple[str, str]:
    stand_in = STAND_INS[kind]
    before, _, after = reverse(view, args=[stand_in]).partition(str(stand_in))
    return before, after
