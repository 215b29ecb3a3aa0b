"""Signed heads: those of the export and those that witnesses kept, against their signatures and against the records."""

import sys
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from faults import Fault, run
from leaves import Leaves
from reading import DIGEST, Form, lines, shaped, whole, written

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    sys.stderr.write("缺少核对签名用的 cryptography，请先执行 python3 -m pip install cryptography\n")
    raise SystemExit(2) from None

MOMENT = written("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{6}Z")
HEAD: Form = {"size": whole, "root": DIGEST, "at": MOMENT, "key": DIGEST, "signature": written("[0-9a-f]{128}")}


@dataclass(frozen=True)
class Head:
    size: int
    root: str
    at: str
    key: str
    signature: str
    name: str

    def signed(self) -> bool:
        return verifies(self.key, self.signature, f"gongqiao head v1\n{self.size}\n{self.root}\n{self.at}\n")


def verifies(key: str, signature: str, text: str) -> bool:
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def read_heads(path: Path, name: str) -> list[Head]:
    """One head on each line, or an array of them, as the public address gives it."""
    told = [(each, place) for place, line in lines(path) for each in (line if isinstance(line, list) else [line])]
    shapes = (shaped(each, HEAD, place) for each, place in told)
    return [Head(**(head | {"size": int(head["size"])}), name=f"{name}（前 {head['size']} 条）") for head in shapes]


class Comparison:
    """What the records say about a head. Two trees: of the records as they are now, and of the digests as sealed."""

    def __init__(self, leaves: Leaves, heads: list[Head], trusted: set[Head]) -> None:
        self.count, self.unbroken = leaves.count, leaves.unbroken
        sizes = {head.size for head in heads if head.size <= self.unbroken}
        self.fresh, self.sealed = leaves.fresh.roots(sizes), leaves.sealed.roots(sizes)
        self.good = sorted({0} | {head.size for head in trusted if self.matches(head, self.sealed)})

    def matches(self, head: Head, roots: dict[int, bytes]) -> bool:
        return head.size in roots and roots[head.size].hex() == head.root

    def against(self, head: Head) -> str:
        """Why its root is not that of the records, as closely as can be told; nothing if it is."""
        if self.matches(head, self.fresh):
            return ""
        if self.matches(head, self.sealed):
            return "与现在的记录不符：改动的是上面逐条指出的记录，其余没有变"
        if head.size > self.unbroken:
            return f"无法与记录核对：缺少第 {self.unbroken} 号"
        start = self.good[bisect_left(self.good, head.size) - 1] if head.size else 0
        place = run(start, head.size - 1) if head.size else "开头"
        return f"与现在的记录不符：{place}之间有记录被改动、增加、删除或者调换，连摘要也一起换了"


def check_heads(
    heads: list[Head],
    witnessed: list[Head],
    confirmed: list[Head],
    named: set[str],
    leaves: Leaves,
    faults: list[Fault],
) -> Comparison:
    """Each head against its signature, the head before it and the records; and each witness's head likewise.

    Those that a witness has confirmed bear its own signature, which was looked at before.
    """
    signed = {head for head in heads if head.signed()}
    trusted = named or {head.key for head in signed}
    compared = Comparison(leaves, [*heads, *witnessed, *confirmed], {head for head in signed if head.key in trusted})
    for before, after in pairwise(heads):
        if after.size <= before.size:
            faults.append(Fault("sizes", after.size, f"{after.name}排在{before.name}之后，却没有更多记录"))
    for head in heads:
        faults.extend(check_signature(head, trusted, signed=head in signed))
        faults.extend(check_head(head, compared))
    covered = max((head.size for head in heads), default=0)
    if covered < leaves.count:
        words = f"{run(covered, leaves.count - 1)}记录没有审计头证明：是后来添上的，或者审计头被拿走了"
        faults.append(Fault("unsealed", covered, words))
    for head in witnessed:
        faults.extend(check_witness(head, trusted, compared))
    for head in confirmed:
        faults.extend(check_kept(head, compared))
    return compared


def check_signature(head: Head, trusted: set[str], *, signed: bool) -> Iterator[Fault]:
    if not signed:
        yield Fault("signature", head.size, f"{head.name}的签名不对：它或者它的签名被改动过")
    elif head.key not in trusted:
        yield Fault("key", head.size, f"{head.name}的密钥不在认可之列：{head.key}")


def check_head(head: Head, compared: Comparison) -> Iterator[Fault]:
    if head.size > compared.count:
        lost = run(compared.count, head.size - 1)
        yield Fault("short", head.size, f"{head.name}比现有的 {compared.count} 条记录多：{lost}不见了")
    elif reason := compared.against(head):
        yield Fault("root", head.size, f"{head.name}{reason}")


def check_witness(head: Head, trusted: set[str], compared: Comparison) -> Iterator[Fault]:
    """What bears no valid signature could be anybody's, and accuses nobody."""
    signed = head.signed()
    for fault in check_signature(head, trusted, signed=signed):
        yield Fault(f"witness_{fault.code}", fault.at, fault.words)
    if signed:
        yield from check_kept(head, compared)


def check_kept(head: Head, compared: Comparison) -> Iterator[Fault]:
    """What somebody outside has kept, against the records."""
    for fault in check_head(head, compared):
        if fault.code == "short":
            yield Fault("lost", head.size, f"{fault.words}，例如恢复了较早的备份")
        else:
            yield Fault("rewritten", head.size, f"{fault.words}，历史被改写")
