"""Charts drawn on the server: a chart is its table made visible, so it prints, reads aloud and needs no script."""

from gongqiao.design.charts.chart import Chart
from gongqiao.design.charts.drawings import bars, line
from gongqiao.design.charts.rows import Point, Series

__all__ = ["Chart", "Point", "Series", "bars", "line"]
