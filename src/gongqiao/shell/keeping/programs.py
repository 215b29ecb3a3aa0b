"""PostgreSQL's own programs, as clients: found beside the server's, told their secrets by the environment."""

import subprocess

import click
from psycopg.conninfo import conninfo_to_dict

from gongqiao.postgres import kit

NAMES = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
WHOLE = "-c gongqiao.wall=down -c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0"


def run(name: str, *arguments: str, url: str) -> None:
    """The owner stands behind the wall as everybody does: these programs are let see all rows."""
    told = {NAMES[key]: str(value) for key, value in conninfo_to_dict(url).items() if key in NAMES}
    done = subprocess.run(  # noqa: S603 -- programs of the kit, arguments of our own
        [str(kit.find().bin / name), *arguments],
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PGOPTIONS": WHOLE, **told},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        first = (done.stderr.strip().splitlines() or ["没有说明原因"])[0]
        raise click.ClickException(f"{name} 没有完成：{first}")
