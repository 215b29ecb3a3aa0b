"""The process that hands out credentials: `gongqiao ballots issue`, under a database role of its own."""

import os
from pathlib import Path

import click

from gongqiao.ballots import issuer
from gongqiao.kernel.reasons import Reason, Refused


@click.command("issue", help="运行发放投票凭证的程序，平时由 gongqiao serve 一起启动")
@click.option(
    "--folder", envvar="GONGQIAO_ISSUER", type=click.Path(path_type=Path), required=True, help="种子放在哪个文件夹"
)
def issue(folder: Path) -> dict[str, str]:
    if not (database := os.environ.get("GONGQIAO_ISSUER_URL", "")):
        raise Refused([Reason("no_database", "请在 GONGQIAO_ISSUER_URL 里写明这个程序自己的数据库地址")])
    issuer.serve(folder, database)
    return {}
