"""The commands that run the platform itself."""

import os
import subprocess
import sys
from datetime import datetime, time
from typing import Any

import click
from django.core.management import call_command
from psycopg.conninfo import conninfo_to_dict

from gongqiao.postgres import Server, roles
from gongqiao.shell import metrics, prepared, serving, surroundings
from gongqiao.shell.environment import DEMO, read
from gongqiao.shell.supervisor import Supervisor, ours

Facts = dict[str, Any]


class NotWellError(click.ClickException):
    """The command went through and what it found is not well: programs are told as much as when it is."""

    def __init__(self, sentence: str, facts: Facts, *, code: int) -> None:
        super().__init__(sentence)
        self.facts, self.code = facts, code


@click.command(help="把数据库升级到当前版本")
def migrate() -> Facts:
    """Change the tables as their owner, then renew what the app's role may do with them."""
    app = conninfo_to_dict(surroundings.as_owner())["user"]
    surroundings.wake(database=False)
    from gongqiao.shell.migrating import Migrating  # noqa: PLC0415 -- its imports need Django awake

    call_command(Migrating(), interactive=False, verbosity=0)
    owner_url = os.environ["GONGQIAO_OWNER_URL"]
    if conninfo_to_dict(owner_url)["user"] != app:
        roles.grant(owner_url, str(app))
    return {"migrated": True}


@click.command(help="启动网页服务与实时推送")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址")
@click.option("--port", default=8000, envvar="PORT", show_default=True, help="网页端口；实时推送用下一个端口")
@click.option("--workers", default=2, show_default=True, help="网页进程数")
def serve(host: str, port: int, workers: int) -> Facts:
    where = serving.Where(host, port, workers)
    where.free()
    _collect_static()
    metrics.gather_in(read().data / "metrics" / f"{port}")
    supervisor = Supervisor([*serving.web_and_live(where), *serving.issuer()])
    return _stage(supervisor, where)


@click.command(help="办理排队的事：提醒、短信、到期")
def worker() -> Facts:
    surroundings.wake()
    from gongqiao.kernel import worker as working  # noqa: PLC0415 -- its imports need Django awake

    working.serve()
    return {}


@click.command(help="一条命令运行整个平台：数据库、网页、实时推送、后台办理")
@click.option("--port", default=8000, envvar="PORT", show_default=True, help="网页端口；实时推送用下一个端口")
@click.option("--demo", is_flag=True, help="先建好演示省")
@click.option("--check", is_flag=True, help="启动后自查各入口，然后停止")
def run(port: int, demo: bool, check: bool) -> Facts:  # noqa: FBT001 -- click's way of giving flags
    where = serving.Where("127.0.0.1", port, workers=2)
    where.free()
    ground = surroundings.prepare()
    try:
        _build(ground.server, *(["migrate", "demo"] if demo else ["migrate"]))
        metrics.gather_in(read().data / "metrics" / f"{port}")
        return _stage(
            Supervisor([*serving.web_and_live(where), serving.worker(), *serving.issuer()]), where, check=check
        )
    finally:
        ground.stop()


def _stage(supervisor: Supervisor, where: serving.Where, *, check: bool = False) -> Facts:
    supervisor.start()
    try:
        surroundings.wake(database=False)  # for the figures, and while the others wake as well
        serving.wait_until_ready(where, supervisor)
        if supervisor.stopping.is_set():
            return {}
        if check:
            return serving.ask_every_door(where, demo=read().mode == DEMO)
        serving.figures()
        people = f"　演示身份：{where.url}demo/" if read().mode == DEMO else ""
        click.echo(f"工桥已就绪：{where.url}{people}　按 Ctrl-C 停止")
        supervisor.watch()
    finally:
        supervisor.stop()
    return {"url": where.url}


def _build(server: Server | None, *commands: str) -> None:
    """Each command in a process of its own: migrating is the owner's work, serving is not."""
    if prepared.stands(server, *commands):
        return
    for command in commands:
        done = subprocess.run(ours("gongqiao.shell.command", command), stdout=sys.stderr, check=False)  # noqa: S603 -- our own words
        if done.returncode:
            raise click.ClickException(f"gongqiao {command} 没有完成")
    _collect_static()
    prepared.remember(server, *commands)


def _collect_static() -> None:
    surroundings.wake()
    call_command("collectstatic", interactive=False, verbosity=0)


@click.command(help="办理已到期的事，平时由后台每天零点自动进行")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="按哪一天结束时的情况办理")
def sweep(as_of: datetime | None) -> Facts:
    surroundings.wake()
    from gongqiao.kernel import sweep as sweeping  # noqa: PLC0415 -- its imports need Django awake
    from gongqiao.kernel.clock import SHANGHAI, day, moment  # noqa: PLC0415 -- as above

    at = datetime.combine(as_of, time.max, SHANGHAI) if as_of else moment()
    with click.progressbar(
        length=sweeping.over(at).count() + 1, label="到期", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        done = sweeping.sweep(at, tell=bar.update)
        bar.update(1)  # it has looked for more
    click.echo(f"到期办结 {done.struck} 件，失败 {done.failed} 件")
    facts = {"as_of": day(at), "struck": done.struck, "failed": done.failed}
    if done.failed:
        raise NotWellError(f"有 {done.failed} 件没有办成，原因见日志", facts, code=1)
    return facts


@click.command(help="体检：数据库、密钥、磁盘、后台，逐项说明怎么办")
def doctor() -> Facts:
    surroundings.wake()
    from gongqiao.shell.doctor import findings  # noqa: PLC0415 -- needs Django awake

    found = findings()
    for each in found:
        click.echo(f"{'✗' if each.advice else '✓'} {each.what}{'：' + each.advice if each.advice else ''}")
    facts = {each.what: each.advice or "好" for each in found}
    if ill := [each.what for each in found if each.advice]:
        raise NotWellError(f"需要处理：{'、'.join(ill)}", facts, code=2)
    return facts


OPERATING = (migrate, serve, worker, run, sweep, doctor)
