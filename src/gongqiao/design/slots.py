"""Places on shared pages that modules fill: the switch of identities, the home's card, 待办, what is new.

A module's `menu.py` room says `fill("home.card", "membership/card.html", facts)`; `facts(request)` returns the
template's context, or nothing when there is nothing to show. The page that owns the slot says `{% slot "home.card" %}`.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

Facts = Callable[[HttpRequest], dict[str, Any] | None]


@dataclass(frozen=True)
class Filling:
    template: str
    facts: Facts
    order: int = 50


SLOTS: dict[str, list[Filling]] = defaultdict(list)


def fill(slot: str, template: str, facts: Facts, *, order: int = 50) -> None:
    held = [filling for filling in SLOTS[slot] if filling.template != template]
    SLOTS[slot] = sorted([*held, Filling(template, facts, order)], key=lambda filling: filling.order)
