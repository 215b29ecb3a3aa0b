import json
import re

import pytest
from django.template.loader import render_to_string

from gongqiao.places import queries
from gongqiao.places.commands import boundaries
from gongqiao.places.models import Division, Level
from gongqiao.places.queries.tiles import cells
from tests.places.pack import PACK, needs

pytestmark = pytest.mark.django_db
GEO = PACK / "geo" / "zhejiang_counties.geojson"
SEATS = {
    "330100": (120.2, 30.2),
    "330200": (121.6, 29.9),
    "330300": (120.7, 28.0),
    "330400": (120.8, 30.7),
    "330500": (120.1, 30.9),
    "330600": (120.6, 30.0),
    "330700": (119.6, 29.1),
    "330800": (118.9, 29.0),
    "330900": (122.1, 30.0),
    "331000": (121.4, 28.7),
    "331100": (119.9, 28.5),
}
"""Of each city, in degrees east and north."""


def counties():
    return Division.objects.current().filter(level=Level.COUNTY).order_by("code")


def test_every_county_has_exactly_one_tile():
    places = list(cells().values())

    assert sorted(cells()) == sorted(county.short_name for county in counties())
    assert len(set(places)) == len(places) == 90


def test_every_city_is_one_piece():
    for city in Division.objects.filter(level=Level.CITY):
        rest = {cells()[county.short_name] for county in counties() if county.parent_id == city.code}
        reached = {rest.pop()}
        while step := {(x, y) for x, y in rest for p, q in reached if abs(x - p) + abs(y - q) == 1}:
            reached |= step
            rest -= step
        assert not rest, city.name


def test_the_drawing_keeps_the_cities_where_they_lie():
    """By what any atlas says of their seats: of two a degree apart none is on the wrong side."""
    drawn = {city: [cells()[each.short_name] for each in counties() if each.parent_id == city] for city in SEATS}
    middle = {city: [sum(each) / len(found) for each in zip(*found, strict=True)] for city, found in drawn.items()}
    pairs = [(SEATS[a], middle[a], SEATS[b], middle[b]) for a in SEATS for b in SEATS]

    assert [(a, b) for a, x, b, y in pairs if a[0] + 1 < b[0] and x[0] > y[0]] == []
    assert [(a, b) for a, x, b, y in pairs if a[1] > b[1] + 1 and x[1] > y[1]] == []


@needs("geo/zhejiang_counties.geojson")
def test_the_drawing_resembles_the_province():
    """Of any two counties clearly apart on the ground the drawing keeps the order nine times out of ten."""
    features = json.loads(GEO.read_text())["features"]
    ground = {each["properties"]["adcode"]: each["properties"]["center"] for each in features}
    pairs = [(ground[int(county.code)], cells()[county.short_name]) for county in counties()]
    across = [(a[0] < b[0]) == (x < u) for a, (x, _) in pairs for b, (u, _) in pairs if abs(a[0] - b[0]) > 0.5]
    down = [(a[1] > b[1]) == (y < v) for a, (_, y) in pairs for b, (_, v) in pairs if abs(a[1] - b[1]) > 0.5]

    assert sum(across) / len(across) > 0.9
    assert sum(down) / len(down) > 0.9


def test_a_map_says_every_figure_in_words():
    values = {county.code: float(number) for number, county in enumerate(counties())}
    drawn = queries.drawing(values, title="会员数", unit="人", link=lambda code: f"/c/{code}/")
    html = render_to_string("places/map.html", {"drawing": drawn})

    assert html.count("<a class=") == 90
    assert "<title>杭州市萧山区：4 人</title>" in html
    assert 'href="/c/330109/"' in html
    assert {mark.step for mark in drawn.marks} == {1, 2, 3, 4, 5}
    assert len(drawn.legend) == 5


def test_a_county_without_a_figure_says_so():
    drawn = queries.drawing({"330109": 12_345.0}, title="会员数", unit="人")
    said = {mark.code: (mark.words, mark.short_words, mark.step) for mark in drawn.marks}

    assert said["330109"] == ("12,345 人", "1.2万", 1)
    assert said["330102"] == ("暂无数据", "—", 0)


def test_a_city_is_drawn_alone():
    drawn = queries.drawing({}, title="会员数", city="330900")

    assert [mark.name for mark in drawn.marks] == ["定海", "普陀", "岱山", "嵊泗"]
    assert (drawn.wide, drawn.high, drawn.borders) == (64, 256, "")


def test_a_county_newer_than_the_drawing_stands_below_it():
    Division.objects.filter(pk="330109").update(short_name="新区")
    drawn = queries.drawing({}, title="会员数")
    new = next(mark for mark in drawn.marks if mark.name == "新区")

    assert new.y > max(mark.y for mark in drawn.marks if mark is not new)


def plot(column, row):
    """A piece of ground of our own drawing, where the tile of a county lies."""
    west, north = 118 + column / 4, 31.25 - row / 4
    return [[west, north], [west + 0.25, north], [west + 0.25, north - 0.25], [west, north - 0.25], [west, north]]


def test_outlines_an_operator_brings_take_the_place_of_the_tiles(tmp_path):
    """Every county gets its own, and lies to the others as on the ground."""
    ground = {county.code: cells()[county.short_name] for county in counties()}
    features = [
        {"properties": {"adcode": code}, "geometry": {"type": "Polygon", "coordinates": [plot(*cell)]}}
        for code, cell in ground.items()
    ]
    (tmp_path / "县界.geojson").write_text(json.dumps({"features": features}))
    boundaries([str(tmp_path), "--source", "测试数据"], standalone_mode=False)

    drawn = queries.drawing(dict.fromkeys(ground, 1.0), title="会员数", unit="人")
    html = render_to_string("places/map.html", {"drawing": drawn})

    outlines = re.findall(r'<title>([^<]+)：1 人</title>.*?<path d="(M[^"]+Z)" class="step-1"', html, re.DOTALL)
    assert len(outlines) == len(dict(outlines)) == len({path for _, path in outlines}) == 90
    at = {mark.code: (mark.x, mark.y) for mark in drawn.marks}
    across, down = (sorted(at, key=lambda code: (at[code][n], ground[code][n])) for n in (0, 1))
    assert [ground[code][0] for code in across] == sorted(column for column, _ in ground.values())
    assert [ground[code][1] for code in down] == sorted(row for _, row in ground.values())
    assert "<rect" not in html.partition("</figcaption>")[2].partition("<ul")[0]
    assert "测试数据" in html
    assert len(html) < 150_000
