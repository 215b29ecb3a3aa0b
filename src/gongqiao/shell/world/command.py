"""`gongqiao world`."""

import os
import shutil
import sys
from time import monotonic
from typing import Any

import click
from django.conf import settings
from django.db import connection

from gongqiao.kernel.clock import moment
from gongqiao.postgres import roles
from gongqiao.shell.world import build, hands
from gongqiao.shell.world.plan import ELSEWHERE, HERE

SEED = 20260310
SHARES = 1_000


@click.command("world", help="建一个合成的省，用来测量和演练：人员和单位都是编出来的，同一个种子每次相同")
@click.option("--members", type=click.IntRange(1), default=200_000, show_default=True, help="会员数")
@click.option("--employers", type=click.IntRange(1), default=4_500, show_default=True, help="用人单位数")
@click.option("--seed", type=click.IntRange(0), default=SEED, show_default=True, help="种子")
@click.option("--processes", type=click.IntRange(1), default=build.processors, help="进程数，默认每个处理器一个")
@click.option("--beside", is_flag=True, help="加在已有的演示省之上：人员和单位的号码是外省的，不会相同")
def world(*, members: int, employers: int, seed: int, processes: int, beside: bool) -> dict[str, float]:
    began = monotonic()
    at = moment()
    size = members, employers, seed, ELSEWHERE if beside else HERE
    federations = build.begin(members, employers, free=_free(), beside=beside, at=at)
    roles.take_stock(os.environ["GONGQIAO_OWNER_URL"])  # the planner would take the tree of unions for a small one
    standing, parts = build.build(build.planned(*size), federations, at)
    unions = standing.communities, standing.firms
    shown: dict[str, Any] = {"file": sys.stderr, "hidden": not sys.stderr.isatty()}
    with click.progressbar(length=members, label="合成省", **shown) as bar:
        for count in hands.admitted(parts, size, unions, processes, at):
            bar.update(count)
    with click.progressbar(length=SHARES, label="整理索引", **shown) as bar:
        for share in roles.pack(os.environ["GONGQIAO_OWNER_URL"]):
            bar.update(round(share * SHARES))
    roles.take_stock(os.environ["GONGQIAO_OWNER_URL"])
    seconds = round(monotonic() - began, 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        size_now = int(cursor.fetchone()[0])
    click.echo(f"合成省已建好：{members} 名会员、{employers} 家单位，用时 {seconds} 秒，数据库 {size_now / 1e9:.1f} GB")
    return {"members": members, "employers": employers, "seconds": seconds, "bytes": size_now}


def _free() -> int:
    """Of the disk with the data folder, where the database lies that is brought along."""
    return shutil.disk_usage(settings.ENVIRONMENT.data).free


COMMANDS = (world,)
