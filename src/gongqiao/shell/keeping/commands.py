"""`gongqiao backup FOLDER [--whole]`, `gongqiao archive FOLDER` and `gongqiao restore FOLDER [--at MOMENT]`."""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import psycopg
from psycopg.conninfo import conninfo_to_dict

from gongqiao.postgres import bases, roles, wal
from gongqiao.postgres.bases import Base
from gongqiao.postgres.server import SUPERUSER
from gongqiao.shell import surroundings
from gongqiao.shell.environment import read
from gongqiao.shell.keeping.times import LAST, SHANGHAI, Moment, clock
from gongqiao.shell.surroundings import Prepared

Facts = dict[str, Any]
FOLDER = click.Path(file_okay=False, path_type=Path)
REPLICATION = "GONGQIAO_REPLICATION_URL"


class Told:
    """Names each part of long work on standard error, where somebody looks on."""

    def __call__(self, part: str) -> None:
        if sys.stderr.isatty():
            click.echo(f"… {part}", err=True)


@click.command(help="备份到文件夹：数据库、附件，以及当时各表的行数和办理记录的根")
@click.argument("folder", type=FOLDER)
@click.option("--whole", is_flag=True, help="另取一份基础备份，此后的任一时刻都可以从它和归档恢复")
@click.option("--keep", type=click.IntRange(1), help="只留最近几份基础备份和从它们开始的归档；不写就都留着")
def backup(folder: Path, whole: bool, keep: int | None) -> Facts:  # noqa: FBT001 -- click's way of giving flags
    if keep and not whole:
        raise click.ClickException("--keep 说的是基础备份，只和 --whole 一起用")
    ground = surroundings.prepare()
    try:
        from gongqiao.shell.keeping import backups  # noqa: PLC0415 -- its imports need Django awake

        folder.mkdir(parents=True, exist_ok=True)
        at, owner = datetime.now(SHANGHAI), os.environ["GONGQIAO_OWNER_URL"]
        source = _source(ground) if whole else ""
        taken = backups.take(owner, read().data / "files", folder, at, Told())
        base = _whole(owner, source, folder, keep) if whole else None
    finally:
        ground.stop()
    click.echo(f"已备份到 {taken.folder}：{sum(taken.proof.tables.values())} 行，附件 {taken.documents} 个")
    if base:
        click.echo(
            f"基础备份在 {base.folder}：{base.size >> 20} MB，{base.at:%Y-%m-%d %H:%M:%S} 以后的时刻可以从它恢复"
        )
    click.echo(f"密钥环 {read().key_ring} 不在备份里，请另行妥善保管：没有它，加密的内容无法恢复")
    if not taken.proof.whole or taken.lost:
        raise click.ClickException(_ill(taken.proof.whole, taken.lost))
    told = {"base": str(base.folder), "base_at": base.at, "base_bytes": base.size} if base else {}
    return {"folder": str(taken.folder), "at": taken.at, "equal": True, **told, **taken.proof.told()}


def _ill(whole: bool, lost: list[str]) -> str:  # noqa: FBT001 -- one fact of two
    words = [] if whole else ["办理记录与最近的审计头不符，请用 gongqiao audit export 导出核验"]
    words += [f"有 {len(lost)} 个附件在磁盘上找不到"] if lost else []
    return "备份已写好，但原有数据不完整：" + "；".join(words)


def _source(ground: Prepared) -> str:
    """The database's address for a role that may replicate."""
    if ground.server:
        return ground.server.url(SUPERUSER, "postgres")
    if url := os.environ.get(REPLICATION):
        return url
    raise click.ClickException(
        f"自备的数据库请设 {REPLICATION}：有复制权限（REPLICATION）的角色的地址，见 ops/README.md"
    )


def _whole(owner: str, source: str, folder: Path, keep: int | None) -> Base:
    from gongqiao.shell.keeping import backups, moments  # noqa: PLC0415 -- as above

    with psycopg.connect(owner) as connection:
        backups.room(connection, folder, share=1)
        archived = wal.state(connection)
    Told()("基础备份")
    base = bases.take(source, folder / moments.BASES, datetime.now(SHANGHAI))
    if keep:
        bases.let_go(folder / moments.BASES, keep)
    wal.clean(folder / moments.LOG, bases.kept(folder / moments.BASES)[0].first)
    if archived is None or archived.advice:
        click.echo(f"归档没有在进行，只能恢复到这份基础备份的时刻：请启动 gongqiao archive {folder}", err=True)
    return base


@click.command(help="不断归档到文件夹：每件事办成几秒后就在那里，附件也是；按 Ctrl-C 停止，再启动接着做")
@click.argument("folder", type=FOLDER)
def archive(folder: Path) -> Facts:
    ground = surroundings.prepare()
    try:
        if ground.started:
            raise click.ClickException("平台自带的数据库没有在运行，没有什么可以归档：请先启动平台，再启动归档")
        from gongqiao.shell.keeping import archiving, moments  # noqa: PLC0415 -- as above

        folder.mkdir(parents=True, exist_ok=True)
        going = archiving.begin(os.environ["GONGQIAO_OWNER_URL"], _source(ground), folder, read().data / "files")
        click.echo(f"正在归档到 {folder}　按 Ctrl-C 停止")
        if not bases.kept(folder / moments.BASES):
            click.echo(f"还没有基础备份，归档要和它一起用：请执行 gongqiao backup {folder} --whole", err=True)
        going.keep()
    finally:
        ground.stop()
    return going.told()


@click.command(help="从备份恢复到空的数据库，并逐表核对；绝不覆盖已有内容")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--at",
    type=Moment(),
    help="恢复到这一时刻，按北京时间；last 是归档的最后；没有归档时，是这一时刻之前最近的一份",
)
def restore(folder: Path, at: datetime | None) -> Facts:
    from gongqiao.shell.keeping import moments  # noqa: PLC0415 -- as above

    if at and (base := moments.base_for(folder, at)):
        return _to_the_moment(folder, base, at)
    ground = surroundings.prepare()
    try:
        from gongqiao.shell.keeping import backups  # noqa: PLC0415 -- as above

        taken = backups.find(folder, at)
        owner = os.environ["GONGQIAO_OWNER_URL"]
        held = backups.put_back(taken, owner, read().data / "files", Told())
        app = str(conninfo_to_dict(os.environ["DATABASE_URL"])["user"])
        if conninfo_to_dict(owner)["user"] != app:
            roles.grant(owner, app)
        roles.take_stock(owner)
    finally:
        ground.stop()
    if at and at != taken.at:
        click.echo(f"到 {clock(at)} 为止没有基础备份，恢复的是它之前最近的一份备份")
    if differences := held.differences(taken.proof):
        raise click.ClickException("恢复的内容与备份不一致：" + "；".join(differences))
    click.echo(f"已恢复 {taken.at:%Y-%m-%d %H:%M:%S} 的备份：{sum(held.tables.values())} 行，与备份时逐表一致")
    _without_ring()
    return {"folder": str(taken.folder), "at": taken.at, "equal": True, **held.told()}


def _to_the_moment(folder: Path, base: Base, at: datetime) -> Facts:
    """Built aside and moved into place whole; then counted, the documents brought along, the records proven."""
    from gongqiao.shell.keeping import moments  # noqa: PLC0415 -- as above

    Told()("数据库")
    last = moments.rebuild(folder, base, at)
    ground = surroundings.prepare()
    try:
        Told()("附件和清点")
        reached = moments.proven(last, os.environ["GONGQIAO_OWNER_URL"], folder / "files", read().data / "files")
    finally:
        ground.stop()
    until = "归档的最后" if at == LAST else f" {clock(at)}"
    click.echo(
        f"已恢复到{until}：{sum(reached.proof.tables.values())} 行，最后一次提交在 {clock(last)}，"
        f"最后一条办理记录在 {clock(reached.newest_record)}"
    )
    newest = f"，最新的一个存入于 {clock(reached.newest_document)}" if reached.documents else ""
    click.echo(f"附件 {reached.documents} 个{newest}")
    _without_ring()
    if ill := _not_as_it_was(reached.proof.whole, reached.lost):
        raise click.ClickException(ill)
    return {"base": str(base.folder), "at": at, "equal": True, **reached.told()}


def _not_as_it_was(whole: bool, lost: list[str]) -> str:  # noqa: FBT001 -- one fact of two
    words = [] if whole else ["办理记录与那时的审计头不符，请用 gongqiao audit export 导出核验"]
    words += [f"有 {len(lost)} 个附件归档里没有"] if lost else []
    return "数据库已恢复，但不完整：" + "；".join(words) if words else ""


def _without_ring() -> None:
    if not read().key_ring.exists():
        click.echo(f"还需要把当时的密钥环放到 {read().key_ring}，加密的内容才能打开")


KEEPING = (backup, archive, restore)
