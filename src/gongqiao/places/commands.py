"""What an operator brings in by hand: `gongqiao data import divisions|boundaries PATH`."""

import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import click

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import moment
from gongqiao.places import actions
from gongqiao.places.sources import SHIPPED, outline_files, read_boundaries, read_snapshot, table_files

OPERATOR = Actor(role="system-admin", name="命令行")
SHOWN = 20
FOLDER = click.Path(exists=True, path_type=Path)


@click.command("divisions", help="导入行政区划（CSV 目录）；不给目录时导入随程序附带的浙江省数据")
@click.argument("folder", type=FOLDER, default=SHIPPED)
def divisions(folder: Path) -> dict[str, int]:
    with _reading(len(table_files(folder))) as bar:
        snapshot = read_snapshot(folder, tell=bar.update)
        changes = actions.load_divisions(snapshot, by=OPERATOR, at=moment())
        bar.update(1)
    for code, before, now in changes.renamed[:SHOWN]:
        click.echo(f"更名 {code} {before} → {now}")
    for code, successor in changes.abolished[:SHOWN]:
        click.echo(f"撤销 {code} → {successor or '去向未知，请核对'}")
    counts = {
        "added": len(changes.added),
        "renamed": len(changes.renamed),
        "altered": len(changes.altered),
        "abolished": len(changes.abolished),
        "elsewhere": snapshot.elsewhere,
    }
    click.echo(
        "新增 {added}，更名 {renamed}，其他变化 {altered}，撤销 {abolished}，外省略过 {elsewhere}".format(**counts)
    )
    return counts


@click.command("boundaries", help="导入区划边界（GeoJSON 文件或目录，要素属性须含 adcode）")
@click.argument("folder", type=FOLDER)
@click.option("--source", default="运维人员导入", show_default=True, help="边界数据来源及审图号，显示在地图下方")
def boundaries(folder: Path, source: str) -> dict[str, int]:
    with _reading(len(outline_files(folder))) as bar:
        outlines, digest = read_boundaries(folder, tell=bar.update)
        stored = actions.load_boundaries(outlines, digest=digest, source=source, by=OPERATOR, at=moment())
        bar.update(1)
    click.echo(f"已导入 {stored} 个区划的边界，{len(outlines) - stored} 个代码不认识")
    return {"stored": stored, "unknown": len(outlines) - stored}


def _reading(files: int) -> AbstractContextManager[Any]:
    """One step for each file and one for storing what they hold; shown to whoever looks on."""
    return click.progressbar(length=files + 1, label="导入", file=sys.stderr, hidden=not sys.stderr.isatty())


DATA_IMPORTS = (divisions, boundaries)
