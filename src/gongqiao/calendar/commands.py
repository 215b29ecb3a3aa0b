"""`gongqiao law clocks|due|held`: the operator asks the law, and the map where a place lies."""

from typing import Any

import click

from gongqiao.calendar import queries
from gongqiao.kernel.clock import day, moment
from gongqiao.kernel.reasons import refuse
from gongqiao.law import queries as law_queries
from gongqiao.law.parameters import KINDS, LEVELS, PROVINCE


@click.group(help="法定期限和参数：时钟目录、试算、某地某日的规定")
def law() -> None:
    pass


@law.command("clocks", help="列出平台的全部时钟")
def clocks() -> dict[str, Any]:
    for name, clock in sorted(law_queries.clocks().items()):
        click.echo(f"{name:<36}{clock.words}（自{clock.starts}；{clock.count.words}）")
    return {"clocks": queries.clocks()}


@law.command("due", help="试算一个时钟的最后一日")
@click.argument("clock")
@click.option("--start", required=True, help="起算事件之日，例如 2026-03-10")
@click.option("--division", default=PROVINCE, show_default=True, help="行政区划代码")
@click.option("--kind", default="", help="、".join(KINDS))
def due(*, clock: str, start: str, division: str, kind: str) -> dict[str, Any]:
    clock, start, division = map(queries.narrow, (clock, start, division))
    refuse(queries.no_clock(clock, start, division, kind))
    found = queries.due(clock, start, division=division, kind=kind)
    told = found["last_day"] or found["words"]
    click.echo(
        f"{law_queries.clocks()[clock].words}：{told}（{found['value']}，{found['article']}）" if found["row"] else told
    )
    return found


@law.command("held", help="查一个参数在某地某日的规定：数值、条文、来源和说明；时钟以外的参数（如人数、比例）也可以查")
@click.argument("key")
@click.option("--division", default=PROVINCE, show_default=True, help="行政区划代码")
@click.option("--kind", default="", help="、".join(KINDS))
@click.option("--level", default="", help="、".join(LEVELS))
@click.option("--on", default="", help="哪一天，例如 2024-03-01；不填为今天")
def held(*, key: str, division: str, kind: str, level: str, on: str) -> dict[str, Any]:
    key, division, on = queries.narrow(key), queries.narrow(division), queries.narrow(on) or f"{day(moment())}"
    refuse(queries.no_row(key, division, kind, level, on))
    found = queries.held(key, division=division, kind=kind, level=level, on=on)
    if not found["row"]:
        click.echo(f"{on} 该地区没有这项参数的规定")
        return found
    click.echo("{key}：{value}（{article}，{since} 起施行，{mark}）".format(**found))
    for note in found["notes"]:
        click.echo(f"　{note}")
    return found


COMMANDS = (law,)
