"""`gongqiao backup FOLDER` and `gongqiao restore FOLDER [--at MOMENT]`."""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from psycopg.conninfo import conninfo_to_dict

from gongqiao.postgres import roles
from gongqiao.shell import surroundings
from gongqiao.shell.environment import read

Facts = dict[str, Any]
FOLDER = click.Path(file_okay=False, path_type=Path)


class Told:
    """Names each part of long work on standard error, where somebody looks on."""

    def __call__(self, part: str) -> None:
        if sys.stderr.isatty():
            click.echo(f"… {part}", err=True)


@click.command(help="备份到文件夹：数据库、附件，以及当时各表的行数和办理记录的根")
@click.argument("folder", type=FOLDER)
def backup(folder: Path) -> Facts:
    ground = surroundings.prepare()
    try:
        from gongqiao.kernel.clock import SHANGHAI  # noqa: PLC0415 -- its imports need Django awake
        from gongqiao.shell.keeping import backups  # noqa: PLC0415 -- as the others: only when it is asked for

        folder.mkdir(parents=True, exist_ok=True)
        at = datetime.now(SHANGHAI)
        taken = backups.take(os.environ["GONGQIAO_OWNER_URL"], read().data / "files", folder, at, Told())
    finally:
        ground.stop()
    click.echo(f"已备份到 {taken.folder}：{sum(taken.proof.tables.values())} 行，附件 {taken.documents} 个")
    click.echo(f"密钥环 {read().key_ring} 不在备份里，请另行妥善保管：没有它，加密的内容无法恢复")
    if not taken.proof.whole or taken.lost:
        raise click.ClickException(_ill(taken.proof.whole, taken.lost))
    return {"folder": str(taken.folder), "at": taken.at, "equal": True, **taken.proof.told()}


def _ill(whole: bool, lost: list[str]) -> str:  # noqa: FBT001 -- one fact of two
    words = [] if whole else ["办理记录与最近的审计头不符，请用 gongqiao audit export 导出核验"]
    words += [f"有 {len(lost)} 个附件在磁盘上找不到"] if lost else []
    return "备份已写好，但原有数据不完整：" + "；".join(words)


@click.command(help="从备份恢复到空的数据库，并逐表核对；绝不覆盖已有内容")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--at", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]), help="这一时刻之前最近的一份"
)
def restore(folder: Path, at: datetime | None) -> Facts:
    ground = surroundings.prepare()
    try:
        from gongqiao.shell.keeping import backups  # noqa: PLC0415 -- as above

        taken = backups.find(folder, at.astimezone() if at else None)
        owner = os.environ["GONGQIAO_OWNER_URL"]
        held = backups.put_back(taken, owner, read().data / "files", Told())
        app = str(conninfo_to_dict(os.environ["DATABASE_URL"])["user"])
        if conninfo_to_dict(owner)["user"] != app:
            roles.grant(owner, app)
        roles.take_stock(owner)
    finally:
        ground.stop()
    if differences := held.differences(taken.proof):
        raise click.ClickException("恢复的内容与备份不一致：" + "；".join(differences))
    click.echo(f"已恢复 {taken.at:%Y-%m-%d %H:%M:%S} 的备份：{sum(held.tables.values())} 行，与备份时逐表一致")
    if not read().key_ring.exists():
        click.echo(f"还需要把当时的密钥环放到 {read().key_ring}，加密的内容才能打开")
    return {"folder": str(taken.folder), "at": taken.at, "equal": True, **held.told()}


KEEPING = (backup, restore)
