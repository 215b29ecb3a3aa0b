"""A folder of backups: `files/` for all of them, and one folder each with the database and what it held."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import click
import psycopg

from gongqiao.postgres import programs
from gongqiao.shell.keeping import files
from gongqiao.shell.keeping.proof import Proof, prove

DOCUMENTS = "SELECT DISTINCT digest FROM files_storedfile WHERE removed_at IS NULL ORDER BY digest"
STAMP = "%Y%m%dT%H%M%S"
TWO = "--jobs=2"
RESTORING = ("--no-owner", "--no-privileges", "--enable-row-security", "--exit-on-error", "--dbname", "")
WALL = re.compile(r"\d+; \d+ \d+ (ROW SECURITY|POLICY) ")
HALF = 0.5  # of its size is what a database takes when it is dumped
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Backup:
    """One of them: when it was taken and what the database then held."""

    folder: Path
    at: datetime
    proof: Proof
    documents: int
    lost: list[str]
    release: str

    @classmethod
    def read(cls, folder: Path) -> "Backup":
        told = json.loads((folder / "manifest.json").read_text())
        return cls(
            folder,
            datetime.fromisoformat(told["at"]),
            Proof.read(told["proof"]),
            told["documents"],
            told["lost"],
            told["release"],
        )

    def write(self, folder: Path) -> None:
        told = {
            "at": self.at.isoformat(),
            "proof": self.proof.told(),
            "documents": self.documents,
            "lost": self.lost,
            "release": self.release,
        }
        (folder / "manifest.json").write_text(json.dumps(told, ensure_ascii=False, indent=1))


def take(owner: str, documents: Path, into: Path, at: datetime, tell: Tell) -> Backup:
    """Everything as of one moment: counting, dumping and the list of documents read the same snapshot."""
    folder = into / at.strftime(STAMP)
    half = folder.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    with psycopg.connect(owner) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        connection.execute("SELECT set_config('idle_in_transaction_session_timeout', '0', false)")
        connection.execute("SELECT set_config('statement_timeout', '0', false)")
        room(connection, into, HALF)
        tell("清点")
        proof = prove(connection)
        digests = [str(digest) for (digest,) in connection.execute(DOCUMENTS)]
        tell("数据库")
        _dump(connection, owner, half / "database")
    tell("附件")
    _, lost = files.carry(digests, documents, into / "files")
    taken = Backup(folder, at, proof, len(digests), lost, version("gongqiao"))
    taken.write(half)
    half.rename(folder)
    return taken


def room(connection: psycopg.Connection[Any], into: Path, share: float) -> None:
    """Refuse where there is less free than this share of the database's size."""
    row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    size, free = int(row[0]) if row else 0, shutil.disk_usage(into).free
    if free < size * share:
        raise click.ClickException(f"{into} 只剩 {free >> 20} MB，数据库有 {size >> 20} MB，请换一个更大的磁盘")


def _dump(connection: psycopg.Connection[Any], owner: str, into: Path) -> None:
    row = connection.execute("SELECT pg_export_snapshot()").fetchone()
    snapshot = f"--snapshot={row[0] if row else ''}"
    options = ("--format=directory", TWO, "--compress=1", "--no-owner", "--no-privileges", "--enable-row-security")
    programs.run("pg_dump", *options, snapshot, f"--file={into}", url=owner)


def all_of(among: Path) -> list[Backup]:
    """Those that are complete, the oldest first."""
    kept = sorted(folder for folder in among.glob("*T*") if (folder / "manifest.json").exists())
    return [Backup.read(folder) for folder in kept]


def find(among: Path, at: datetime | None) -> Backup:
    """The newest one, or the newest that is not later than a moment; the folder may also be one of them itself."""
    if (among / "manifest.json").exists() and (among / "database").exists():
        return Backup.read(among)
    taken = [each for each in all_of(among) if at is None or each.at <= at]
    if not taken:
        raise click.ClickException(f"{among} 中没有{'这一时刻之前的' if at else ''}备份")
    return taken[-1]


def _load(dump: Path, owner: str) -> None:
    """All but the walls by two at once, then the walls.

    Between being told that a table has a wall and through which gates it may be passed nobody sees a row of it: a
    reference to it that is checked by the other of the two in that moment finds nothing there.
    """
    told = programs.run("pg_restore", "--list", str(dump)).splitlines()
    for walls, options in ((False, (TWO,)), (True, ())):
        with NamedTemporaryFile("w") as chosen:
            chosen.writelines(f"{line}\n" for line in told if bool(WALL.match(line)) is walls)
            chosen.flush()
            programs.run("pg_restore", *RESTORING, *options, f"--use-list={chosen.name}", str(dump), url=owner)


def put_back(taken: Backup, owner: str, documents: Path, tell: Tell) -> Proof:
    """Into an empty database; returns what it then holds."""
    with psycopg.connect(owner) as connection:
        row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    if row != (0,):
        raise click.ClickException("目标数据库里已有内容，绝不覆盖：请把 GONGQIAO_DATA 指向一个新的文件夹再恢复")
    tell("数据库")
    _load(taken.folder / "database", owner)
    tell("附件")
    with psycopg.connect(owner) as connection:
        connection.execute("SELECT set_config('gongqiao.wall', 'down', true)")
        digests = [str(digest) for (digest,) in connection.execute(DOCUMENTS)]
        files.carry(digests, taken.folder.parent / "files", documents)
        tell("清点")
        return prove(connection)
