"""Between two backups: the server's log and every new document, taken away seconds after they were written."""

import json
import signal
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import click
import psycopg

from gongqiao.postgres import NotDoneError, wal
from gongqiao.shell.keeping import files, moments

PACE, PATIENCE = 5, 20  # seconds
MOST_DEATHS = 3  # in a row, without anything kept in between
MARGIN = timedelta(hours=1)  # the longest that a document's row may wait for its commit
SINCE = "SELECT DISTINCT digest FROM files_storedfile WHERE id >= %s"
AWAY = psycopg.OperationalError
# A commit of our own: a replay knows the time only from commits, and at night there may be none.
BEAT = "SELECT pg_current_xact_id()"
# A server that waits for its archive must not make the archive wait for itself.
ALONE = "SELECT set_config('synchronous_commit', 'local', false)"
FLUSHED = "SELECT pg_current_wal_flush_lsn()::text"
KEPT = "SELECT restart_lsn >= %s::pg_lsn FROM pg_replication_slots WHERE slot_name = %s"


@dataclass
class Archive:
    """One that goes on until it is told to stop. `reached`: the log is kept up to there, the documents as well."""

    owner: str
    source: str
    folder: Path
    documents: Path
    system: str
    receiving: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    stopping: Event = field(default_factory=Event)
    since: datetime | None = None
    carried: int = 0
    reached: datetime | None = None
    asked: tuple[datetime, str] | None = None

    def keep(self) -> None:
        """Raises `NotDoneError` when it cannot go on; a database that is away is waited for."""
        try:
            while not self.stopping.is_set():
                with suppress(AWAY):
                    self._beat()
                self.stopping.wait(PACE)
        finally:
            self._stop()

    def _beat(self) -> None:
        now = datetime.now(UTC)
        with psycopg.connect(self.owner, autocommit=True, connect_timeout=3) as connection:
            connection.execute("SELECT set_config('gongqiao.wall', 'down', false)")
            connection.execute(ALONE)
            if (there := wal.state(connection)) is None or there.lost:
                raise NotDoneError(wal.State(active=False, lost=True, behind=0).advice)
            self._receive()
            connection.execute(BEAT)
            digests = [str(digest) for (digest,) in connection.execute(SINCE, [self._first()])]
            copied, _ = files.carry(self._while_well(digests), self.documents, self.folder / "files")
            self.carried += copied
            self._ask(connection, now)
        if not self.stopping.is_set():
            self.since = now
            self._note()

    def _ask(self, connection: psycopg.Connection[Any], now: datetime) -> None:
        """Whether the log of the beat before has arrived; only then was it reached."""
        if self.asked and connection.execute(KEPT, [self.asked[1], wal.SLOT]).fetchone() == (True,):
            self.reached, self.asked, self.deaths = self.asked[0], None, 0
        if not self.asked:
            row = connection.execute(FLUSHED).fetchone()
            self.asked = (now, str(row[0])) if row else None

    def _first(self) -> UUID:
        """Documents are numbered by the time they came; at the beginning all of them are looked at."""
        return UUID(int=int((self.since - MARGIN).timestamp() * 1000) << 80) if self.since else UUID(int=0)

    def _while_well(self, digests: Iterable[str]) -> Iterator[str]:
        for digest in digests:
            if self.stopping.is_set():
                return
            self._receive()
            yield digest

    def _receive(self) -> None:
        """Begun again when it has ended, as it does when the server goes away at its first word; but not for ever."""
        log = self.folder / "archive.log"
        if self.receiving and self.receiving.poll() is None:
            return
        if self.deaths > MOST_DEATHS:
            said = log.read_text(errors="replace").strip().splitlines()
            raise NotDoneError(f"归档中断了：{said[-1] if said else '没有说明原因'}")
        self.deaths += self.receiving is not None
        self.receiving = wal.receive(self.source, self.folder / moments.LOG, log)

    def _stop(self) -> None:
        if self.receiving is None or self.receiving.poll() is not None:
            return
        self.receiving.send_signal(signal.SIGINT)
        try:
            self.receiving.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.receiving.kill()

    def _note(self) -> None:
        reached = self.reached.isoformat() if self.reached else None
        told = {"system": self.system, "reached": reached, "documents_until": f"{self.since}"}
        half = self.folder / f"{moments.STATE}.half"
        half.write_text(json.dumps(told))
        half.replace(self.folder / moments.STATE)

    def told(self) -> dict[str, Any]:
        return {"folder": str(self.folder), "reached": self.reached, "documents_carried": self.carried}


def begin(owner: str, source: str, folder: Path, documents: Path) -> Archive:
    """`source`: the database's address for a role that may replicate. Raises where a gap would follow."""
    with psycopg.connect(owner, autocommit=True) as connection:
        system, known = wal.system(connection), moments.read_state(folder)
        if known and known["system"] != system:
            raise click.ClickException(f"{folder} 里是另一个数据库的归档，请另选一个文件夹")
        wal.prepare(connection, source, folder / moments.LOG)
    begun = Archive(owner, source, folder, documents, system)
    for told in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(told, lambda *_: begun.stopping.set())
    return begun
