"""How a Record and a head are written for hashing and signing: one form only, in any program (after RFC 8785)."""

import json
from datetime import UTC, datetime
from typing import Any

COLUMNS = (
    "id", "at", "event", "person", "role", "appointment", "body", "subject_type", "subject_id", "batch", "law", "facts",
    "act",
)  # fmt: skip
DOMAIN = "gongqiao head v1"


def entry(row: tuple[Any, ...]) -> bytes:
    """A Record's columns, in the order of `COLUMNS` and as the database gives them, as canonical JSON in UTF-8."""
    told = {name: _plain(value) for name, value in zip(COLUMNS, row, strict=True)}
    return canonical({**told, "facts": json.loads(told["facts"])})


def canonical(thing: object) -> bytes:
    """Keys sorted, no white space, nothing escaped that need not be. Numbers are whole: no Record holds another."""
    return json.dumps(thing, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def statement(size: int, root: bytes, at: datetime) -> bytes:
    """What is signed of a head."""
    return f"{DOMAIN}\n{size}\n{root.hex()}\n{instant(at)}\n".encode()


def instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant(value)
    return value if value is None or isinstance(value, int | str) else str(value)
