"""An export as a whole: what it holds, what does not agree, and the path of one record."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from confirmations import Asked, Confirmed, confirmed_by, read_confirmations
from faults import Fault, UnreadableError
from heads import Comparison, Head, check_heads, read_heads
from leaves import Leaves, check_ids, read_leaves

WELL, FAULTY, UNREADABLE = 0, 1, 2


@dataclass
class Report:
    leaves: int = 0
    heads: int = 0
    faults: list[Fault] = field(default_factory=list)
    gaps: list[tuple[int, int]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    proof: dict[str, Any] | None = None
    confirmed: list[Confirmed] | None = None

    @property
    def code(self) -> int:
        if any(fault.code == "unreadable" for fault in self.faults):
            return UNREADABLE
        return FAULTY if self.faults else WELL

    def told(self) -> dict[str, Any]:
        """For programs; the proof and what was confirmed only where they were asked for."""
        told = {"ok": self.code == WELL} | asdict(self)
        return {name: value for name, value in told.items() if value is not None}


def check(
    folder: Path, witnesses: list[Path], named: set[str], record: int | None, asked: Asked | None = None
) -> Report:
    if not folder.is_dir():
        raise UnreadableError(f"没有文件夹 {folder}")
    faults: list[Fault] = []
    heads = read_heads(folder / "heads.jsonl", "审计头")
    witnessed = [head for path in witnesses for head in read_witness(path)]
    rows = read_confirmations(folder, asked) if asked else []
    leaves = read_leaves(folder / "records.jsonl", faults)
    if not (leaves.numbers or heads or witnessed):
        raise UnreadableError(f"{folder} 里没有一条记录，没有可以核对的")
    gaps = check_ids(leaves, faults)
    confirmed, furthest = confirmed_by(rows, asked, faults) if asked else ([], None)
    compared = check_heads(heads, witnessed, confirmed, named, leaves, faults)
    keys = sorted({head.key for head in heads})
    report = Report(len(leaves.numbers), len(heads), faults, gaps, keys, confirmed=furthest)
    if record is not None:
        report.proof = proof_of(record, leaves, heads, compared, faults)
    return report


def read_witness(path: Path) -> list[Head]:
    """Nothing to compare with is not the same as nothing that differs."""
    if heads := read_heads(path, "见证方留存的审计头"):
        return heads
    raise UnreadableError(f"{path} 里没有审计头")


def proof_of(
    record: int, leaves: Leaves, heads: list[Head], compared: Comparison, faults: list[Fault]
) -> dict[str, Any]:
    """The Record's leaf and its path in the newest head, if that head is the root of what was sealed."""
    if record not in leaves.ids:
        faults.append(Fault("unknown", None, f"没有编号为 {record} 的记录：没有办成，没有封存，或者被拿走了"))
        return {}
    position = leaves.ids.index(record)
    number = leaves.numbers[position]
    [leaf] = leaves.sealed.part(position, position + 1)
    told = {"record": record, "seq": number, "leaf": leaf.hex()}
    newest = max(heads, key=lambda head: head.size, default=None)
    if newest is None or number >= newest.size or not compared.matches(newest, compared.sealed):
        return told
    path = [step.hex() for step in leaves.sealed.path(number, 0, newest.size)]
    return told | {"size": newest.size, "root": newest.root, "path": path}
