"""The port through which the module that knows appointments says who holds an office.

Only messages need it: a task belongs to the office itself, whoever holds it.
"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

Holders = Callable[[int, tuple[str, ...], date], list[UUID]]
_PROVIDERS: list[Holders] = []


def provide(holders: Holders) -> Holders:
    """Register who knows it: called with the body, the roles and the day, gives persons."""
    if holders not in _PROVIDERS:
        _PROVIDERS.append(holders)
    return holders


def holders(body_id: int, roles: tuple[str, ...], *, on: date) -> list[UUID]:
    """The persons who may act for the body in one of these roles on a day, each once."""
    found = (person for provider in _PROVIDERS for person in provider(body_id, roles, on))
    return list(dict.fromkeys(found))
