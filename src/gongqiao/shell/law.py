"""`gongqiao law clocks` and `gongqiao law due`: the operator asks the law, which is below the map; hence up here."""

import unicodedata
from dataclasses import asdict
from datetime import date
from typing import Any

import click
from django.db import Error

from gongqiao.kernel.reasons import Reason, Reasons, refuse
from gongqiao.law import queries
from gongqiao.law.parameters import KINDS, PROVINCE, TABLE
from gongqiao.places import queries as places

YEARS = range(1949, 2200)
STEMS = (2, 4)
WHOLE = len("330000")


@click.group(help="法定期限：时钟目录与试算")
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
    day = date.fromisoformat(start)
    found = queries.due(clock, day, division=division, kind=kind)
    told = found.last_day or found.words
    click.echo(f"{queries.clocks()[clock].words}：{told}（{found.value}，{found.article}）" if found.row else told)
    return {"clock": clock, "start": day, "division": division, "kind": kind} | asdict(found)


def _narrow(text: str) -> str:
    """３３ as people type it with a Chinese keyboard is 33."""
    return unicodedata.normalize("NFKC", text).strip()


def _misunderstood(clock: str, start: str, division: str, kind: str) -> Reasons:
    if clock not in queries.clocks():
        yield Reason("clock", f"没有“{clock}”这个时钟，请用 gongqiao law clocks 查看目录")
    if not _is_day(start):
        yield Reason("start", f"“{start}”不是有效的日期，请按 2026-03-10 的样子填写")
    yield from _nowhere(division)
    yield from _of_no_kind(kind)


def _nowhere(division: str) -> Reasons:
    if not _is_known(division):
        words = f"不认识地区代码“{division}”，请填浙江省的行政区划代码，例如 33、330100、330109001"
        yield Reason("division", words, field="division")


def _of_no_kind(kind: str) -> Reasons:
    if kind not in {"", *KINDS}:
        yield Reason("kind", f"不认识合同种类“{kind}”，可以填 {'、'.join(KINDS)}", field="kind")


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
