"""Where the embedded server's files lie, and which account runs it.

PostgreSQL refuses to run as root. Started by root, it runs as an account of its own, whose files lie under
`/var/lib/gongqiao/`, since the clone itself may be in a folder that only root may enter.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

ACCOUNT = "gongqiao"
SYSTEM = Path("/var/lib/gongqiao")
LONGEST_SOCKET = 90
MOST_CLONES = 1000
NOLOGIN = "/usr/sbin/nologin"


@dataclass(frozen=True)
class Place:
    """A folder for the server's files and the account that owns them (none: whoever we are)."""

    home: Path
    uid: int | None = None
    gid: int | None = None

    def run(self, *command: str, log: Path) -> int:
        """Run a program as the account that owns the place, knowing nothing of our own surroundings."""
        who: dict[str, Any] = {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": []}
        with log.open("a") as output:
            self.own(log)
            done = subprocess.run(  # noqa: S603 -- programs of the kit, arguments of our own
                command,
                cwd="/",
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                check=False,
                **who,
            )
        return done.returncode

    def write(self, name: str, text: str) -> Path:
        """A file that nobody but the account (and root) may read, complete or not there at all."""
        path = self.home / name
        half = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)
        self.own(half)
        half.rename(path)
        return path

    def own(self, path: Path) -> None:
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    @property
    def sockets(self) -> Path:
        """The address of a socket may be 107 bytes long; a deep clone needs a shorter road."""
        path = self.home / "socket"
        if len(str(path)) > LONGEST_SOCKET:
            path = Path(f"/tmp/gongqiao-{_mark(self.home)}")  # noqa: S108 -- ours, or we stop
        path.mkdir(mode=0o700, exist_ok=True)
        if path.stat().st_uid not in {os.geteuid(), self.uid}:
            raise PermissionError(f"{path} 属于别的账户")
        self.own(path)
        return path


def choose(clone: Path) -> Place:
    """`GONGQIAO_DATA`, else the system's folder when root, else `.data/pg` in the clone."""
    told = os.environ.get("GONGQIAO_DATA", "")
    local = clone / ".data" / "pg"
    if os.geteuid() != 0:
        return _made(Place(Path(told).resolve() / "pg" if told else local))
    home = Path(told).resolve() / "pg" if told else _of_this_clone(clone, SYSTEM)
    account = _account()
    return _made(Place(home, account.pw_uid, account.pw_gid))


def _of_this_clone(clone: Path, system: Path) -> Path:
    """The folder this clone began with; never that of an earlier clone here, whose keys are gone with it.

    Two commands that begin at the same moment begin in the same one.
    """
    mark, where = _mark(clone), clone / ".data" / "where"
    where.parent.mkdir(parents=True, exist_ok=True)
    with where.with_name("where.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        begun = Path(where.read_text().strip()) if where.exists() else None
        if begun and begun.parent == system and begun.name.startswith(mark):
            return begun
        names = (mark, *(f"{mark}-{number}" for number in range(2, MOST_CLONES)))
        home = next(system / name for name in names if not (system / name).exists())
        where.write_text(f"{home}\n")
        return home


def _made(place: Place) -> Place:
    place.home.mkdir(parents=True, exist_ok=True)
    place.home.chmod(0o700)
    place.own(place.home)
    return place


def _mark(path: Path) -> str:
    return sha256(str(path.resolve()).encode()).hexdigest()[:16]


def _account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        add = shutil.which("useradd") or "/usr/sbin/useradd"
        subprocess.run(  # noqa: S603 -- fixed words
            [
                add,
                "--system",
                "--user-group",
                "--no-create-home",
                "--home-dir",
                str(SYSTEM),
                "--shell",
                NOLOGIN,
                ACCOUNT,
            ],
            check=True,
        )
        return pwd.getpwnam(ACCOUNT)
