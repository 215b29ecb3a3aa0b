"""The ground of fault tests: a province on disks that keep their word, and what is killed of it at which moments.

The moments are drawn from a seed, which a failure tells: `FAULTS_SEED=… script/test tests/…` draws the same again.
"""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from itertools import cycle, islice
from random import Random
from secrets import randbelow
from subprocess import Popen
from threading import Event
from typing import Any
from urllib.request import urlopen

import psycopg

from gongqiao.postgres import Server
from gongqiao.postgres.server import SUPERUSER
from tests.platform import own_server, platform
from tests.processes import alive, below, command_of, kill
from tests.worker import until

WEB, WORKER = "shell.wsgi", "shell.command worker"
LONGEST_AWAY, RECOVERED = 2.0, 30


@dataclass(frozen=True)
class Ground:
    """A running platform, its database, and the ways in which either may end."""

    address: str
    process: Popen[str]
    server: Server

    def rows(self, words: str, *values: Any) -> list[tuple[Any, ...]]:
        """What stands in the database, past every wall."""
        end = time.monotonic() + RECOVERED
        while True:
            try:
                with psycopg.connect(self.server.url(SUPERUSER, "gongqiao")) as connection:
                    return connection.execute(words, values).fetchall()
            except psycopg.OperationalError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)

    @contextmanager
    def spoilt(self, column: str, value: Any, where: str, *values: Any) -> Iterator[None]:
        """While one value is what nothing in the platform could make it: for proving that a check finds it."""
        table, _, name = column.partition(".")
        ((before,),) = self.rows(f"SELECT {name} FROM {table} WHERE {where}", *values)
        self._write(f"UPDATE {table} SET {name} = %s WHERE {where}", value, *values)
        yield
        self._write(f"UPDATE {table} SET {name} = %s WHERE {where}", before, *values)

    def _write(self, words: str, *values: Any) -> None:
        """Past triggers and keys."""
        with psycopg.connect(self.server.url(SUPERUSER, "gongqiao")) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute(words, values)

    def started(self, what: str) -> list[int]:
        """The processes of the web or the worker, the one that made the others first; waits for one to be there."""
        return until(lambda: [pid for pid in below(self.process.pid) if what in command_of(pid)])

    def serves(self) -> bool:
        try:
            with urlopen(f"{self.address}/readyz", timeout=5) as answer:
                return answer.status == HTTPStatus.OK
        except OSError:
            return False

    @property
    def postmaster(self) -> int:
        return int((self.server.data / "postmaster.pid").read_text().split()[0])

    def strike(self, blow: "Blow") -> None:
        """Kill it without a word. The supervisor starts its own again; a database stays away for a while first."""
        VICTIMS[blow.victim](self)
        if not self.server.running():
            time.sleep(blow.away)
        self.server.start()

    def kill_web(self) -> None:
        kill(self.started(WEB))

    def kill_the_webs_parent(self) -> None:
        kill(self.started(WEB)[:1])

    def kill_the_webs_child(self) -> None:
        kill(self.started(WEB)[1:])

    def kill_worker(self) -> None:
        kill(self.started(WORKER))

    def kill_database(self) -> None:
        """The first of its processes; the others end by themselves when they notice."""
        first = self.postmaster
        kill([first])
        until(lambda: not alive([first]))

    def kill_a_session(self) -> None:
        """One that serves somebody: the database then throws all of them out and recovers by itself."""
        (pid,) = self.rows("SELECT min(pid) FROM pg_stat_activity WHERE usename = 'gongqiao'")[0]
        kill([pid] if pid else [])


VICTIMS = {
    "the web": Ground.kill_web,
    "the database": Ground.kill_database,
    "the web's parent": Ground.kill_the_webs_parent,
    "the worker": Ground.kill_worker,
    "the web's child": Ground.kill_the_webs_child,
    "a session": Ground.kill_a_session,
}


@dataclass(frozen=True)
class Blow:
    """After so many seconds in which people are served this is killed; a database is away for so long."""

    after: float
    victim: str
    away: float


def storm(seed: int, count: int, *, least: float = 0.2, most: float = 2.0) -> list[Blow]:
    """So many blows, everything that can be killed as often as everything else."""
    chance = Random(seed)
    victims = list(islice(cycle(VICTIMS), count))
    chance.shuffle(victims)
    return [Blow(chance.uniform(least, most), each, chance.uniform(0, LONGEST_AWAY)) for each in victims]


def meanwhile(ground: Ground, blows: list[Blow], works: list[Callable[[Event], None]]) -> None:
    """Everybody at work until told that the storm is over; each blow falls when work goes on again."""
    over = Event()
    with ThreadPoolExecutor(len(works)) as pool:
        at_work = [pool.submit(work, over) for work in works]
        try:
            for blow in blows:
                until(ground.serves)
                time.sleep(blow.after)
                ground.strike(blow)
        finally:
            over.set()
        for each in at_work:
            each.result()


@contextmanager
def seeded() -> Iterator[int]:
    """The seed of this run; whatever fails in the block says it."""
    seed = int(os.environ.get("FAULTS_SEED") or randbelow(10**6))
    try:
        yield seed
    except BaseException as broken:
        broken.add_note(f"FAULTS_SEED={seed}")
        raise


@contextmanager
def standing(name: str) -> Iterator[Ground]:
    """A demo province of one's own that may be hurt."""
    with (
        own_server(name, province=os.environ["GONGQIAO_TODAY"]) as server,
        platform("--demo") as (address, process),
    ):
        yield Ground(address, process, server)
