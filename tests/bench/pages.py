"""`script/bench pages`: what a page costs the web processes, beside a bare Django hello served the same way."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import HTTPError, URLError

import psycopg

from gongqiao.postgres import embedded, roles
from gongqiao.postgres.server import APP, OWNER, SUPERUSER
from gongqiao.shell.environment import CLONE
from gongqiao.shell.serving import GRANIAN, THREADS
from gongqiao.shell.supervisor import ours
from tests.bench.load import family, measure
from tests.bench.telling import command
from tests.platform import free_port

DATABASE = "bench_pages"
LEDGER, WHO = "/desk/members/", "joint-chair"
GOAL_LEDGER, GOAL_HOME = 300, 3000
PATIENCE = 120


@contextmanager
def province() -> Iterator[None]:
    """The demo province in a database of its own, on a server that keeps what it commits."""
    server = embedded(CLONE, "bench")
    started = server.start()
    try:
        _drop(server.url(SUPERUSER, "postgres"))
        roles.prepare(server, DATABASE)
        with TemporaryDirectory() as folder:
            os.environ |= {
                "DATABASE_URL": server.url(APP, DATABASE),
                "GONGQIAO_OWNER_URL": server.url(OWNER, DATABASE),
                "GONGQIAO_DATA": folder,
                "GONGQIAO_MODE": "demo",
                "GONGQIAO_TODAY": "2026-03-10",
            }
            for command in ("migrate", "demo"):
                subprocess.run(ours("gongqiao.shell.command", command), check=True, stdout=sys.stderr)
            yield
        _drop(server.url(SUPERUSER, "postgres"))
    finally:
        if started:
            server.stop()


@contextmanager
def served(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def run() -> dict[str, object]:
    with province():
        home, ledger = _ours()
    hello = _hello()
    return {
        "name": "pages",
        "ours": ledger.per_cpu_s,
        "unit": "网页进程每 CPU 秒应答数：登录后的会员台账",
        "reference": "同一次运行中空的 Django",
        "reference_value": hello.per_cpu_s,
        "ratio": round(ledger.per_cpu_s / hello.per_cpu_s, 3),
        "goal": f"台账 ≥ {GOAL_LEDGER}，未登录首页 ≥ {GOAL_HOME}",
        "met": ledger.per_cpu_s >= GOAL_LEDGER and home.per_cpu_s >= GOAL_HOME,
        "ledger_per_cpu_s": ledger.per_cpu_s,
        "home_per_cpu_s": home.per_cpu_s,
        "hello_per_cpu_s": hello.per_cpu_s,
        "p95_ms": ledger.p95_ms,
        "home_p95_ms": home.p95_ms,
    }


def _ours():
    port = free_port()
    words = ("serve", "--port", str(port), "--workers", "1")
    with served(*ours("gongqiao.shell.command", *words)) as process:
        address = f"http://127.0.0.1:{port}"
        until_ready(f"{address}/readyz")
        web = [pid for pid in family(process.pid) if "gongqiao.shell.wsgi" in _command_of(pid)]
        home = measure(f"{address}/", web)
        return home, measure(f"{address}{LEDGER}", web, cookie=_signed_in(address))


def _hello():
    port = free_port()
    words = (
        "--interface",
        "wsgi",
        "--port",
        str(port),
        "--workers",
        "1",
        *GRANIAN,
        *THREADS,
        "tests.bench.hello:application",
    )
    with served(*ours("granian", *words)) as process:
        until_ready(f"http://127.0.0.1:{port}/")
        return measure(f"http://127.0.0.1:{port}/", family(process.pid))


def _signed_in(address: str) -> str:
    """The cookie of one who came in by the demo's door."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_words):
            return None

    ask = urllib.request.Request(f"{address}/demo/sign-in/{WHO}/", method="POST", data=b"")
    try:
        urllib.request.build_opener(Stay).open(ask)
    except HTTPError as answer:
        return "; ".join(cookie.partition(";")[0] for cookie in answer.headers.get_all("Set-Cookie", []))
    raise RuntimeError("the demo's door did not send us on")


def until_ready(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


def _command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text()


def _drop(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


main = command("页面的代价：登录后的台账与未登录的首页，旁边是空的 Django", run)

if __name__ == "__main__":
    main()
