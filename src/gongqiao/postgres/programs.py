"""PostgreSQL's own programs, as clients: found beside the server's, told their secrets by the environment."""

import shutil
import subprocess
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from gongqiao.postgres import kit

NAMES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
}
WHOLE = "-c gongqiao.wall=down -c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0"


class NotDoneError(Exception):
    """What was asked of the database's programs is not done; one Chinese sentence says why, and the way out."""


def run(name: str, *arguments: str, url: str = "", options: str = WHOLE) -> str:
    """What it wrote on standard output; raises `NotDoneError` with its own first words when it fails.

    The owner stands behind the wall as everybody does: unless told otherwise these programs are let see all rows.
    """
    done = subprocess.run(  # noqa: S603 -- programs of the kit, arguments of our own
        [str(kit.find().bin / name), *arguments],
        env=_told(url, options),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotDoneError(f"{name} 没有完成：{_first(done.stderr)}")
    return done.stdout


def begin(name: str, *arguments: str, url: str, called: str, log: Path) -> subprocess.Popen[bytes]:
    """Start one that goes on until it is stopped; what it says goes to the log. It is in a group of its own.

    `called` is the name by which the server knows it, and may be told to wait for it. It ends when we end.
    """
    tied = [shutil.which("setpriv") or "", "--pdeathsig", "INT", "--"]
    with log.open("wb") as said:
        return subprocess.Popen(  # noqa: S603 -- as above
            [*(tied if tied[0] else ()), str(kit.find().bin / name), *arguments],
            env=_told(url, "") | {"PGAPPNAME": called},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            process_group=0,
        )


def _told(url: str, options: str) -> dict[str, str]:
    told = {NAMES[key]: str(value) for key, value in conninfo_to_dict(url).items() if key in NAMES}
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PGOPTIONS": options, **told}


def _first(said: str) -> str:
    return (said.strip().splitlines() or ["没有说明原因"])[0]
