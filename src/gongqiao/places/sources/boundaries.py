"""Boundaries as a folder of GeoJSON files, each feature with the code of its division."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from math import cos, radians
from pathlib import Path
from typing import Any

from gongqiao.kernel.reasons import Reason, Refused

CODE_PROPERTIES = ("adcode", "code", "gb", "行政区划代码")
FINENESS = 0.004
MIDDLE_LATITUDE = 29.2
SCALE = 1000
FEWEST_POINTS = 4

AREAS = ("Polygon", "MultiPolygon")
MISSHAPEN = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)

Point = tuple[float, float]


@dataclass(frozen=True)
class Outline:
    """One division's outline as an SVG path, in thousandths of a degree, east to the right and north up the page."""

    code: str
    path: str
    west: float
    south: float
    east: float
    north: float


def outline_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.geojson")) + sorted(folder.rglob("*.json")) if folder.is_dir() else [folder]


def read_boundaries(folder: Path, *, tell: Callable[[int], object] = lambda _: None) -> tuple[list[Outline], str]:
    """Every outline found in a folder (or one file), simplified, and a digest of the files, each told once read."""
    outlines: dict[str, Outline] = {}
    digest = sha256()
    for file in outline_files(folder):
        text = file.read_bytes()
        outlines |= {outline.code: outline for outline in _read(file, text)}
        digest.update(text)
        tell(1)
    return list(outlines.values()), digest.hexdigest()


def _read(file: Path, text: bytes) -> list[Outline]:
    """A file of somebody else's may hold anything."""
    try:
        return list(_outlines(json.loads(text)))
    except MISSHAPEN:
        words = f"{file} 不是能读懂的边界文件：应为 GeoJSON，要素带属性 adcode 和多边形（Polygon、MultiPolygon）"
        raise Refused([Reason("misshapen", words)]) from None


def _outlines(document: dict[str, Any]) -> Iterator[Outline]:
    for feature in document.get("features", ()):
        code = next((str(feature["properties"][name]) for name in CODE_PROPERTIES if name in feature["properties"]), "")
        rings = list(_rings(feature.get("geometry") or {}))
        if code and rings:
            yield _outline(code, rings)


def _rings(geometry: dict[str, Any]) -> Iterator[list[Point]]:
    if not geometry:
        return
    if geometry["type"] not in AREAS:
        raise ValueError(geometry["type"])
    polygons = geometry["coordinates"]
    for polygon in polygons if geometry["type"] == "MultiPolygon" else [polygons]:
        for ring in polygon:
            yield [(float(point[0]), float(point[1])) for point in ring]


def _outline(code: str, rings: list[list[Point]]) -> Outline:
    points = [point for ring in rings for point in ring]
    simpler = [simplified(ring, FINENESS) for ring in rings]
    kept = [ring for ring in simpler if len(ring) >= FEWEST_POINTS] or [max(rings, key=len)]
    return Outline(
        code,
        "".join(_drawn(ring) for ring in kept),
        west=min(x for x, _ in points),
        south=min(y for _, y in points),
        east=max(x for x, _ in points),
        north=max(y for _, y in points),
    )


def _drawn(ring: list[Point]) -> str:
    squeeze = cos(radians(MIDDLE_LATITUDE))
    steps = (f"{round(x * squeeze * SCALE)} {round(-y * SCALE)}" for x, y in ring)
    return "M" + "L".join(steps) + "Z"


def simplified(line: list[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker: the fewest of the points from which none of the others lies farther than the tolerance."""
    if len(line) < FEWEST_POINTS:
        return line
    keep = {0, len(line) - 1}
    pending = [(0, len(line) - 1)]
    while pending:
        first, last = pending.pop()
        far, at = max(
            ((_distance(line[i], line[first], line[last]), i) for i in range(first + 1, last)), default=(0.0, 0)
        )
        if far > tolerance:
            keep.add(at)
            pending += [(first, at), (at, last)]
    return [line[i] for i in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x0, y0), (x1, y1) = point, start, end
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - x0) * dx + (y - y0) * dy) / length))
    return float(((x - x0 - along * dx) ** 2 + (y - y0 - along * dy) ** 2) ** 0.5)
