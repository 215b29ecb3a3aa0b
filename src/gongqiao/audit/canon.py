"""How a Record and a head are written for hashing and signing: one form only, in any program (after RFC 8785)."""

import json
import re
from datetime import UTC, datetime
from typing import Any, NoReturn

COLUMNS = (
    "id", "at", "event", "person", "role", "appointment", "body", "subject_type", "subject_id", "batch", "law", "facts",
    "act",
)  # fmt: skip
DOMAIN = "gongqiao head v1"
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|[^\s\[\]{},:"]+')


def _not_whole(_number: str) -> NoReturn:
    raise ValueError


WHOLE = json.JSONDecoder(parse_float=_not_whole)


def entry(row: tuple[Any, ...]) -> bytes:
    """A Record's columns, in the order of `COLUMNS` and as the database gives them, as canonical JSON in UTF-8."""
    told = {name: _plain(value) for name, value in zip(COLUMNS, row, strict=True)}
    try:
        return canonical({**told, "facts": WHOLE.decode(told["facts"])})
    except (RecursionError, ValueError):
        members = (f"{_word(name)}:{_member(name, told[name])}" for name in sorted(COLUMNS))
        return f"{{{','.join(members)}}}".encode()


def canonical(thing: object) -> bytes:
    """Keys sorted, no white space, nothing escaped that need not be."""
    return json.dumps(thing, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def word_for_word(told: str) -> str:
    """The same of JSON as the database writes it, however deep it is nested, with its numbers as they stand.

    No act writes facts that need this. Whoever holds the database could put them in, and must not stop the sealing.
    """
    open_parts: list[list[str]] = [[]]
    for each in TOKEN.findall(told):
        if each in {"[", "{"}:
            open_parts.append([])
        elif each in {"]", "}"}:
            parts = open_parts.pop()
            open_parts[-1].append(f"[{','.join(parts)}]" if each == "]" else _object(parts))
        else:
            open_parts[-1].append(_word(json.loads(each)) if each.startswith('"') else each)
    return open_parts[0][0]


def _object(parts: list[str]) -> str:
    pairs = sorted(zip(parts[::2], parts[1::2], strict=True), key=lambda pair: str(json.loads(pair[0])))
    return f"{{{','.join(f'{name}:{value}' for name, value in pairs)}}}"


def _member(name: str, value: Any) -> str:
    return word_for_word(value) if name == "facts" else _word(value)


def _word(value: Any) -> str:
    return canonical(value).decode()


def statement(size: int, root: bytes, at: datetime) -> bytes:
    """What is signed of a head."""
    return f"{DOMAIN}\n{size}\n{root.hex()}\n{instant(at)}\n".encode()


def instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant(value)
    return value if value is None or isinstance(value, int | str) else str(value)
