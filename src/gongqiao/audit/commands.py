"""What an operator does for auditors, `gongqiao audit export FOLDER`, and for witnesses, `gongqiao audit key`."""

import sys
from pathlib import Path

import click

from gongqiao.audit import actions, queries
from gongqiao.kernel.clock import moment


@click.command("export", help="把办理记录和审计头导出到一个空文件夹，供 audit-verify 独立核验")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(folder: Path) -> dict[str, object]:
    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f"文件夹 {folder} 不是空的，请另选一个")
    folder.mkdir(parents=True, exist_ok=True)
    actions.seal(moment(), everything=True)
    written = 0
    with (folder / "records.jsonl").open("wb") as file:
        chunks = click.progressbar(queries.written(), label="导出", file=sys.stderr, hidden=not sys.stderr.isatty())
        with chunks as shown:
            for lines in shown:
                file.writelines(lines)
                written += len(lines)
    with (folder / "heads.jsonl").open("wb") as file:
        file.writelines(queries.lines(queries.heads().reverse().iterator()))
    with (folder / "confirmations.jsonl").open("wb") as file:
        file.writelines(queries.confirmation_lines(queries.confirmations().reverse().iterator()))
    click.echo(f"已导出 {written} 条记录到 {folder}；用 script/audit-verify {folder} 核验")
    return {"records": written, "folder": str(folder)}


@click.command("key", help="打印平台的名称和公钥，交给见证方")
def key() -> dict[str, object]:
    if not (told := queries.our_key()):
        raise click.ClickException("平台在见证方那里还没有名称，请先设好 GONGQIAO_ORIGIN")
    click.echo(told)
    return {"key": told}


COMMANDS = (click.Group("audit", help="审计：导出和核验办理记录，见证方", commands=[export, key]),)
