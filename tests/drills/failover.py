"""`script/drill failover`: the machine of the database's first node dies while people work; the second takes over.

Two PostgreSQL under Patroni with the settings of `ops/patroni`, one etcd, the platform with both addresses in
`DATABASE_URL`. What was acknowledged is looked for afterwards, and each is there once.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from secrets import token_urlsafe
from threading import Event

import click
import django
import psycopg
from psycopg.conninfo import make_conninfo

from gongqiao.postgres import roles
from gongqiao.postgres.server import APP, OWNER, SUPERUSER
from gongqiao.shell.environment import CLONE
from gongqiao.shell.supervisor import ours
from tests.bench.telling import command
from tests.platform import free_port, platform
from tests.processes import below, kill
from tests.worker import until

BIN = Path("/usr/lib/postgresql/15/bin")
BEFORE, AFTER, PATIENCE = 10, 20, 60  # seconds
FOLLOWING = 900  # seconds: what was written since its last checkpoint is read first, then what it missed
GOAL, PER_EMPLOYER = 30, 44
IN_STEP = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'"
DONE = "SELECT act FROM kernel_record WHERE id > %s AND event LIKE 'membership.%%'"
APPLICANTS = ("small-firm", "hr", "party-org", "guide", "chamber")


@dataclass(frozen=True)
class Node:
    name: str
    port: int
    rest: int


@dataclass
class Cluster:
    """What a `Server` is asked for, answered by whichever node leads."""

    home: Path
    nodes: tuple[Node, Node]
    etcd: int
    secrets: dict[str, str] = field(default_factory=dict)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def password(self, role: str) -> str:
        return self.secrets.setdefault(role, token_urlsafe(16))

    def url(self, role: str, database: str) -> str:
        hosts, ports = ",".join("127.0.0.1" for _ in self.nodes), ",".join(f"{node.port}" for node in self.nodes)
        name = "postgres" if role == SUPERUSER else role
        told = f"host={hosts}&port={ports}&target_session_attrs=read-write&connect_timeout=3"
        return f"postgresql://{name}:{self.password(role)}@/{database}?{told}"

    def start(self, *words: str, name: str) -> None:
        with (self.home / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                words,
                user="postgres",
                group="postgres",
                cwd=self.home,
                stdout=log,
                stderr=log,
                env={"PATH": os.environ["PATH"]},
            )

    def begin(self) -> None:
        here, peer = (f"http://127.0.0.1:{port}" for port in (self.etcd, self.etcd + 1))
        told = {
            "data-dir": str(self.home / "etcd"),
            **dict.fromkeys(("listen-client-urls", "advertise-client-urls"), here),
            **dict.fromkeys(("listen-peer-urls", "initial-advertise-peer-urls"), peer),
            "initial-cluster": f"default={peer}",
        }
        self.start("etcd", *(f"--{name}={value}" for name, value in told.items()), name="etcd")
        for node in self.nodes:
            self.start_node(node)
            until(lambda node=node: self.leads(node) or self.follows(), seconds=PATIENCE)

    def start_node(self, node: Node) -> None:
        told = (CLONE / "ops/patroni/node.yml").read_text().format(
            name=node.name, host="127.0.0.1", network="127.0.0.1/32", port=node.port, rest=node.rest,
            etcd=f"127.0.0.1:{self.etcd}", data=self.home / node.name, bin=BIN,
            superuser=self.password(SUPERUSER), replicator=self.password("replicator"),
        )  # fmt: skip
        settings = self.home / f"{node.name}.yml"
        settings.write_text(told)
        self.start("patroni", str(settings), name=node.name)

    def leads(self, node: Node) -> bool:
        return self._asked(node, "SELECT NOT pg_is_in_recovery()") is True

    def follows(self) -> bool:
        """Whether the leader has somebody without whom it acknowledges nothing."""
        return any(self._asked(node, IN_STEP) == 1 for node in self.nodes)

    def _asked(self, node: Node, words: str) -> object:
        secret = self.password(SUPERUSER)
        where = make_conninfo(host="127.0.0.1", port=node.port, user="postgres", password=secret, connect_timeout=2)
        try:
            with psycopg.connect(where, dbname="postgres") as connection:
                return connection.execute(words).fetchone()[0]
        except psycopg.Error:
            return None

    def leader(self) -> Node:
        return next(node for node in self.nodes if self.leads(node))

    def strike(self, node: Node) -> None:
        """As when its machine loses its current: Patroni and every process of its database, at once."""
        first = self.running[node.name].pid
        server = int((self.home / node.name / "postmaster.pid").read_text().split()[0])
        kill([first, *below(first), server, *below(server)])
        self.running.pop(node.name).wait()

    def end(self) -> None:
        for process in reversed(list(self.running.values())):
            process.terminate()
            process.wait(60)


@contextmanager
def cluster() -> Iterator[Cluster]:
    home = Path(f"/var/tmp/gongqiao-failover-{os.getpid()}")
    home.mkdir(mode=0o700)
    shutil.chown(home, "postgres", "postgres")
    held = Cluster(
        home, (Node("node1", free_port(), free_port()), Node("node2", free_port(), free_port())), free_port()
    )
    try:
        held.begin()
        yield held
    finally:
        held.end()
        shutil.rmtree(home, ignore_errors=True)


@dataclass
class Clock:
    """When acts were acknowledged."""

    moments: list[float] = field(default_factory=list)

    def longest(self, since: float) -> float:
        told = sorted([since, *(each for each in self.moments if each > since)])
        return max(after - before for before, after in pairwise(told))


def run(members: int) -> dict[str, object]:
    if os.geteuid() != 0 or not (shutil.which("patroni") and shutil.which("etcd") and BIN.exists()):
        needed = "apt-get install patroni etcd-server postgresql-15"
        raise click.ClickException(f"演练要用 Debian 的数据库和 Patroni：请以 root 运行 {needed}")
    with cluster() as held, ExitStack() as stack:
        folder = held.home / "platform"
        folder.mkdir()
        roles.prepare(held, "gongqiao")
        told = {
            "GONGQIAO_DATA": str(folder),
            "DATABASE_URL": held.url(APP, "gongqiao"),
            "GONGQIAO_OWNER_URL": held.url(OWNER, "gongqiao"),
        }
        address, process = stack.enter_context(platform("--demo", seconds=60, **told))
        if members:
            size = ("--members", f"{members}", "--employers", f"{members // PER_EMPLOYER}")
            subprocess.run(
                ours("gongqiao.shell.command", "world", "--beside", *size),
                env=os.environ | told | {"GONGQIAO_MODE": "demo"},
                check=True,
            )
        return _struck(held, address, process)


def _struck(held: Cluster, address: str, process: subprocess.Popen[str]) -> dict[str, object]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongqiao.shell.settings")
    django.setup()
    from tests.faults.at_work import Applicant  # noqa: PLC0415 -- its imports need Django awake
    from tests.faults.ground import Ground  # noqa: PLC0415 -- as above

    ground, clock = Ground(address, process, held), Clock()  # type: ignore[arg-type]
    people = [Applicant(ground, slug) for slug in APPLICANTS]
    ((before,),) = ground.rows("SELECT max(id) FROM kernel_record")
    for person in people:
        person.done = _noted(person.done, clock)
    dead = held.leader()
    with ThreadPoolExecutor(len(people)) as pool:
        over = Event()
        working = [pool.submit(person.work, over) for person in people]
        time.sleep(BEFORE)
        began = time.monotonic()
        held.strike(dead)
        until(lambda: any(each > began + 1 and not held.leads(dead) for each in clock.moments), seconds=PATIENCE)
        time.sleep(AFTER)
        held.start_node(dead)
        again = time.monotonic()
        follows = bool(until(held.follows, seconds=FOLLOWING))
        again = round(time.monotonic() - again, 1)
        over.set()
        for each in working:
            each.result()
    acts = {act for person in people for act in person.acts}
    found = [act for (act,) in ground.rows(DONE, before)]
    gap = round(clock.longest(began - 1), 1)
    lost, twice = len(acts - set(found)), len(found) - len(set(found))
    return {
        "name": "failover",
        "ours": gap,
        "unit": "秒：主库所在机器断电后，最长多久没有一件事办成",
        "goal": f"≤ {GOAL} 秒，已告知办成的一件不少、一件不重",
        "met": gap <= GOAL and lost == twice == 0 and follows,
        "acknowledged": len(acts),
        "lost": lost,
        "twice": twice,
        "old_node_follows_again": follows,
        "follows_again_after_s": again,
    }


def _noted(done: Callable[..., None], clock: Clock) -> Callable[..., None]:
    def noting(*told: object) -> None:
        clock.moments.append(time.monotonic())
        done(*told)

    return noting


more = click.Option(["--members"], type=click.IntRange(0), default=0, help="演示省之外再加多少名会员")
main = command("主库断电而不丢一件事：第二个节点接着办", run, more)

if __name__ == "__main__":
    main()
