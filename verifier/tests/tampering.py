"""The catalogue of tamperings. Each takes the usual election and gives it back spoiled, as a case or as bytes. Unless
it says so, the chain of hashes is made right again afterwards, so that only the deeper check can tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from elections import usual
from making import Case

Spoiled = Case | bytes


@dataclass
class Tampering:
    sentence: str
    code: str
    place: dict[str, Any]
    function: Callable[[Case], Spoiled]
    groups: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.function.__name__

    def archive(self, group: str) -> bytes:
        spoiled = self.function(usual(group))
        return spoiled if isinstance(spoiled, bytes) else spoiled.archive()


CATALOGUE: list[Tampering] = []


def tampering(sentence: str, code: str, groups: tuple[str, ...] = ("Ed25519", "BELENIOS-2048"), **place: Any) -> Any:
    def register(function: Callable[[Case], Spoiled]) -> Callable[[Case], Spoiled]:
        CATALOGUE.append(Tampering(sentence, code, place, function, groups))
        return function

    return register


def plus_one(text: str) -> str:
    return str(int(text) + 1)


def catalogue() -> list[Tampering]:
    """All tamperings: they enter themselves when their modules are loaded."""
    for name in ("archive", "setup", "ballots", "tally"):
        import_module(f"tampering_{name}")
    return CATALOGUE
