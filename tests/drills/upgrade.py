"""`script/drill upgrade --from REF`: the version before goes on answering until this one takes over; nobody notices.

Two clones, one database, the proxy settings of `ops/`, and people who read, apply and take back all the while.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from urllib.request import urlopen

import click

from gongqiao.postgres import Server, roles
from gongqiao.postgres.server import APP, OWNER
from gongqiao.shell.environment import CLONE
from tests.applying import as_herself, parts
from tests.bench.telling import command
from tests.patient import Patient
from tests.platform import free_port, own_server

READERS = {
    "province": ("/cockpit/", "/cockpit/?face=paper"),
    "joint-chair": ("/desk/", "/desk/members/", "/desk/applications/"),
    "county": ("/desk/", "/cockpit/"),
    "rider": ("/me/", "/me/looks/"),
    "": ("/", "/readyz"),
}
APPLICANTS = ("small-firm", "hr", "party-org")
BEFORE, AFTER = 8, 8  # seconds of work on each side
PER_EMPLOYER = 44
DRAINED = 5  # seconds until the proxy sends nothing more to where it sent before
PROXY = """
daemon off; pid {home}/nginx.pid; error_log {home}/error.log warn; worker_processes 1;
events {{ worker_connections 512; }}
http {{
    access_log off; client_body_temp_path {home}/body; proxy_temp_path {home}/proxy; fastcgi_temp_path {home}/f;
    uwsgi_temp_path {home}/u; scgi_temp_path {home}/s;
    include {home}/upstream.conf;
    server {{ listen 127.0.0.1:{port}; include {ops}/locations.conf; }}
}}
"""


@dataclass(frozen=True)
class Version:
    """One clone of the platform and where it keeps what it is told."""

    clone: Path
    env: dict[str, str]

    def command(self, *words: str) -> list[str]:
        return [str(self.clone / ".venv/bin/python"), "-m", "gongqiao.shell.command", *words]

    def do(self, *words: str) -> float:
        """Seconds it took."""
        began = time.monotonic()
        subprocess.run(self.command(*words), env=self.env, cwd=self.clone, check=True, stdout=sys.stderr)
        return time.monotonic() - began

    @contextmanager
    def serving(self, port: int) -> Iterator[subprocess.Popen[bytes]]:
        env = self.env | {"GONGQIAO_METRICS": "127.0.0.1:0", "GONGQIAO_LIVE_URL": "/live/"}
        with self.running("serve", "--port", f"{port}", env=env) as process:
            _until_answers(f"http://127.0.0.1:{port}/readyz")
            yield process

    @contextmanager
    def running(self, *words: str, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
        with subprocess.Popen(self.command(*words), env=env or self.env, cwd=self.clone, stdout=sys.stderr) as process:
            try:
                yield process
            finally:
                process.terminate()
                process.wait(60)


@dataclass
class Proxy:
    """nginx with the settings of `ops/`, answering from one of two ports."""

    home: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    def point_to(self, web: int) -> None:
        told = (CLONE / "ops/nginx/upstream.conf").read_text()
        (self.home / "upstream.conf").write_text(told.replace("8000", f"{web}").replace("8001", f"{web + 1}"))

    def start(self, web: int) -> None:
        self.point_to(web)
        words = PROXY.format(home=self.home, port=self.port, ops=CLONE / "ops/nginx")
        (self.home / "nginx.conf").write_text(words)
        self.process = subprocess.Popen(["nginx", "-c", str(self.home / "nginx.conf")])

    def reload(self) -> None:
        subprocess.run(["nginx", "-c", str(self.home / "nginx.conf"), "-s", "reload"], check=True)

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(20)


@dataclass
class People:
    """Who is at work; what was answered and how often nobody answered."""

    address: str
    answered: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)

    def reads(self, slug: str, paths: tuple[str, ...], over: Event) -> None:
        person, n = Patient(self.address, slug), 0
        while not over.is_set():
            for path in paths:
                person.page(path)
                n += 1
        self._tell(person, n)

    def applies(self, slug: str, over: Event) -> None:
        person, n = as_herself(self.address, slug), 0
        while not over.is_set():
            for _, path, words in parts(person):
                person.send(person.fill(path, **words))
                n += 2
            person.send(person.fill("/join/withdraw/"))
        self._tell(person, n)

    def _tell(self, person: Patient, n: int) -> None:
        self.answered.append(n)
        self.failed.append(person.unanswered)

    def works(self) -> list[Callable[[Event], None]]:
        reading = [
            lambda over, slug=slug, paths=paths: self.reads(slug, paths, over) for slug, paths in READERS.items()
        ]
        return reading + [lambda over, slug=slug: self.applies(slug, over) for slug in APPLICANTS]


@contextmanager
def at_work(people: People) -> Iterator[None]:
    over, works = Event(), people.works()
    with ThreadPoolExecutor(len(works)) as pool:
        working = [pool.submit(work, over) for work in works]
        try:
            yield
        finally:
            over.set()
        for each in working:
            each.result()


def run(ref: str, members: int) -> dict[str, object]:
    if not shutil.which("nginx"):
        raise click.ClickException("演练要用 nginx：请以 root 运行 apt-get install nginx-light")
    with own_server("upgrade") as server, ExitStack() as stack:
        server.start()
        home = Path(os.environ["GONGQIAO_DATA"])
        old, new = (Version(clone, _told(server)) for clone in (stack.enter_context(_clone(ref, home / "old")), CLONE))
        roles.prepare(server, "gongqiao")
        old.do("migrate")
        old.do("demo")
        if members:
            old.do("world", "--beside", "--members", f"{members}", "--employers", f"{members // PER_EMPLOYER}")
        return _upgraded(old, new, home, stack)


def _upgraded(old: Version, new: Version, home: Path, stack: ExitStack) -> dict[str, object]:
    ports, proxy = (free_port(), free_port()), Proxy(home, free_port())
    served = stack.enter_context(old.serving(ports[0]))
    worked = stack.enter_context(old.running("worker"))
    proxy.start(ports[0])
    stack.callback(proxy.stop)
    address = f"http://127.0.0.1:{proxy.port}"
    _until_answers(f"{address}/readyz")
    people = People(address)
    with at_work(people):
        time.sleep(BEFORE)
        worked.terminate()
        worked.wait(60)
        migrated = new.do("migrate")
        began = time.monotonic()
        stack.enter_context(new.serving(ports[1]))
        proxy.point_to(ports[1])
        proxy.reload()
        switched = time.monotonic() - began
        time.sleep(DRAINED)
        served.terminate()
        served.wait(60)
        stack.enter_context(new.running("worker"))
        time.sleep(AFTER)
    told = _recounted(new)
    return {
        "name": "upgrade",
        "ours": sum(people.failed),
        "unit": "升级期间落空的请求数",
        "goal": "0",
        "met": not sum(people.failed) and told,
        "answered": sum(people.answered),
        "migrated_s": round(migrated, 1),
        "switched_s": round(switched, 1),
        "figures_equal": told,
    }


def _recounted(new: Version) -> bool:
    """Every figure is what a full count gives, whichever version counted."""
    done = subprocess.run(new.command("cockpit", "recount"), env=new.env, cwd=new.clone, stdout=sys.stderr, check=False)
    return done.returncode == 0


def _told(server: Server) -> dict[str, str]:
    urls = {"DATABASE_URL": server.url(APP, "gongqiao"), "GONGQIAO_OWNER_URL": server.url(OWNER, "gongqiao")}
    return os.environ | urls | {"GONGQIAO_MODE": "demo"}


@contextmanager
def _clone(ref: str, folder: Path) -> Iterator[Path]:
    """The version before, with an environment of its own."""
    subprocess.run(["git", "clone", "--quiet", "--shared", str(CLONE), str(folder)], check=True)
    subprocess.run(["git", "-C", str(folder), "checkout", "--quiet", ref], check=True)
    subprocess.run([str(folder / "script/setup")], check=True, stdout=sys.stderr)
    yield folder


def _until_answers(address: str) -> None:
    patience = time.monotonic() + 60
    while True:
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            if time.monotonic() > patience:
                raise
            time.sleep(0.2)


ref = click.Option(["--from", "ref"], required=True, help="旧版本：一个标签或者提交")
more = click.Option(["--members"], type=click.IntRange(0), default=0, help="演示省之外再加多少名会员")
main = command("升级而不停机：旧版本应答到新版本接手", run, ref, more)

if __name__ == "__main__":
    main()
