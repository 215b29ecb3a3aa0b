"""The whole server as files, taken while it works: what a replay of its log begins with.

`pg_basebackup` copies, `pg_verifybackup` reads every file again against the sums that were noted meanwhile.
"""

import json
import re
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from gongqiao.postgres import programs
from gongqiao.postgres.programs import NotDoneError

STAMP, FILES, MANIFEST = "%Y%m%dT%H%M%S", "server", "manifest.json"
LABEL = re.compile(r"^START WAL LOCATION: \S+ \(file (\w{24})\)", re.MULTILINE)
SYSTEM = re.compile(r"^Database system identifier:\s+(\d+)", re.MULTILINE)


@dataclass(frozen=True)
class Base:
    """One of them: any moment since `at` can be reached from it; the replay begins in the log file `first`."""

    folder: Path
    at: datetime
    first: str
    system: str
    postgres: int
    size: int

    @property
    def files(self) -> Path:
        return self.folder / FILES

    @classmethod
    def read(cls, folder: Path) -> "Base":
        """Raises `NotDoneError` where what is told of it cannot be read."""
        try:
            told = json.loads((folder / MANIFEST).read_text())
            return cls(folder, datetime.fromisoformat(told.pop("at")), **told)
        except (ValueError, KeyError, TypeError):
            raise NotDoneError(f"基础备份 {folder} 的 {MANIFEST} 读不懂，请把这个文件夹移开再试") from None

    def write(self, folder: Path) -> None:
        told = {name: value for name, value in asdict(self).items() if name != "folder"} | {"at": self.at.isoformat()}
        (folder / MANIFEST).write_text(json.dumps(told, ensure_ascii=False, indent=1))

    def verify(self) -> None:
        """Raises `NotDoneError` when a file is missing or is not what was taken."""
        try:
            programs.run("pg_verifybackup", "--exit-on-error", str(self.files))
        except NotDoneError as fault:
            raise NotDoneError(
                f"基础备份 {self.folder} 不完整，不能用，请把它移开再试，会用更早的一份：{fault}"
            ) from None


def take(url: str, into: Path, at: datetime) -> Base:
    """Needs a role that may replicate, and the room of the whole server. Half a base never has its final name."""
    folder = into / at.strftime(STAMP)
    half = folder.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    try:
        there = ("--pgdata", str(half / FILES), "--label=gongqiao")
        how = ("--format=plain", "--wal-method=stream", "--checkpoint=fast", "--no-password")
        programs.run("pg_basebackup", *there, *how, url=url, options="")
        taken = _told(half, datetime.now(at.tzinfo))
        taken.verify()
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
    taken.write(half)
    half.rename(folder)
    return Base.read(folder)


def _told(half: Path, at: datetime) -> Base:
    files = half / FILES
    if any((files / "pg_tblspc").iterdir()):
        raise NotDoneError("这个数据库用了表空间，不能这样取基础备份，请照 ops/README.md 用 PostgreSQL 自己的设置")
    begun = LABEL.findall((files / "backup_label").read_text())
    system = SYSTEM.findall(programs.run("pg_controldata", str(files)))
    size = sum(path.stat().st_size for path in files.rglob("*") if path.is_file())
    return Base(half, at, begun[0], system[0], int((files / "PG_VERSION").read_text()), size)


def kept(among: Path) -> list[Base]:
    """All that are complete, the oldest first."""
    return [Base.read(each.parent) for each in sorted(among.glob(f"*T*[0-9]/{MANIFEST}"))]


def let_go(among: Path, keep: int) -> None:
    """All but the newest so many."""
    for old in kept(among)[:-keep]:
        (old.folder / MANIFEST).unlink()  # from here on it is none
        shutil.rmtree(old.folder)
