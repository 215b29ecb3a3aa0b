"""What outside witnesses have signed of heads (C2SP tlog-cosignature), by the keys that the reader names."""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from faults import Fault, UnreadableError
from heads import Head, verifies
from reading import DIGEST, Form, lines, shaped, whole, written

COSIGNS = b"\4"
NAME = written(r"[^\s+\x00-\x1f]+")
CONFIRMATION: Form = {
    "witness": NAME,
    "key": DIGEST,
    "origin": NAME,
    "size": whole,
    "root": DIGEST,
    "time": lambda value: whole(value) and len(value) <= 11,  # noqa: PLR2004 -- as the page says: digits
    "signature": written("[0-9a-f]{128}"),
}


@dataclass(frozen=True)
class Witness:
    """A body outside, and the key it signs with."""

    name: str
    key: str


@dataclass(frozen=True)
class Confirmed:
    """The largest head that a witness has confirmed, in its own words."""

    witness: str
    size: int
    time: int

    @property
    def when(self) -> str:
        return f"{datetime.fromtimestamp(self.time, UTC):%Y-%m-%d %H:%M:%S} UTC"


@dataclass(frozen=True)
class Asked:
    """Whose confirmations count, and of which log; where they are told besides the export."""

    witnesses: list[Witness]
    origin: str
    files: list[Path]


def witness(told: str) -> Witness:
    """NAME+ID+KEY, as the witness itself gives it."""
    name, _, rest = told.partition("+")
    number, _, octets = rest.partition("+")
    try:
        packed = base64.b64decode(octets, validate=True)
    except ValueError:
        packed = b""
    expected = sha256(name.encode() + b"\n" + packed).hexdigest()[:8]
    if not NAME(name) or packed[:1] != COSIGNS or len(packed) != 1 + 32 or number != expected:
        raise UnreadableError("--witness-key 应当是见证方给出的“名称+编号+公钥”，一个字符也不能少")
    return Witness(name, packed[1:].hex())


def read_confirmations(folder: Path, asked: Asked) -> list[dict[str, Any]]:
    """Those of the named witnesses of this log; exports of older versions hold none."""
    kept = folder / "confirmations.jsonl"
    told = [
        shaped(line, CONFIRMATION, place)
        for path in [*([kept] if kept.exists() else []), *asked.files]
        for place, line in lines(path)
    ]
    known = {(each.name, each.key) for each in asked.witnesses}
    return [row for row in told if row["origin"] == asked.origin and (row["witness"], row["key"]) in known]


def signed(row: dict[str, Any]) -> bool:
    root = base64.b64encode(bytes.fromhex(row["root"])).decode()
    text = f"cosignature/v1\ntime {row['time']}\n{row['origin']}\n{row['size']}\n{root}\n"
    return verifies(row["key"], row["signature"], text)


def confirmed_by(rows: list[dict[str, Any]], asked: Asked, faults: list[Fault]) -> tuple[list[Head], list[Confirmed]]:
    """The heads that were confirmed, each once, and how far each witness has come."""
    heads: dict[tuple[str, int, str], Head] = {}
    furthest: dict[str, Confirmed] = {}
    for row in rows:
        size, name = int(row["size"]), f"{row['witness']}确认的审计头（前 {row['size']} 条）"
        if not signed(row):
            faults.append(Fault("confirmation_signature", size, f"{name}的签名不对：它或者它的签名被改动过"))
            continue
        heads[row["witness"], size, row["root"]] = Head(size, row["root"], "", row["key"], row["signature"], name)
        said = Confirmed(row["witness"], size, int(row["time"]))
        best = furthest.get(said.witness, said)
        furthest[said.witness] = max(best, said, key=lambda each: (each.size, each.time))
    missing = [each.name for each in asked.witnesses if each.name not in furthest]
    faults.extend(Fault("unconfirmed", None, f"{name}没有确认过 {asked.origin} 的任何审计头") for name in missing)
    return list(heads.values()), list(furthest.values())
