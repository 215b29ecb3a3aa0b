"""The key ring: one file outside the database, readable by its owner only.

Processes notice a new ring by the file's stamp, so that keys can be rotated while they serve.
"""

import base64
import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

Purpose = Literal["fields", "index", "codes", "heads"]
# fields: active encrypts, retired still decrypts. index: coming fills the second column, retiring is still looked up.
State = Literal["coming", "active", "retiring", "retired"]
PURPOSES: tuple[Purpose, ...] = ("fields", "index", "codes", "heads")


class KeyRingError(Exception):
    """The ring is missing, open to others, or lacks the key that is asked for."""


@dataclass(frozen=True)
class Key:
    id: int
    purpose: Purpose
    state: State
    made_at: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True)
class Ring:
    keys: tuple[Key, ...]

    def of(self, purpose: Purpose, *states: State) -> list[Key]:
        return [key for key in self.keys if key.purpose == purpose and key.state in states]

    def active(self, purpose: Purpose) -> Key:
        if purpose in self.lacking():
            raise KeyRingError(f"密钥环里没有 {purpose} 的密钥：请先运行 gongqiao secrets make 补上")
        return self.of(purpose, "active")[0]

    def lacking(self) -> list[Purpose]:
        """What a ring made by an older version has no key for."""
        return [purpose for purpose in PURPOSES if not self.of(purpose, "active")]

    def key(self, purpose: Purpose, key_id: int) -> Key:
        for key in self.keys:
            if (key.purpose, key.id) == (purpose, key_id):
                return key
        raise KeyRingError(f"密钥环中没有 {purpose} 的第 {key_id} 号密钥")

    def with_new(self, purpose: Purpose, state: State, at: datetime) -> "Ring":
        number = 1 + max((key.id for key in self.keys if key.purpose == purpose), default=0)
        return Ring((*self.keys, Key(number, purpose, state, at.isoformat(), secrets.token_bytes(32))))

    def turned(self, purpose: Purpose, turns: dict[State, State]) -> "Ring":
        """The same keys, each of this purpose moved to the state its own turns into."""
        return Ring(
            tuple(
                replace(key, state=turns[key.state]) if key.purpose == purpose and key.state in turns else key
                for key in self.keys
            )
        )


@lru_cache(maxsize=256)
def derived(key: Key, use: str, length: int = 32) -> bytes:
    """The working key for one use, so that no two algorithms or indexes ever share one."""
    return HKDF(hashes.SHA256(), length, salt=None, info=f"gongqiao|{key.purpose}|{use}".encode()).derive(key.secret)


def make(path: Path, at: datetime) -> None:
    """Lay down a new ring; an existing one is never overwritten, for everything sealed under it would be lost."""
    ring = _whole(Ring(()), at)
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(_text(ring))


def complete(at: datetime) -> list[Purpose]:
    """Give the ring a key for what it lacks, touching no other; tells for what."""
    with turning(Path(settings.KEY_RING)):
        lacking = current().lacking()
        if lacking:
            put(_whole(current(), at))
    return lacking


def _whole(ring: Ring, at: datetime) -> Ring:
    for purpose in ring.lacking():
        ring = ring.with_new(purpose, "active", at)
    return ring


def current() -> Ring:
    """The ring as the file holds it now. Asked for every value that is sealed or opened, hence no `Path`."""
    path = os.fspath(settings.KEY_RING)
    try:
        stamp = os.stat(path)  # noqa: PTH116 -- see above
    except FileNotFoundError:
        raise KeyRingError(f"没有密钥环 {path}：请先运行 gongqiao secrets make") from None
    return _read(path, stamp.st_mtime_ns, stamp.st_ino, stamp.st_mode & 0o077)


@contextmanager
def turning(path: Path) -> Iterator[None]:
    """Only one rotation at a time, whoever starts it."""
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def put(ring: Ring) -> None:
    """Replace the ring in one step: a reader sees the old file or the new one, a crash leaves one of them whole."""
    path = Path(settings.KEY_RING)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(_text(ring))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


@lru_cache(maxsize=2)
def _read(path: str, _changed: int, _inode: int, open_to_others: int) -> Ring:
    if open_to_others:
        raise KeyRingError(f"密钥环 {path} 对其他用户可读：请执行 chmod 600")
    rows = json.loads(Path(path).read_text())["keys"]
    return Ring(
        tuple(
            Key(
                int(row["id"]),
                cast("Purpose", row["purpose"]),
                cast("State", row["state"]),
                row["made_at"],
                base64.b64decode(row["secret"]),
            )
            for row in rows
        )
    )


def _text(ring: Ring) -> str:
    rows = [{**vars(key), "secret": base64.b64encode(key.secret).decode()} for key in ring.keys]
    return json.dumps({"version": 1, "keys": rows}, indent=1)
