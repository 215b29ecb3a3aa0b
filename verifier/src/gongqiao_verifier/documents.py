"""JSON as the archive holds it: compact, UTF-8 unescaped, fields in the order of the specification, whole numbers only.

Hashes are over the exact bytes, so that a document that could be written in two ways is refused (section 4.1)."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any, NoReturn

_LONGEST_NUMBER = 20
_MOST_CONTAINERS = 1 << 20


class Malformed(ValueError):
    """The document is not what it should be; `code` is json-malformed, json-not-canonical or json-shape."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def sha256_hex(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sha256_base64(content: bytes) -> str:
    """H_JSON of section 4.15: Base64 without padding."""
    return base64.b64encode(hashlib.sha256(content).digest()).decode("ascii").rstrip("=")


def _refuse(_: str) -> NoReturn:
    raise ValueError("not a whole number")


def _integer(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise ValueError("too long a number")
    return int(text)


def dump(value: Any) -> bytes:
    """The one serialisation. Belenios escapes DEL beside what JSON asks for."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("\x7f", "\\u007f").encode("utf-8")


def parse(content: bytes) -> Any:
    """The value, provided that writing it again gives the same bytes."""
    if content.count(b"[") + content.count(b"{") > _MOST_CONTAINERS:
        raise Malformed("json-malformed", "too many values")
    try:
        value = json.loads(content.decode("utf-8"), parse_float=_refuse, parse_constant=_refuse, parse_int=_integer)
    except (ValueError, RecursionError) as error:
        raise Malformed("json-malformed", type(error).__name__) from None
    try:
        again = dump(value)
    except (ValueError, RecursionError):
        raise Malformed("json-not-canonical") from None
    if again != content:
        raise Malformed("json-not-canonical")
    return value


def record(value: Any, fields: str) -> dict[str, Any]:
    """A record with exactly these fields in this order; a field that ends in `?` may be absent, but none is null."""
    if type(value) is not dict:
        raise Malformed("json-shape", fields)
    names = [name for name in fields.replace("?", "").split() if name in value]
    required = [name for name in fields.split() if not name.endswith("?")]
    if names != list(value) or any(name not in value for name in required) or None in value.values():
        raise Malformed("json-shape", fields)
    return value


def listing(value: Any, length: int | None = None, longest: int | None = None) -> list[Any]:
    if type(value) is not list or (length is not None and len(value) != length):
        raise Malformed("json-shape", "list" if length is None else f"list of {length}")
    if longest is not None and len(value) > longest:
        raise Malformed("json-shape", f"list of at most {longest}")
    return value


def string(value: Any) -> str:
    if type(value) is not str:
        raise Malformed("json-shape", "string")
    return value


def integer(value: Any) -> int:
    if type(value) is not int:
        raise Malformed("json-shape", "integer")
    return value


def label(value: Any) -> str:
    """A short and harmless picture of what the archive says, for the sentence of a fault."""
    return ascii(value[:64]) if type(value) is str else type(value).__name__


def boolean(value: Any) -> bool:
    if type(value) is not bool:
        raise Malformed("json-shape", "boolean")
    return value
