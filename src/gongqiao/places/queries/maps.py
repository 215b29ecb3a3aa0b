"""A figure per county as a map that reads without colour, without JavaScript and without sight."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, radians

from gongqiao.places.models import Boundary, Division, Level
from gongqiao.places.queries.divisions import current
from gongqiao.places.queries.tiles import cells
from gongqiao.places.sources import MIDDLE_LATITUDE, SCALE

TILE, GAP, TILE_TEXT = 64, 4, 17
LABELS_ACROSS = 52
STEPS = 5
MYRIAD = 10_000


@dataclass(frozen=True)
class Mark:
    """One county on the map: a tile at (x, y), or an outline with its label there."""

    code: str
    name: str
    full_name: str
    x: int
    y: int
    value: float | None
    words: str
    step: int
    href: str
    outline: str = ""

    @property
    def told(self) -> str:
        """What a screen reader says, and a pointer shows."""
        return f"{self.full_name}：{self.words}"

    @property
    def short_words(self) -> str:
        """What fits into a tile: 12.3万."""
        if self.value is None:
            return "—"
        return f"{self.value:,.0f}" if self.value < MYRIAD else f"{self.value / MYRIAD:,.1f}万"


@dataclass(frozen=True)
class Drawing:
    title: str
    left: int
    top: int
    wide: int
    high: int
    marks: Sequence[Mark]
    borders: str
    text_size: int
    legend: Sequence[tuple[int, str]]
    source: str

    @property
    def side(self) -> int:
        return TILE - GAP


def drawing(
    values: Mapping[str, float],
    *,
    title: str,
    unit: str = "",
    city: str = "",
    link: Callable[[str], str] | None = None,
) -> Drawing:
    """The map of a figure by county code: real outlines when the operator brought them, our own tiles otherwise."""
    counties = [each for each in current(Level.COUNTY).select_related("parent") if city in {"", each.parent_id}]
    outlines = {row.division_id: row for row in Boundary.objects.filter(pk__in=[each.code for each in counties])}
    steps = _limits(values.get(each.code) for each in counties)
    drawn = [_mark(each, values.get(each.code), unit, steps, link) for each in counties]
    legend = _legend(steps, unit)
    if counties and len(outlines) == len(counties):
        return _outlined(drawn, outlines, title, legend)
    return _tiled(drawn, title, legend)


def _limits(values: Iterable[float | None]) -> list[float]:
    """Where the shades begin: each holds about a fifth of the counties that have a figure."""
    known = sorted(value for value in values if value is not None)
    return sorted({known[len(known) * step // STEPS] for step in range(STEPS)}) if known else []


def _mark(
    county: Division, value: float | None, unit: str, steps: list[float], link: Callable[[str], str] | None
) -> Mark:
    return Mark(
        code=county.code,
        name=county.short_name,
        full_name=f"{county.parent.name if county.parent else ''}{county.name}",
        x=0,
        y=0,
        value=value,
        words="暂无数据" if value is None else f"{value:,.12g} {unit}".strip(),
        step=0 if value is None else bisect_right(steps, value),
        href=link(county.code) if link else "",
    )


def _legend(steps: list[float], unit: str) -> list[tuple[int, str]]:
    ends = [f"—不足 {end:,.12g}" for end in steps[1:]] + [" 及以上"]
    spans = enumerate(zip(steps, ends, strict=False), 1)
    return [(step, f"{start:,.12g}{end} {unit}".strip()) for step, (start, end) in spans]


def _outlined(
    marks: list[Mark], outlines: Mapping[str, Boundary], title: str, legend: list[tuple[int, str]]
) -> Drawing:
    squeeze = cos(radians(MIDDLE_LATITUDE)) * SCALE
    rows = list(outlines.values())
    west, east = min(row.west for row in rows) * squeeze, max(row.east for row in rows) * squeeze
    north, south = -max(row.north for row in rows) * SCALE, -min(row.south for row in rows) * SCALE
    return Drawing(
        title=title,
        left=round(west),
        top=round(north),
        wide=round(east - west),
        high=round(south - north),
        marks=[_outlined_mark(mark, outlines[mark.code], squeeze) for mark in marks],
        borders="",
        text_size=round(east - west) // LABELS_ACROSS,
        legend=legend,
        source=rows[0].source,
    )


def _outlined_mark(mark: Mark, row: Boundary, squeeze: float) -> Mark:
    x, y = (row.west + row.east) / 2 * squeeze, -(row.south + row.north) / 2 * SCALE
    return replace(mark, outline=row.outline, x=round(x), y=round(y))


def _tiled(marks: list[Mark], title: str, legend: list[tuple[int, str]]) -> Drawing:
    at = _positions([mark.name for mark in marks])
    left = min((column for column, _ in at.values()), default=0)
    top = min((row for _, row in at.values()), default=0)
    placed = {mark.name: (at[mark.name][0] - left, at[mark.name][1] - top) for mark in marks}
    wide = max((column for column, _ in placed.values()), default=0) + 1
    high = max((row for _, row in placed.values()), default=0) + 1
    return Drawing(
        title=title,
        left=0,
        top=0,
        wide=wide * TILE,
        high=high * TILE,
        marks=[_moved(mark, placed[mark.name]) for mark in marks],
        borders=_borders({placed[mark.name]: mark.code[:4] for mark in marks}),
        text_size=TILE_TEXT,
        legend=legend,
        source="示意图：每格为一个县（市、区），不表示实际边界和面积",
    )


def _positions(names: list[str]) -> dict[str, tuple[int, int]]:
    """Our drawing; a county that is newer than it gets a place in a row of its own below."""
    drawn = cells()
    below = max(row for _, row in drawn.values()) + 2
    newer = [name for name in names if name not in drawn]
    return {name: drawn.get(name) or (newer.index(name), below) for name in names}


def _moved(mark: Mark, cell: tuple[int, int]) -> Mark:
    return replace(mark, x=cell[0] * TILE + GAP // 2, y=cell[1] * TILE + GAP // 2)


def _borders(city_at: Mapping[tuple[int, int], str]) -> str:
    """Lines between tiles of different cities, so that a city is seen as one."""
    lines = []
    for (column, row), city in sorted(city_at.items()):
        x, y = column * TILE, row * TILE
        if city_at.get((column + 1, row), city) != city:
            lines.append(f"M{x + TILE} {y}v{TILE}")
        if city_at.get((column, row + 1), city) != city:
            lines.append(f"M{x} {y + TILE}h{TILE}")
    return "".join(lines)
