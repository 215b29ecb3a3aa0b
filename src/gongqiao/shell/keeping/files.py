"""The documents beside the database: one file per content, taken away once for any number of backups."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path


def carry(digests: Iterable[str], source: Path, target: Path) -> tuple[int, list[str]]:
    """Copy what the target has not; returns how many were copied, and which the source has lost."""
    copied, lost = 0, []
    for digest in digests:
        inside = Path(digest[:2]) / digest[2:4] / digest
        if (target / inside).exists():
            continue
        if not (source / inside).exists():
            lost.append(digest)
            continue
        (target / inside).parent.mkdir(parents=True, exist_ok=True)
        half = target / inside.with_suffix(".half")
        shutil.copy2(source / inside, half)
        os.replace(half, target / inside)  # noqa: PTH105 -- one step: whole or not there
        copied += 1
    return copied, lost
