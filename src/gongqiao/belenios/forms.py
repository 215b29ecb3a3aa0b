"""The one form everything is written in: compact JSON, fields in the order of the specification, no byte to choose.

Hashes are over exactly these bytes, so whoever reads asks that writing again gives the same text. What does not fit is
told as a `Fault`, which names the place in the structure as programs write it: `answers[0].choices[2].alpha`.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from typing import Any

from gongqiao.belenios.groups import GROUPS, Group

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
UUID = re.compile(f"[{BASE58}]{{14,64}}")
DIGEST = re.compile("[0-9a-f]{64}")
COUNTED = re.compile("0|[1-9][0-9]{0,17}")
MANY = 10**6
"""No structure has more parts: a reader is not to be worn out by one."""

Json = Any
"""Whatever JSON can say; `misfits` tells whether it is what was asked for."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with something that was shown, and where.

    `code` is stable and for programs, `words` are Chinese, `place` names the part inside the structure.
    """

    code: str
    words: str
    place: str = ""

    def inside(self, place: str) -> "Fault":
        """The same, told by whoever holds the structure as a part of a larger one."""
        dot = "." if self.place and not self.place.startswith("[") else ""
        return replace(self, place=f"{place}{dot}{self.place}")


class FaultyError(ValueError):
    """What was shown cannot be used, for these faults."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("；".join(f"{fault.place} {fault.words}".strip() for fault in self.faults))


def sound(faults: Iterable[Fault]) -> None:
    """Raise `FaultyError` where there is any fault."""
    if told := tuple(faults):
        raise FaultyError(told)


def compact(value: Json) -> str:
    """The canonical text of a structure."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def digest(text: str) -> str:
    """SHA-256 in hexadecimal, as files are named."""
    return sha256(text.encode()).hexdigest()


def tracker(text: str) -> str:
    """SHA-256 in base 64 without padding: fingerprints of elections, and what a voter finds her ballot by."""
    return b64encode(sha256(text.encode()).digest()).decode().rstrip("=")


def parsed(text: str) -> Json:
    """What a canonical text says; raises `FaultyError` for any other text."""
    try:
        value = json.loads(text)
        again = compact(value)
        again.encode()
    except (ValueError, RecursionError):
        raise FaultyError([Fault("json", "不是有效的 JSON")]) from None
    if again != text:
        raise FaultyError([Fault("canonical", "写法不是规定的唯一写法（多余的空格、重复的字段、别的数字写法）")])
    return value


@dataclass(frozen=True)
class Each:
    """A list whose every part has this shape, of exactly or at least so many parts."""

    shape: Json
    exactly: int | None = None
    at_least: int = 0


@dataclass(frozen=True)
class OneOf:
    """A text that is one of these words."""

    words: tuple[str, ...]


TEXT, WHOLE, TRUTH, SCALAR, ELEMENT, COUNT = "text", "whole", "truth", "scalar", "element", "count"
UUIDS, DIGESTS, NUMBER = "uuid", "digest", "number"
PROOF = {"challenge": SCALAR, "response": SCALAR}
CIPHERTEXT = {"alpha": ELEMENT, "beta": ELEMENT}


def misfits(value: Json, shape: Json, group: Group | None = None) -> Iterator[Fault]:
    """Where a structure has not the shape asked for; a field with `?` may be left out, a tuple is a list.

    Scalars and elements are those of the group: numbers below its order, texts that `power` may be given.
    """
    match shape:
        case dict():
            yield from _fields(value, shape, group)
        case tuple():
            yield from _parts(value, list(shape), group)
        case Each():
            if not isinstance(value, list) or not shape.at_least <= len(value) <= MANY:
                yield Fault("form", "应当是列表，项数合乎规定")
            elif shape.exactly not in {None, len(value)}:
                yield Fault("form", f"应当有 {shape.exactly} 项，现有 {len(value)} 项")
            else:
                yield from _parts(value, [shape.shape] * len(value), group)
        case OneOf():
            if value not in shape.words:
                yield Fault("form", f"只能是 {'、'.join(shape.words)}")
        case _:
            yield from _leaf(value, shape, group)


def _fields(value: Json, shape: dict[str, Json], group: Group | None) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield Fault("form", "应当是对象")
        return
    wanted = [name.lstrip("?") for name in shape if not name.startswith("?") or name[1:] in value]
    if list(value) != wanted:
        yield Fault("form", f"字段应当依次是 {'、'.join(wanted)}，现在是 {'、'.join(islice(value, len(shape) + 2))}")
        return
    for name, part in value.items():
        inner = shape[name] if name in shape else shape[f"?{name}"]
        yield from (fault.inside(name) for fault in misfits(part, inner, group))


def _parts(value: Json, shapes: list[Json], group: Group | None) -> Iterator[Fault]:
    if not isinstance(value, list) or len(value) != len(shapes):
        yield Fault("form", f"应当是 {len(shapes)} 项的列表")
        return
    for number, (part, shape) in enumerate(zip(value, shapes, strict=True)):
        yield from (fault.inside(f"[{number}]") for fault in misfits(part, shape, group))


def _leaf(value: Json, shape: str, group: Group | None) -> Iterator[Fault]:
    if shape in {WHOLE, TRUTH}:
        if type(value) is not (int if shape == WHOLE else bool):
            yield Fault("form", "应当是整数" if shape == WHOLE else "应当是 true 或 false")
    elif not isinstance(value, str):
        yield Fault("form", "应当是文字")
    elif shape == SCALAR and not (group and scalar(value, group)):
        yield Fault("scalar", "不是小于群的阶的十进制数，或者不是唯一写法")
    elif shape == ELEMENT and not (group and group.plausible(value)):
        yield Fault("outside", "不是群里的元素，或者阶不对，或者不是唯一写法")
    elif shape in PATTERNS and not PATTERNS[shape].fullmatch(value):
        yield Fault("form", WORDS[shape])


PATTERNS = {UUIDS: UUID, DIGESTS: DIGEST, COUNT: COUNTED, NUMBER: re.compile("0|[1-9][0-9]{0,999}")}
WORDS = {UUIDS: "不是选举编号", DIGESTS: "不是 SHA-256 摘要", COUNT: "不是数", NUMBER: "不是数"}


def scalar(text: str, group: Group) -> bool:
    """Whether this is an exponent in its only form: base 10, no zero in front, below the order."""
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(group.order)):
        return False
    return str(int(text)) == text and int(text) < group.order


def group_named(name: Json) -> Group:
    """The group of this name, or a fault that says which there are."""
    if not isinstance(name, str) or name not in GROUPS:
        raise FaultyError([Fault("group", f"没有这个群，可以用的有 {'、'.join(GROUPS)}", "group")])
    return GROUPS[name]
