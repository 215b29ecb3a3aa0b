"""The processes of a platform: web answers pages, live tells open pages to look again, worker does what waits."""

import os
import socket
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from secrets import token_urlsafe

import click

from gongqiao.shell import metrics
from gongqiao.shell.environment import read
from gongqiao.shell.supervisor import Child, Supervisor, ours

PATIENCE = 180
SENT_ON = 303
QUIET = ("--http", "1", "--no-ws", "--log-level", "warning")
GRANIAN = (*QUIET, "--respawn-failed-workers", "--workers-kill-timeout", "3")
OTHERS_WAYS = {"GONGQIAO_OWNER_URL", "GONGQIAO_REPLICATION_URL", "GONGQIAO_FORMER_SECRET_KEYS", "GONGQIAO_KEYS"}
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


def issuer() -> list[Child]:
    """Hands electors their credentials; it is told no other way into the database than its own. None without one."""
    if not os.environ.get("GONGQIAO_ISSUER_URL"):
        return []
    env = {name: told for name, told in os.environ.items() if name not in OTHERS_WAYS}
    env |= {"GONGQIAO_ISSUER": str(read().issuer), "DATABASE_URL": os.environ["GONGQIAO_ISSUER_URL"]}
    env["GONGQIAO_SECRET_KEY"] = token_urlsafe(48)  # every process must have one; it signs nothing
    return [Child("issuer", ours("gongqiao.shell.command", "ballots", "issue"), env)]


def wait_until_ready(where: Where, supervisor: Supervisor) -> None:
    """Until web and live answer; a child that cannot start is told at once."""
    patience = time.monotonic() + PATIENCE
    waiting = [f"{where.url}readyz", f"http://{where.host}:{where.live}/live/ready"]
    while waiting and not supervisor.stopping.is_set():
        if dead := [child.name for child in supervisor.children if child.dead()]:
            raise click.ClickException(f"{dead[0]} 进程没有启动起来，原因见日志；修正后请重新启动")
        if time.monotonic() > patience:
            raise click.ClickException(f"{waiting[0]} 三分钟内没有应答，原因见日志")
        waiting = [address for address in waiting if not _answers(address)]
        time.sleep(0.1)


def figures() -> None:
    """Served from now on, unless somebody else listens there."""
    try:
        metrics.publish(read().metrics)
    except OSError:
        click.echo(f"指标地址 {read().metrics} 已被占用，本次不提供指标", err=True)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 -- our own address
            return bool(answer.status == 200)  # noqa: PLR2004 -- OK
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@dataclass(frozen=True)
class Door:
    """One address to be asked; in the demo as somebody who is at home there: no sign-in page answers instead."""

    words: str
    path: str
    slug: str = ""


DOORS = (
    Door("集市", "/"),
    Door("工作台", "/desk/", "joint-chair"),
    Door("企业端", "/employer/", "hr"),
    Door("驾驶舱", "/cockpit/", "province"),
    Door("开放接口", "/api/openapi.json"),
    Door("开放接口的数据", "/api/v1/cockpit/indicators", "province"),
)


class Staying(urllib.request.HTTPRedirectHandler):
    """Being sent elsewhere is an answer."""

    def redirect_request(self, *_words: object) -> None:
        return None


def ask_every_door(where: Where, *, demo: bool) -> dict[str, int]:
    """Each face's home page and the API. Without a demo a visitor asks, who may be sent to sign in."""
    asked = {}
    for door in DOORS:
        asked[door] = status = _asked(where.url.rstrip("/"), door, demo=demo)
        click.echo(f"{'✓' if status == 200 else '✗'} {door.words} {door.path} {status}")  # noqa: PLR2004 -- OK
    if wrong := [door.words for door, status in asked.items() if status != 200]:  # noqa: PLR2004 -- OK
        raise click.ClickException(f"这些入口不正常：{'、'.join(wrong)}")
    return {door.path: status for door, status in asked.items()}


def _asked(address: str, door: Door, *, demo: bool) -> int:
    """Nobody who answers is 0."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), *([Staying] if demo else []))
    if demo and door.slug:
        entered = _status(opener, f"{address}/demo/sign-in/{door.slug}/", data=b"")
        if entered != SENT_ON:
            return entered
    return _status(opener, f"{address}{door.path}")


def _status(opener: urllib.request.OpenerDirector, address: str, data: bytes | None = None) -> int:
    try:
        with opener.open(address, data, timeout=15) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as answer:
        return answer.code
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return 0
