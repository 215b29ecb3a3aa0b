"""The records of an export, by the number of their leaf, and what each line tells against itself."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from faults import Fault, run
from reading import DIGEST, Form, Fraction, lines, shaped, whole
from tree import Digests, digest_of

ENTRY = {"id", "at", "event", "person", "role", "appointment", "body", "subject_type", "subject_id"}
ENTRY |= {"batch", "law", "facts", "act"}
LEAF: Form = {
    "seq": whole,
    "id": whole,
    "leaf": DIGEST,
    "record": lambda value: value is None or isinstance(value, dict),
}
ABSENT = bytes(32)  # what stands for the digest of a Record that is gone: the digest of nothing anybody knows


@dataclass
class Leaves:
    """The leaves by number; `fresh` are digests made from the records, `sealed` those that the export tells."""

    numbers: "array[int]" = field(default_factory=lambda: array("q"))
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    fresh: Digests = field(default_factory=Digests)
    sealed: Digests = field(default_factory=Digests)

    def add(self, number: int, identifier: int, fresh: bytes, sealed: bytes) -> None:
        self.numbers.append(number)
        self.ids.append(identifier)
        self.fresh.append(fresh)
        self.sealed.append(sealed)

    @property
    def count(self) -> int:
        """How many there should be, by the highest number."""
        return self.numbers[-1] + 1 if self.numbers else 0

    @property
    def unbroken(self) -> int:
        """How many stand from 0 on before the first that is missing."""
        return next((n for n, number in enumerate(self.numbers) if number != n), len(self.numbers))


def read_leaves(path: Path, faults: list[Fault]) -> Leaves:
    """The leaves in the order of their numbers, each once."""
    found = Leaves()
    for place, told in lines(path):
        leaf = shaped(told, LEAF, place)
        entry, sealed = leaf["record"], bytes.fromhex(leaf["leaf"])
        fresh = digest_of(entry) if entry is not None else ABSENT
        faults.extend(wrong_with(int(leaf["seq"]), leaf, intact=fresh == sealed))
        found.add(int(leaf["seq"]), int(leaf["id"]), fresh, sealed)
    return found if found.unbroken == len(found.numbers) else in_order(found, faults)


def wrong_with(number: int, leaf: dict[str, Any], *, intact: bool) -> Iterator[Fault]:
    """What one line tells against itself."""
    entry, name = leaf["record"], f"第 {number} 号记录（编号 {leaf['id']}）"
    if entry is None:
        yield Fault("gone", number, f"{name}已从数据库中删除")
        return
    if not intact:
        yield Fault("changed", number, f"{name}的内容与封存时的摘要不符，被改动过")
    if set(entry) != ENTRY:
        yield Fault("form", number, f"{name}的栏目不是规定的十三个")
    elif entry["id"] != leaf["id"] or not whole(entry["id"]):
        yield Fault("form", number, f"{name}里写的是另一个编号")
    if fractional(entry):
        yield Fault("form", number, f"{name}里有不是整数的数")


def fractional(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(fractional, value.values()))
    return any(map(fractional, value)) if isinstance(value, list) else isinstance(value, Fraction)


def in_order(found: Leaves, faults: list[Fault]) -> Leaves:
    """The leaves as they should have stood, after telling how they do not."""
    ordered, last = Leaves(), -1
    for line in sorted(range(len(found.numbers)), key=found.numbers.__getitem__):
        number, expected = found.numbers[line], ordered.count
        if number < expected:
            faults.append(Fault("twice", number, f"第 {number} 号记录出现不止一次"))
            continue
        if number > expected:
            faults.append(Fault("missing", expected, f"缺少{run(expected, number - 1)}记录"))
        if line < last:
            faults.append(Fault("order", number, f"第 {number} 号记录排在了{run(expected - 1, expected - 1)}之前"))
        last = line
        [fresh], [sealed] = found.fresh.part(line, line + 1), found.sealed.part(line, line + 1)
        ordered.add(number, found.ids[line], fresh, sealed)
    return ordered


def check_ids(leaves: Leaves, faults: list[Fault]) -> list[tuple[int, int]]:
    """Tells of Records that are two leaves; gives the runs of Record numbers that are none."""
    by_id = sorted(range(len(leaves.ids)), key=leaves.ids.__getitem__)
    gaps = []
    for one, other in pairwise(by_id):
        first, second = leaves.ids[one], leaves.ids[other]
        if first == second:
            number, again = leaves.numbers[one], leaves.numbers[other]
            faults.append(Fault("id_twice", again, f"第 {again} 号记录和第 {number} 号是同一个编号 {first}"))
        elif second > first + 1:
            gaps.append((first + 1, second - 1))
    return gaps
