"""The processes of a platform: web answers pages, live tells open pages to look again, worker does what waits."""

import os
import socket
import time
import urllib.error
import urllib.request
from dataclasses import dataclass

import click

from gongqiao.shell import metrics
from gongqiao.shell.environment import read
from gongqiao.shell.supervisor import Child, Supervisor, ours

PATIENCE = 180
QUIET = ("--http", "1", "--no-ws", "--log-level", "warning")
GRANIAN = (*QUIET, "--respawn-failed-workers", "--workers-kill-timeout", "3")
THREADS = ("--blocking-threads", "2")


@dataclass(frozen=True)
class Where:
    """The addresses we listen on. Live's is one above the web's and may be put under it by a proxy."""

    host: str
    port: int
    workers: int

    @property
    def live(self) -> int:
        return self.port + 1

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}/"

    def free(self) -> None:
        for port in (self.port, self.live):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((self.host, port))
                except OSError:
                    raise click.ClickException(f"端口 {port} 已被占用，请用 PORT 另选一个") from None


def web_and_live(where: Where) -> list[Child]:
    """Without a proxy the browser finds live under its own port, and must be told so."""
    env = os.environ | {"GONGQIAO_STATEMENT_TIMEOUT": os.environ.get("GONGQIAO_WEB_TIMEOUT", "15s")}
    if not read().production:
        env.setdefault("GONGQIAO_LIVE_URL", f"http://{where.host}:{where.live}/live/")
    common = ["--host", where.host, *GRANIAN]
    web = ["--interface", "wsgi", "--port", str(where.port), "--workers", str(where.workers), *THREADS]
    live = ["--interface", "asgi", "--port", str(where.live)]
    return [
        Child("web", ours("granian", *web, *common, "gongqiao.shell.wsgi:application"), env),
        Child("live", ours("granian", *live, *common, "gongqiao.shell.live:application"), env),
    ]


def worker() -> Child:
    return Child("worker", ours("gongqiao.shell.command", "worker"), os.environ)


def wait_until_ready(where: Where, supervisor: Supervisor) -> None:
    """Until web and live answer; a child that cannot start is told at once."""
    patience = time.monotonic() + PATIENCE
    waiting = [f"{where.url}readyz", f"http://{where.host}:{where.live}/live/ready"]
    while waiting and not supervisor.stopping.is_set():
        if time.monotonic() > patience:
            raise click.ClickException(f"{waiting[0]} 三分钟内没有应答，原因见日志")
        waiting = [address for address in waiting if not _answers(address)]
        time.sleep(0.1)


def keep(supervisor: Supervisor) -> None:
    """Serve the figures and watch the processes until told to stop."""
    try:
        metrics.publish(read().metrics)
    except OSError:
        click.echo(f"指标地址 {read().metrics} 已被占用，本次不提供指标", err=True)
    supervisor.watch()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 -- our own address
            return bool(answer.status == 200)  # noqa: PLR2004 -- OK
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


DOORS = {
    "/": "集市",
    "/desk/": "工作台",
    "/employer/": "企业端",
    "/cockpit/": "驾驶舱",
    "/api/openapi.json": "开放接口",
}


def ask_every_door(where: Where) -> dict[str, int]:
    """Each face's home page and the API; a visitor may be sent to sign in, nothing may be broken."""
    asked = {path: _status(where.url.rstrip("/") + path) for path in DOORS}
    for path, status in asked.items():
        click.echo(f"{'✓' if status == 200 else '✗'} {DOORS[path]} {path} {status}")  # noqa: PLR2004 -- OK
    if wrong := [DOORS[path] for path, status in asked.items() if status != 200]:  # noqa: PLR2004 -- OK
        raise click.ClickException(f"这些入口不正常：{'、'.join(wrong)}")
    return asked


def _status(address: str) -> int:
    """Nobody who answers is 0."""
    try:
        with urllib.request.urlopen(address, timeout=15) as answer:  # noqa: S310 -- our own address
            return int(answer.status)
    except urllib.error.HTTPError as answer:
        return answer.code
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return 0
