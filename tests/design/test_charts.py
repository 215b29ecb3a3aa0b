import pytest

from gongqiao.design import words
from gongqiao.design.charts import Point, Series, bars, line
from gongqiao.design.charts.scale import ceiling


@pytest.mark.parametrize(
    ("most", "top"), [(0, 1), (1, 1), (7, 8), (11, 12), (999, 1000), (1204, 1500), (21_873_456, 25_000_000), (0.3, 0.3)]
)
def test_an_axis_ends_at_a_round_number_not_far_above(most, top):
    assert ceiling(most) == pytest.approx(top)


def test_bars_are_a_table_with_names_and_numbers():
    drawing = bars("各市会员", [Point("杭州市", 20), Point("<温州>", 5)], unit="人").drawing
    assert 'width="100.0%"' in drawing
    assert 'width="25.0%"' in drawing
    assert "&lt;温州&gt;" in drawing


@pytest.mark.parametrize("values", [[], [0, 0]])
def test_bars_of_nothing_have_no_length(values):
    assert "100" not in bars("空", [Point(str(value), value) for value in values]).drawing.replace('width="100%"', "")


def test_a_line_keeps_its_numbers_in_a_table():
    chart = line("每日入会", ("1日", "2日"), (Series("入会", (3, 10)), Series("转出", (1, 0))))
    assert chart.heads == ("日期", "入会", "转出")
    assert chart.rows == (("1日", 3, 1), ("2日", 10, 0))
    assert 'points="0.0,140.0 600.0,0.0"' in chart.drawing


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (9999, "9999"), (10_000, "1.0万"), (21_873_456, "2187万"), (123_000_000, "1.2亿"), (1.5, "1.5")],
)
def test_numbers_are_shortened_for_small_places(value, said):
    assert words.short(value) == said
