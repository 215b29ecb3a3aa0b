"""What anybody may ask of the law, by terminal or by API: the clocks, a last day, what held where; and why not."""

import unicodedata
from dataclasses import asdict
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.db import Error

from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.law import queries
from gongqiao.law.parameters import KINDS, LEVELS, PROVINCE, TABLE
from gongqiao.places import queries as places

YEARS = range(1949, 2200)
STEMS = (2, 4)
WHOLE = len("330000")


def clocks() -> list[dict[str, Any]]:
    """Every clock of the platform by name: what it counts, from what, and whether its count has an effect day."""
    listed = sorted(queries.clocks().items())
    return [{**asdict(each), "name": name, "effect": each.count.has_effect} for name, each in listed]


def due(clock: str, start: str, *, division: str, kind: str) -> dict[str, Any]:
    """The last day with what it rests on; `words` say it where there is no day."""
    started = date.fromisoformat(start)
    found = queries.due(clock, started, division=division, kind=kind)
    return {"clock": clock, "start": started, "division": division, "kind": kind} | asdict(found)


def held(key: str, *, division: str, kind: str, level: str, on: str) -> dict[str, Any]:
    """The row that held there on that day; `row` is empty where nothing was ruled."""
    then = date.fromisoformat(on)
    asked = {"key": key, "division": division, "kind": kind, "level": level, "on": then}
    if (found := queries.parameter(key, division=division, kind=kind, level=level, on=then)) is None:
        return asked | {"value": None, "row": "", "article": "", "mark": "", "since": None, "until": None, "notes": ()}
    row = found.row
    told = {"value": row.words, "row": row.id, "article": row.citation, "mark": row.mark.value}
    return asked | told | {"since": row.text.since, "until": row.text.until, "notes": found.notes}


def no_clock(clock: str, start: str, division: str, kind: str) -> Reasons:
    if clock not in queries.clocks():
        words = f"没有“{clock}”这个时钟，请先查看目录（gongqiao law clocks，程序用 /api/v1/law/clocks）"
        yield Reason("clock", words, field="clock")
    yield from _no_day(start)
    yield from _nowhere(division)
    yield from _of_no_kind(kind)


def no_row(key: str, division: str, kind: str, level: str, on: str) -> Reasons:
    yield from _no_parameter(key)
    yield from _no_day(on)
    yield from _nowhere(division)
    yield from _of_no_kind(kind)
    yield from _at_no_level(level)


def narrow(text: str) -> str:
    """３３ as people type it with a Chinese keyboard is 33."""
    return unicodedata.normalize("NFKC", text).strip()


def _no_parameter(key: str) -> Reasons:
    keys = {row.key for row in TABLE}
    if key not in keys:
        near = "、".join(get_close_matches(key, sorted(keys), cutoff=0.5))
        words = f"相近的有 {near}" if near else "目录见 docs/reference/parameters.md"
        yield Reason("key", f"没有“{key}”这个参数，{words}", field="key")


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
