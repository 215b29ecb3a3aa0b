"""`gongqiao law clocks` and `gongqiao law due`: the operator asks the law."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any, NoReturn

import click

from gongqiao.law import queries
from gongqiao.law.parameters import KINDS, PROVINCE

REFUSED, YEARS = 2, range(1949, 2200)


@click.group(help="法定期限：时钟目录与试算")
def law() -> None:
    pass


@law.command("clocks", help="列出平台的全部时钟")
@click.option("--json", "as_json", is_flag=True, help="最后一行输出 JSON")
def clocks(*, as_json: bool) -> None:
    listed = sorted(queries.clocks().items())
    for name, clock in listed:
        click.echo(f"{name:<36}{clock.words}（自{clock.starts}；{clock.count.words}）")
    if as_json:
        _tell({"clocks": [{**asdict(each), "name": name, "effect": each.count.has_effect} for name, each in listed]})


@law.command("due", help="试算一个时钟的最后一日")
@click.argument("clock")
@click.option("--start", required=True, help="起算事件之日，例如 2026-03-10")
@click.option("--division", default=PROVINCE, show_default=True, help="行政区划代码")
@click.option("--kind", default="", help="、".join(KINDS))
@click.option("--json", "as_json", is_flag=True, help="最后一行输出 JSON")
def due(*, clock: str, start: str, division: str, kind: str, as_json: bool) -> None:
    known, day = queries.clocks().get(clock), _day(start)
    if known is None:
        _refuse(f"没有“{clock}”这个时钟，请用 gongqiao law clocks 查看目录")
    if day is None:
        _refuse(f"“{start}”不是有效的日期，请按 2026-03-10 的样子填写")
    if not division.isdecimal() or kind not in {"", *KINDS}:
        _refuse("地区代码或者合同种类不正确，请用 gongqiao law due --help 查看可填的内容")
    found = queries.due(clock, day, division=division, kind=kind)
    click.echo(f"{known.words}：{found.last_day or found.words}（{found.value}，{found.article}）")
    if as_json:
        about = {"clock": clock, "start": day, "division": division, "kind": kind}
        _tell(about | asdict(found))


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _tell(answer: dict[str, Any]) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, default=str))


def _refuse(words: str) -> NoReturn:
    click.echo(words, err=True)
    raise SystemExit(REFUSED)


commands = [law]
