"""The tree of RFC 6962, section 2.1: built leaf by leaf, keeping only the roots of the full trees on its right edge."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

DIGEST = 32


def leaf(data: bytes) -> bytes:
    """The hash of one entry."""
    return hashlib.sha256(b"\0" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


@dataclass(frozen=True)
class Edge:
    """How many leaves there are and the roots of the full trees they make, the largest first: one per bit of `size`."""

    size: int = 0
    roots: tuple[bytes, ...] = ()

    def grown(self, leaves: Iterable[bytes]) -> "Edge":
        """With these leaves added on the right."""
        size, roots = self.size, list(self.roots)
        for digest in leaves:
            roots.append(digest)
            size += 1
            for _ in range((size & -size).bit_length() - 1):
                right = roots.pop()
                roots[-1] = node(roots[-1], right)
        return Edge(size, tuple(roots))

    @property
    def root(self) -> bytes:
        """The root of the whole; of no leaves the hash of nothing."""
        if not self.roots:
            return hashlib.sha256().digest()
        root = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            root = node(left, root)
        return root

    def __bytes__(self) -> bytes:
        return b"".join(self.roots)

    @classmethod
    def read(cls, size: int, kept: bytes) -> "Edge":
        return cls(size, tuple(kept[at : at + DIGEST] for at in range(0, len(kept), DIGEST)))


def growth(before: Edge, fresh: Sequence[bytes]) -> list[bytes]:
    """What proves that the tree of these leaves behind those of `before` only grew out of it (RFC 6962, 2.1.2).

    The leaves below are not needed: their full trees are what the edge keeps.
    """
    old, size = before.size, before.size + len(fresh)
    kept, start = {}, 0
    for root in before.roots:
        width = 1 << (old - start).bit_length() - 1
        kept[start, start + width] = root
        start += width

    def root_of(low: int, high: int) -> bytes:
        return kept.get((low, high)) or Edge().grown(fresh[low - old : high - old]).root

    found, low, high = [], 0, size
    while high not in {0, old} and old:
        middle = low + (1 << (high - low - 1).bit_length() - 1)
        if old <= middle:
            found.append(root_of(middle, high))
            high = middle
        else:
            found.append(root_of(low, middle))
            low = middle
    if low:
        found.append(root_of(low, high))
    return found[::-1]


def path(leaves: Sequence[bytes], at: int) -> list[bytes]:
    """What proves that the leaf at this place is in the tree, from the bottom up (RFC 6962, 2.1.1)."""
    return list(_path(leaves, at))


def _path(leaves: Sequence[bytes], at: int) -> Iterator[bytes]:
    if len(leaves) <= 1:
        return
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if at < half:
        yield from _path(leaves[:half], at)
        yield Edge().grown(leaves[half:]).root
    else:
        yield from _path(leaves[half:], at - half)
        yield Edge().grown(leaves[:half]).root
