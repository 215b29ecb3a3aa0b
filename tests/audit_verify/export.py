"""An export made by hand, as docs/explanation/audit.md describes it, and the checker as an auditor runs it."""

import json
import runpy
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.house.source import ROOT

PROGRAM = ROOT / "audit-verifier"
AT = "2026-03-10T01:30:00.000000Z"
OURS, STRANGERS = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2))


def entry(number, **parts):
    absent = dict.fromkeys(["person", "appointment", "body", "batch", "act"])
    told = {"id": number, "at": AT, "event": "people.Named", "role": "self", "facts": {"词": number}, "law": ""}
    return absent | told | {"subject_type": "people.person", "subject_id": f"{number}"} | parts


def digest(record):
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return sha256(b"\x00" + text.encode()).digest()


def node(left, right):
    return sha256(b"\x01" + left + right).digest()


def root(leaves):
    """MTH(D[n]), word for word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"").digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node(root(leaves[:k]), root(leaves[k:]))


def public(key=OURS):
    return key.public_key().public_bytes_raw().hex()


def head(leaves, *, key=OURS, at=AT):
    """The signed head of these leaves."""
    told = {"size": len(leaves), "root": root(leaves).hex(), "at": at, "key": public(key)}
    text = f"gongqiao head v1\n{told['size']}\n{told['root']}\n{at}\n"
    return told | {"signature": key.sign(text.encode()).hex()}


def lines(rows):
    return "".join(f"{json.dumps(row)}\n" for row in rows)


@dataclass
class Export:
    """Ten records, their Records numbered from 100, under heads of three, seven and ten. Tests tamper with the rows."""

    folder: Path
    records: list[dict[str, Any]] = field(default_factory=list)
    heads: list[dict[str, Any]] = field(default_factory=list)

    def leaves(self):
        return [bytes.fromhex(row["leaf"]) for row in self.records]

    def seal(self, *entries):
        for each in entries:
            row = {"seq": len(self.records), "id": each["id"], "leaf": digest(each).hex(), "record": each}
            self.records.append(row)
        self.heads.append(head(self.leaves()))
        return self

    def number_anew(self):
        for number, row in enumerate(self.records):
            row["seq"] = number

    def write(self):
        self.folder.mkdir(exist_ok=True)
        (self.folder / "records.jsonl").write_text(lines(self.records))
        (self.folder / "heads.jsonl").write_text(lines(self.heads))
        return self.folder


def export(folder):
    entries = [entry(number) for number in range(100, 110)]
    return Export(folder).seal(*entries[:3]).seal(*entries[3:7]).seal(*entries[7:])


class Said(NamedTuple):
    code: int
    told: dict[str, Any]
    err: str

    @property
    def faults(self):
        return [(fault["code"], fault["at"]) for fault in self.told["faults"]]


def run(*words):
    """The program in a process of its own, which sees nothing of the platform."""
    command = [sys.executable, "-I", str(PROGRAM), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def verify(*words):
    """The same program in this process, for programs: one object on its last line."""
    out, err, deepest = StringIO(), StringIO(), sys.getrecursionlimit()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["audit-verify", *map(str, words), "--json"])
        with pytest.raises(SystemExit) as left:
            runpy.run_path(str(PROGRAM), run_name="__main__")
    sys.setrecursionlimit(deepest)
    [line] = out.getvalue().splitlines()
    return Said(left.value.code, json.loads(line), err.getvalue())
