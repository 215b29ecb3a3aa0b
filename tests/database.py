"""One careless PostgreSQL for this clone's tests, a template per state of the migrations, a database per process."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from gongqiao.postgres import Server, embedded, roles
from gongqiao.postgres.server import APP, OWNER, SUPERUSER
from gongqiao.shell.environment import CLONE
from tests import emptied


class Databases:
    """What the tests ask of their server. `DATABASE_SERVER` tests can be pointed at another kit by `PG_BIN`."""

    def __init__(self) -> None:
        self.name = f"test_{os.getpid()}"
        self.fresh = emptied.State((), (), (), [])

    @cached_property
    def server(self) -> Server:
        version = "" if "PG_BIN" not in os.environ else "-" + sha256(os.environ["PG_BIN"].encode()).hexdigest()[:6]
        return embedded(CLONE, f"tests{version}", careless=True)

    @contextmanager
    def borrowed(self) -> Iterator[str]:
        """The address of a fresh database; the last process to leave stops the server."""
        with (self.server.place.home / f"{self.server.name}.users").open("w") as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            self.server.start()
            self.renew()
            try:
                yield self.server.url(APP, self.name)
            finally:
                self.drop(self.name)
                with suppress(BlockingIOError):
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self.server.stop()

    def renew(self) -> None:
        """Drop this process's database and copy the template again."""
        template = self._template()
        self.drop(self.name)
        self._copy(template, self.name)
        with self._inside() as connection:
            self.fresh = emptied.state(connection)

    def clean(self) -> None:
        """As after `renew`, whatever a test has committed."""
        with self._inside() as connection:
            done = emptied.emptied(connection, self.fresh)
        if not done:
            self.renew()

    def _inside(self) -> "psycopg.Connection[Any]":
        return psycopg.connect(self.server.url(SUPERUSER, self.name), autocommit=True)

    def drop(self, name: str) -> None:
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _template(self) -> str:
        name = f"template_{_state_of_migrations()}"
        with (self.server.place.home / f"{self.server.name}.template").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if name not in self._names():
                self._clear()
                self._build(f"{name}_half")
                self._execute("ALTER DATABASE {} RENAME TO {}", f"{name}_half", name)
        return name

    def _build(self, name: str) -> None:
        self.drop(name)
        roles.prepare(self.server, name)
        urls = {"DATABASE_URL": self.server.url(APP, name), "GONGQIAO_OWNER_URL": self.server.url(OWNER, name)}
        command = [sys.executable, "-m", "gongqiao.shell.command", "migrate"]
        done = subprocess.run(command, env=os.environ | urls, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"migrate failed\n{done.stdout}\n{done.stderr}")

    def _clear(self) -> None:
        """Drop what nobody can want any more: old templates, and databases of processes that are gone."""
        for name in self._names():
            gone = name.startswith("test_") and not Path(f"/proc/{name[5:]}").exists()
            if gone or name.startswith("template_"):
                self.drop(name)

    def _copy(self, template: str, name: str) -> None:
        self._execute("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY FILE_COPY", name, template, OWNER)

    def _names(self) -> list[str]:
        with psycopg.connect(self.server.url(SUPERUSER, "postgres")) as connection:
            rows = connection.execute("SELECT datname FROM pg_database WHERE datname ~ '^(test|template)_'").fetchall()
        return [name for (name,) in rows]

    def _execute(self, words: str, *names: str) -> None:
        with psycopg.connect(self.server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(words).format(*map(sql.Identifier, names)))


def _state_of_migrations() -> str:
    """Changes when any table may have changed: our migrations, the modules listed, the packages locked, the roles."""
    house = CLONE / "src" / "gongqiao"
    sources = [
        *house.glob("**/migrations/*.py"),
        *house.glob("places/data/*.csv*"),
        house / "shell" / "modules.py",
        Path(roles.__file__),
        CLONE / "uv.lock",
    ]
    digest = sha256()
    for path in sorted(sources):
        digest.update(f"{path}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
