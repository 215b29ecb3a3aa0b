"""The two drawings: bars for comparing, a line for time. The map of a province is drawn by `places`."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypedDict, Unpack

from django.template.loader import render_to_string

from gongqiao.design.charts.chart import Chart
from gongqiao.design.charts.rows import Point, Series
from gongqiao.design.charts.scale import ceiling

WIDTH, HEIGHT = 600, 200


class Beside(TypedDict, total=False):
    """What stands beside every chart."""

    unit: str
    definition: str
    as_of: datetime | None


def bars(title: str, points: Iterable[Point], *, head: str = "名称", **beside: Unpack[Beside]) -> Chart:
    """Numbers compared; the table itself carries the bars."""
    points = tuple(points)
    most = max((point.value for point in points), default=0)
    rows = [(point, round(point.value * 100 / most, 2) if most > 0 else 0) for point in points]
    drawing = render_to_string("design/charts/bars.html", {"rows": rows, "head": head, "title": title, **beside})
    return Chart(title, drawing, (), (), **beside)


def line(
    title: str, places: Sequence[str], series: Sequence[Series], *, head: str = "日期", **beside: Unpack[Beside]
) -> Chart:
    """Numbers over time: up to three series, told apart by their dashes as well as by colour."""
    top = ceiling(max((value for one in series for value in one.values), default=0))
    lines = [(one.label, _path(one.values, top)) for one in series]
    drawing = render_to_string(
        "design/charts/line.html",
        {
            "lines": lines,
            "top": top,
            "middle": top / 2,
            "first": places[0] if places else "",
            "last": places[-1] if places else "",
            "title": title,
            **beside,
        },
    )
    rows = tuple((place, *(one.values[index] for one in series)) for index, place in enumerate(places))
    return Chart(title, drawing, (head, *(one.label for one in series)), rows, **beside)


def _path(values: Sequence[float], top: float) -> str:
    step = WIDTH / max(len(values) - 1, 1)
    return " ".join(f"{index * step:.1f},{HEIGHT - value * HEIGHT / top:.1f}" for index, value in enumerate(values))
