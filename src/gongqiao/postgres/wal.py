"""The server's log of everything it did (WAL), kept elsewhere as it is written.

`pg_receivewal` fetches it over a replication slot: what it has not yet taken the server keeps, up to
`max_slot_wal_keep_size`, so a pause leaves no gap.
"""

import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from gongqiao.postgres import programs
from gongqiao.postgres.programs import NotDoneError

SLOT = "gongqiao_archive"
SEGMENT = re.compile(r"[0-9A-F]{24}(\.partial)?")
HISTORY = re.compile(r"[0-9A-F]{8}\.history")
TRIES, PAUSE = 10, 0.5  # seconds
BIGGEST_BEHIND = 512 << 20  # bytes: some minutes of a province at work
STATE = (
    "SELECT active, coalesce(wal_status, ''), coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)"  # noqa: S608 -- our own words
    f" FROM pg_replication_slots WHERE slot_name = '{SLOT}'"
)


@dataclass(frozen=True)
class State:
    """How the archive stands, as the server tells it. `behind`: bytes of the log not yet there."""

    active: bool
    lost: bool
    behind: int

    @classmethod
    def told(cls, row: tuple[Any, ...] | None) -> "State | None":
        """`row` answers `STATE`; none where nobody archives."""
        return cls(bool(row[0]), row[1] == "lost", int(row[2])) if row else None

    @property
    def advice(self) -> str:
        """For an operator; empty when it is well."""
        if self.lost:
            return "归档落后太多，数据库已经删去它还没有取走的日志：请换一个新的文件夹重新归档，并重做基础备份"
        if not self.active:
            return "归档没有在进行，数据库一直替它留着日志：请启动 gongqiao archive"
        return f"归档落后 {self.behind >> 20} MB，请查看备份磁盘和网络" if self.behind > BIGGEST_BEHIND else ""


def state(connection: psycopg.Connection[Any]) -> State | None:
    return State.told(connection.execute(STATE).fetchone())


def system(connection: psycopg.Connection[Any]) -> str:
    """Which server this is: its copies and what was restored from it bear the same number."""
    row = connection.execute("SELECT system_identifier FROM pg_control_system()").fetchone()
    return str(row[0]) if row else ""


def prepare(connection: psycopg.Connection[Any], url: str, into: Path) -> None:
    """Make sure of the slot. Raises where the kept log would have a gap, or where somebody else keeps it."""
    into.mkdir(parents=True, exist_ok=True)
    for _ in range(TRIES):  # one that was killed is let go after a moment
        if not ((now := state(connection)) and now.active):
            break
        time.sleep(PAUSE)
    now, begun = state(connection), any(SEGMENT.fullmatch(each.name) for each in into.iterdir())
    if now and now.active:
        raise NotDoneError("已经有一个 gongqiao archive 在归档这个数据库，同时只能有一个")
    if begun and (now is None or now.lost):
        raise NotDoneError(
            f"{into} 里的归档接不上这个数据库，再写会有缺口：请另选一个新的文件夹归档，并在那里重做基础备份"
        )
    slot = f"--slot={SLOT}"
    if now and now.lost:
        programs.run("pg_receivewal", slot, "--drop-slot", url=url, options="")
    programs.run("pg_receivewal", slot, "--create-slot", "--if-not-exists", url=url, options="")


def receive(url: str, into: Path, log: Path) -> subprocess.Popen[bytes]:
    """Begin, or go on where it was broken off, until a SIGINT. It waits for a server that goes away meanwhile."""
    how = (f"--slot={SLOT}", "--synchronous", "--no-password", f"--directory={into}")
    return programs.begin("pg_receivewal", *how, url=url, called=SLOT, log=log)


def clean(folder: Path, first: str) -> None:
    """Let go of what lies before the log file `first`."""
    if folder.exists():
        programs.run("pg_archivecleanup", str(folder), first)


@dataclass(frozen=True)
class Unbroken:
    """The files from one on as far as none is missing, by the name they are replayed under; the first that is."""

    files: dict[str, Path]
    missing: str

    @property
    def size(self) -> int:
        return sum(path.stat().st_size for path in self.files.values())


def unbroken(first: str, *folders: Path) -> Unbroken:
    """What several folders hold together. A file that is not full stands in for the full one.

    After a failover one number may have a file on each timeline, and all of them are wanted.
    """
    found = [path for each in folders if each.exists() for path in each.iterdir()]
    logs: dict[str, list[Path]] = {}
    for path in found:
        if SEGMENT.fullmatch(path.name):
            logs.setdefault(path.name.removesuffix(".partial"), []).append(path)
    if not logs:
        return Unbroken({}, first)
    a_log = (1 << 32) // max(path.stat().st_size for paths in logs.values() for path in paths)
    numbers = {name: _number(name, a_log) for name in logs}
    there, begin = set(numbers.values()), _number(first, a_log)
    end = next(number for number in range(begin, max(there | {begin}) + 2) if number not in there)
    files = {name: _fullest(logs[name]) for name, number in numbers.items() if begin <= number < end}
    gap = not files or any(number > end for number in there)
    missing = f"{first[:8]}{end // a_log:08X}{end % a_log:08X}" if gap else ""
    return Unbroken(files | {path.name: path for path in found if HISTORY.fullmatch(path.name)}, missing)


def _fullest(paths: list[Path]) -> Path:
    """A base holds its last file as far as it went, the archive its newest: each filled up with zeros."""
    return paths[0] if len(paths) == 1 else max(paths, key=lambda path: len(path.read_bytes().rstrip(b"\0")))


def _number(name: str, a_log: int) -> int:
    return int(name[8:16], 16) * a_log + int(name[16:24], 16)
