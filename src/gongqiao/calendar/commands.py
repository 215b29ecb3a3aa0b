"""`gongqiao law clocks|due|held`: the operator asks the law, and the map where a place lies."""

import unicodedata
from dataclasses import asdict
from datetime import date
from difflib import get_close_matches
from typing import Any

import click
from django.db import Error

from gongqiao.kernel.clock import day, moment
from gongqiao.kernel.reasons import Reason, Reasons, refuse
from gongqiao.law import queries
from gongqiao.law.parameters import KINDS, LEVELS, PROVINCE, TABLE
from gongqiao.places import queries as places

YEARS = range(1949, 2200)
STEMS = (2, 4)
WHOLE = len("330000")


@click.group(help="法定期限和参数：时钟目录、试算、某地某日的规定")
def law() -> None:
    pass


@law.command("clocks", help="列出平台的全部时钟")
def clocks() -> dict[str, Any]:
    listed = sorted(queries.clocks().items())
    for name, clock in listed:
        click.echo(f"{name:<36}{clock.words}（自{clock.starts}；{clock.count.words}）")
    return {"clocks": [{**asdict(each), "name": name, "effect": each.count.has_effect} for name, each in listed]}


@law.command("due", help="试算一个时钟的最后一日")
@click.argument("clock")
@click.option("--start", required=True, help="起算事件之日，例如 2026-03-10")
@click.option("--division", default=PROVINCE, show_default=True, help="行政区划代码")
@click.option("--kind", default="", help="、".join(KINDS))
def due(*, clock: str, start: str, division: str, kind: str) -> dict[str, Any]:
    clock, start, division = map(_narrow, (clock, start, division))
    refuse(_misunderstood(clock, start, division, kind))
    started = date.fromisoformat(start)
    found = queries.due(clock, started, division=division, kind=kind)
    told = found.last_day or found.words
    click.echo(f"{queries.clocks()[clock].words}：{told}（{found.value}，{found.article}）" if found.row else told)
    return {"clock": clock, "start": started, "division": division, "kind": kind} | asdict(found)


@law.command("held", help="查一个参数在某地某日的规定：数值、条文、来源和说明；时钟以外的参数（如人数、比例）也可以查")
@click.argument("key")
@click.option("--division", default=PROVINCE, show_default=True, help="行政区划代码")
@click.option("--kind", default="", help="、".join(KINDS))
@click.option("--level", default="", help="、".join(LEVELS))
@click.option("--on", default="", help="哪一天，例如 2024-03-01；不填为今天")
def held(*, key: str, division: str, kind: str, level: str, on: str) -> dict[str, Any]:
    key, division, on = _narrow(key), _narrow(division), _narrow(on) or f"{day(moment())}"
    refuse(_no_parameter(key), _no_day(on), _nowhere(division), _of_no_kind(kind), _at_no_level(level))
    then = date.fromisoformat(on)
    asked = {"key": key, "division": division, "kind": kind, "level": level, "on": then}
    if (found := queries.parameter(key, division=division, kind=kind, level=level, on=then)) is None:
        click.echo(f"{on} 该地区没有这项参数的规定")
        return asked | {"value": None, "row": "", "article": "", "mark": "", "since": None, "until": None, "notes": ()}
    row, mark = found.row, found.row.mark.value
    click.echo(f"{key}：{row.words}（{row.citation}，{row.text.since} 起施行，{mark}）")
    for note in found.notes:
        click.echo(f"　{note}")
    since, until = row.text.since, row.text.until
    told = {"value": row.words, "row": row.id, "article": row.citation, "mark": mark, "since": since, "until": until}
    return asked | told | {"notes": found.notes}


def _narrow(text: str) -> str:
    """３３ as people type it with a Chinese keyboard is 33."""
    return unicodedata.normalize("NFKC", text).strip()


def _misunderstood(clock: str, start: str, division: str, kind: str) -> Reasons:
    if clock not in queries.clocks():
        yield Reason("clock", f"没有“{clock}”这个时钟，请用 gongqiao law clocks 查看目录")
    yield from _no_day(start)
    yield from _nowhere(division)
    yield from _of_no_kind(kind)


def _no_parameter(key: str) -> Reasons:
    keys = {row.key for row in TABLE}
    if key not in keys:
        near = "、".join(get_close_matches(key, sorted(keys), cutoff=0.5))
        yield Reason(
            "key", f"没有“{key}”这个参数，" + (f"相近的有 {near}" if near else "目录见 docs/reference/parameters.md")
        )


def _no_day(text: str) -> Reasons:
    if not _is_day(text):
        yield Reason("day", f"“{text}”不是有效的日期，请按 2026-03-10 的样子填写")


def _nowhere(division: str) -> Reasons:
    if not _is_known(division):
        words = f"不认识地区代码“{division}”，请填浙江省的行政区划代码，例如 33、330100、330109001"
        yield Reason("division", words, field="division")


def _of_no_kind(kind: str) -> Reasons:
    if kind not in {"", *KINDS}:
        yield Reason("kind", f"不认识合同种类“{kind}”，可以填 {'、'.join(KINDS)}", field="kind")


def _at_no_level(level: str) -> Reasons:
    if level not in {"", *LEVELS}:
        yield Reason("level", f"不认识合同层级“{level}”，可以填 {'、'.join(LEVELS)}", field="level")


def _is_known(division: str) -> bool:
    """Known to the law or to the map; with the database away, whatever begins as our province's codes do."""
    if division in {row.text.division for row in TABLE} - {""}:
        return True
    try:
        code = division.ljust(WHOLE, "0") if len(division) in STEMS else division
        return places.resolve(code) is not None
    except Error:
        return division.startswith(PROVINCE) and division.isascii() and division.isdigit()


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).year in YEARS
    except ValueError:
        return False


COMMANDS = (law,)
