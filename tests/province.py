"""The demo province as this very code builds it: built once, then copied for whoever wants one of their own.

What is copied is a folder of data as `gongqiao run --demo` leaves it before it opens its doors: the server's files and
its passwords, the ring by which they were sealed, the key that signs, the static files. The copy is a province like any
other, and nobody who changes or breaks it changes another's.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from gongqiao.postgres import place
from gongqiao.shell import operating, prepared, surroundings
from gongqiao.shell.environment import CLONE

BUILT = "migrate", "demo"
TOLD = ("GONGQIAO_CIPHER", "GONGQIAO_DIGEST", "PG_BIN")


def copied(folder: Path, day: str) -> None:
    """A province of one's own in this folder, as it is built on a day. Of several who ask at once one builds it."""
    home = _home()
    with (home / "province.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = home / f"province-{_state(day)}"
        if not kept.exists():
            _drop(home)
            half = home / "province-half"
            _build(half, day)
            half.rename(kept)
        subprocess.run(["cp", "--archive", "--reflink=auto", kept, folder], check=True)
    (folder / "pg" / "main.port").unlink()  # each draws its own


def _home() -> Path:
    """Beside the server of the tests, whatever folder the asking test has named for its own."""
    with _surroundings():
        return place.choose(CLONE).home


def _state(day: str) -> str:
    """All that decides what is built. The true day too: what yesterday evening built has, this morning, yet to come."""
    true = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    told = [prepared._said(*BUILT), day, true, *(os.environ.get(name, "") for name in TOLD)]
    return sha256(" ".join(map(str, told)).encode()).hexdigest()[:16]


def _drop(home: Path) -> None:
    """What other code built, and what was not finished."""
    for old in home.glob("province-*"):
        shutil.rmtree(old)


def _build(folder: Path, day: str) -> None:
    with _surroundings(GONGQIAO_DATA=str(folder), GONGQIAO_TODAY=day):
        command = [sys.executable, "-m", __name__]
        done = subprocess.run(command, cwd=CLONE, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the province was not built\n{done.stdout}\n{done.stderr}")


@contextmanager
def _surroundings(**told: str) -> Iterator[None]:
    """What somebody says who starts the demo on this machine, with a database of its own."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATABASE_URL", "GONGQIAO_DATA"):
            patch.delenv(name, raising=False)
        for name, words in {"GONGQIAO_MODE": "demo", **told}.items():
            patch.setenv(name, words)
        yield


if __name__ == "__main__":
    ground = surroundings.prepare()
    try:
        operating._build(ground.server, *BUILT)
    finally:
        ground.stop()
