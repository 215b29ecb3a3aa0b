"""Digests and trees: canonical JSON as in RFC 8785, with whole numbers, and RFC 6962, section 2.1."""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from reading import Number

SPECIAL = re.compile(r'["\\\x00-\x1f]')
ESCAPED = {chr(n): f"\\u{n:04x}" for n in range(32)}
ESCAPED |= {'"': r"\"", "\\": r"\\", "\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r"}
WORDS = {None: "null", True: "true", False: "false"}


def canonical(value: Any) -> str:
    """The one way to write this value. Names are sorted by their characters' numbers, as their UTF-8 would be."""
    match value:
        case Number():
            return value
        case str():
            return '"' + SPECIAL.sub(lambda found: ESCAPED[found[0]], value) + '"'
        case dict():
            return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in sorted(value)) + "}"
        case list():
            return "[" + ",".join(map(canonical, value)) + "]"
        case _:
            return WORDS[value]


def digest_of(entry: dict[str, Any]) -> bytes:
    """Half a surrogate pair, which no database holds, still has a digest: another one than what was sealed."""
    return sha256(b"\0" + canonical(entry).encode("utf-8", "surrogatepass")).digest()


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


class Tree:
    """Grows leaf by leaf and keeps the roots of its perfect parts only, the largest first."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.size = 0
        self.parts: list[bytes] = []
        for leaf in leaves:
            self.add(leaf)

    def add(self, leaf: bytes) -> None:
        self.size += 1
        self.parts.append(leaf)
        pairs = self.size
        while pairs % 2 == 0:
            right = self.parts.pop()
            self.parts.append(node(self.parts.pop(), right))
            pairs //= 2

    def root(self) -> bytes:
        if not self.parts:
            return sha256(b"").digest()
        *rest, root = self.parts
        for part in reversed(rest):
            root = node(part, root)
        return root


class Digests:
    """Digests one behind the other: millions of them must fit into the memory of an ordinary machine."""

    def __init__(self) -> None:
        self.octets = bytearray()

    def append(self, digest: bytes) -> None:
        self.octets += digest

    def part(self, start: int, end: int) -> Iterator[bytes]:
        return (bytes(self.octets[n * 32 : n * 32 + 32]) for n in range(start, end))

    def roots(self, sizes: set[int]) -> dict[int, bytes]:
        """The root of the first SIZE leaves, for each of these sizes."""
        tree = Tree()
        found = {0: tree.root()}
        for leaf in self.part(0, max(sizes, default=0)):
            tree.add(leaf)
            if tree.size in sizes:
                found[tree.size] = tree.root()
        return found

    def path(self, leaf: int, start: int, end: int) -> list[bytes]:
        """PATH(m, D[n]) of RFC 6962, section 2.1.1: from the leaf's sibling up to the root's child."""
        if end - start == 1:
            return []
        middle = start + (1 << (end - start - 1).bit_length() - 1)
        if leaf < middle:
            return [*self.path(leaf, start, middle), Tree(self.part(middle, end)).root()]
        return [*self.path(leaf, middle, end), Tree(self.part(start, middle)).root()]
