"""One embedded PostgreSQL server: initialised once, started again after anything that may have happened to it."""

import fcntl
import os
import random
import secrets
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from gongqiao.postgres import kit, place

PORTS = range(20000, 32768)  # below Linux's range for outgoing connections, which could take ours while we are down
TRIES, PAUSE = 40, 0.5
LEAST_BUFFERS = 256
SUPERUSER, OWNER, APP = "postgres", "gongqiao_owner", "gongqiao"
ISSUER = "gongqiao_issuer"
"""Hands electors what they vote with; sees who may vote in open votes and nothing else."""
# What the server refuses it would quote with the row and the statement: a person's name in a log nobody guards.
DISCREET = {"log_min_messages": "log", "log_min_error_statement": "panic"}
# An archive that stands still may hold back so much of the log, and no more: the platform goes on without it.
STEADY = {"wal_compression": "on", "max_wal_size": "'8GB'", "max_slot_wal_keep_size": "'16GB'"}
CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    # It counts tables in the midst of a test's transaction, as nearly empty: the planner then joins them row by row.
    "autovacuum": "off",
}


class CannotStartError(Exception):
    """The embedded server does not come up; the sentence says where its log is."""


@dataclass(frozen=True)
class Server:
    """A server called `name` at a place. A careless one loses its data when the machine stops: for tests."""

    kit: kit.Kit
    place: place.Place
    name: str
    careless: bool = False

    @property
    def data(self) -> Path:
        return self.place.home / self.name

    @property
    def log(self) -> Path:
        return self.place.home / f"{self.name}.log"

    @property
    def port(self) -> int:
        return int((self.place.home / f"{self.name}.port").read_text())

    def url(self, role: str, database: str) -> str:
        where = quote(str(self.place.sockets), safe="")
        return f"postgresql://{role}:{self.password(role)}@/{database}?host={where}&port={self.port}"

    def password(self, role: str) -> str:
        """The role's password, drawn at its first use."""
        path = self.place.home / f"{self.name}.{role}.password"
        if not path.exists():
            self.place.write(path.name, secrets.token_urlsafe(32))
        return path.read_text()

    def running(self) -> bool:
        """Whether it takes connections: after a crash its process may still be seen, and is no longer a server."""
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self.place.sockets / f".s.PGSQL.{self.port}"))
            except OSError:
                return False
        return True

    def start(self) -> bool:
        """Start unless running (then False). A crashed server's last children may be in the way for some seconds."""
        with self._alone():
            if self.running():
                return False
            self._initialise()
            for _ in range(TRIES):
                self._configure()
                if self._control("start", "-w", "-t", "60", "-l", str(self.log)) == 0:
                    return True
                time.sleep(PAUSE)
        raise CannotStartError(f"数据库没有启动成功，原因见 {self.log}")

    def stop(self) -> None:
        with self._alone():
            if self.running():
                self._control("stop", "-w", "-m", "fast")

    def program(self, name: str, *arguments: str) -> int:
        """Run one of the kit's programs as the server's account; what it says goes to the server's log."""
        return self.place.run(str(self.kit.bin / name), *arguments, log=self.log)

    def _control(self, verb: str, *arguments: str) -> int:
        return self.program("pg_ctl", verb, "-D", str(self.data), *arguments)

    def _initialise(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        self.password(SUPERUSER)
        half = self.place.home / f"{self.name}.half"
        shutil.rmtree(half, ignore_errors=True)
        if self.program("initdb", "-D", str(half), *self._options()) != 0:
            raise CannotStartError(f"数据库初始化失败，原因见 {self.log}")
        with (half / "postgresql.conf").open("a") as file:
            file.write("include 'gongqiao.conf'\n")
        half.rename(self.data)

    def _options(self) -> tuple[str, ...]:
        secret = self.place.home / f"{self.name}.{SUPERUSER}.password"
        return ("-k", *self.kit.locale, "-E", "UTF8", "-A", "scram-sha-256", "-U", SUPERUSER, "--pwfile", str(secret))

    def _configure(self) -> None:
        settings = {
            "listen_addresses": "'127.0.0.1'",
            "port": str(self._free_port()),
            "unix_socket_directories": f"'{self.place.sockets}'",
            "unix_socket_permissions": "0700",
            "max_connections": "200",
            "shared_buffers": f"'{LEAST_BUFFERS if self.careless else _buffers()}MB'",
            "jit": "off",
            **DISCREET,
            **(CARELESS if self.careless else STEADY),
        }
        lines = [f"{name} = {value}\n" for name, value in settings.items()]
        self.place.write(f"{self.name}/gongqiao.conf", "".join(lines))

    def _free_port(self) -> int:
        """The port of last time if it is free, else another: bookmarks of a database tool keep working."""
        known = self.place.home / f"{self.name}.port"
        wanted = [int(known.read_text())] if known.exists() else []
        for port in (*wanted, *random.sample(PORTS, 200)):
            if _is_free(port):
                self.place.write(known.name, str(port))
                return port
        raise CannotStartError("本机 20000–32767 之间没有空闲端口")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Two commands of one clone started at the same moment must not both start the server."""
        with (self.place.home / f"{self.name}.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def embedded(clone: Path, name: str = "main", *, careless: bool = False) -> Server:
    """The clone's own server, not yet started."""
    chosen = place.choose(clone)
    found = kit.find()
    return Server(found.copied_to(chosen.home) if chosen.uid is not None else found, chosen, name, careless)


def _buffers() -> int:
    """A sixth of the machine's memory, in MB: as many pages of a province's indexes as can be kept at hand."""
    return max(LEAST_BUFFERS, os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 6 // 2**20)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
