"""The two groups of homomorphic elections. RFC-3526-2048 (section 5.2) serves non-homomorphic questions only."""

from __future__ import annotations

from typing import Any

from gongqiao_verifier.groups.base import Group, NotCanonical, NotMember
from gongqiao_verifier.groups.belenios2048 import Belenios2048
from gongqiao_verifier.groups.ed25519 import Ed25519

__all__ = ["NAMES", "Belenios2048", "Ed25519", "Group", "NotCanonical", "NotMember", "group_named"]

_GROUPS: dict[str, type[Group[Any]]] = {Ed25519.name: Ed25519, Belenios2048.name: Belenios2048}
NAMES = tuple(_GROUPS)


def group_named(name: str) -> Group[Any]:
    return _GROUPS[name]()
