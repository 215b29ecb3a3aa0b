"""What an operator does with keys: `gongqiao secrets make|list|rotate|resume`."""

import sys
from collections.abc import Iterator
from typing import Any

import click
from django.conf import settings

from gongqiao.kernel.clock import moment
from gongqiao.kernel.reasons import Reason, Refused
from gongqiao.kernel.secrets import KeyRingError, ring, rotation
from gongqiao.kernel.secrets.rotation import Stride

PURPOSES = click.Choice(ring.PURPOSES)


@click.command("make", help="新建密钥环（仅属主可读）；已有的绝不覆盖，只补上缺少的密钥")
def make() -> dict[str, Any]:
    try:
        ring.make(settings.KEY_RING, moment())
    except FileExistsError:
        return _complete()
    click.echo(f"已建立密钥环 {settings.KEY_RING}。请另行备份，丢失后已加密的内容无法恢复")
    return {"ring": str(settings.KEY_RING)}


def _complete() -> dict[str, Any]:
    lacking = ring.complete(moment()) if _ring() else []
    if not lacking:
        raise Refused([Reason("exists", f"密钥环 {settings.KEY_RING} 已存在，不会覆盖")])
    click.echo(f"已在密钥环 {settings.KEY_RING} 补上 {'、'.join(lacking)} 的密钥。请重新备份")
    return {"ring": str(settings.KEY_RING), "added": lacking}


@click.command("list", help="列出密钥编号、用途、状态和建立时间，不显示密钥")
def listing() -> dict[str, Any]:
    rows = [{"purpose": key.purpose, "id": key.id, "state": key.state, "made_at": key.made_at} for key in _ring().keys]
    for row in rows:
        click.echo("{purpose:8} {id:3} {state:9} {made_at}".format(**row))
    return {"keys": rows}


@click.command("rotate", help="换上新密钥，并在运行中把已有内容逐批换过去；中断后用 resume 接着做")
@click.option("--purpose", type=PURPOSES, default="fields", show_default=True)
@click.option("--grace", default=rotation.GRACE, show_default=True, help="等待正在进行的事务结束的秒数")
def rotate(purpose: ring.Purpose, grace: float) -> dict[str, Any]:
    return _carry(rotation.rotate(purpose, moment(), grace=grace))


@click.command("resume", help="接着做完上次中断的换密钥")
@click.option("--grace", default=rotation.GRACE, show_default=True, help="等待正在进行的事务结束的秒数")
def resume(grace: float) -> dict[str, Any]:
    return _carry(rotation.resume(grace=grace))


def _carry(strides: Iterator[Stride]) -> dict[str, Any]:
    """Walk the strides under a progress bar without an end: the number of rows is not asked for."""
    try:
        with click.progressbar(strides, label="换密钥", file=sys.stderr, hidden=not sys.stderr.isatty()) as walked:
            changed = sum(stride.changed for stride in walked)
    except KeyRingError as fault:
        raise Refused([Reason("ring", str(fault))]) from None
    click.echo(f"已换 {changed} 行")
    return {"changed": changed}


def _ring() -> ring.Ring:
    try:
        return ring.current()
    except KeyRingError as fault:
        raise Refused([Reason("ring", str(fault))]) from None


COMMANDS = (click.Group("secrets", help="密钥环：建立、列出、轮换", commands=[make, listing, rotate, resume]),)
