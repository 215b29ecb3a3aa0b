"""Where the bytes lie: one file per content, named by its SHA-256, under the data folder.

Written aside, made durable and then renamed, so that a crash leaves either nothing or the whole. Bytes without a row
are invisible; the sweep takes them away after a day. A lock keeps it from taking what is just being handed in again.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from django.conf import settings

ASIDE = "incoming"


def put(content: bytes) -> str:
    """Keep these bytes durably; returns their digest."""
    digest = sha256(content).hexdigest()
    place = where(digest)
    with _locked(fcntl.LOCK_SH):
        if place.exists():
            os.utime(place)
            return digest
        aside = settings.FILES / ASIDE
        for folder in (aside, place.parent):
            folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=aside, delete=False) as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        Path(written.name).replace(place)
        _settle(place.parent)
    return digest


def held(digest: str) -> bool:
    return where(digest).exists()


def take(digest: str) -> BinaryIO:
    """The bytes, to be read; raises `FileNotFoundError` when they are lost."""
    return where(digest).open("rb")


def shards() -> Iterator[list[Path]]:
    """All that is kept, folder by folder, what was written aside and left there last."""
    if settings.FILES.exists():
        for folder in sorted(path for path in settings.FILES.iterdir() if path.is_dir() and path.name != ASIDE):
            yield sorted(path for path in folder.rglob("*") if path.is_file())
        yield sorted((settings.FILES / ASIDE).glob("*"))


def drop(path: Path, *, untouched_since: float) -> bool:
    """Take a file away unless it was handed in again meanwhile."""
    with _locked(fcntl.LOCK_EX):
        if path.stat().st_mtime > untouched_since:
            return False
        path.unlink()
        return True


def where(digest: str) -> Path:
    """Where these bytes lie, or would."""
    place: Path = settings.FILES / digest[:2] / digest[2:4] / digest
    return place


@contextmanager
def _locked(how: int) -> Iterator[None]:
    settings.FILES.mkdir(parents=True, exist_ok=True)
    with (settings.FILES / "lock").open("a") as lock:
        fcntl.flock(lock, how)
        yield


def _settle(folder: Path) -> None:
    """Make a rename outlive a loss of power: the folder, and those above it that may be new."""
    for each in (folder, folder.parent, settings.FILES):
        opened = os.open(each, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
