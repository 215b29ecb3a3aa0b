import json

import pytest
from django.template.loader import render_to_string

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import moment
from gongqiao.places import actions, queries
from gongqiao.places.models import Division, Level
from gongqiao.places.queries.tiles import cells
from gongqiao.places.sources import read_boundaries
from tests.places.pack import PACK, needs

pytestmark = pytest.mark.django_db
GEO = PACK / "geo" / "zhejiang_counties.geojson"


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
    assert 'aria-label="杭州市萧山区：4 人"' in html
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


@needs("geo/zhejiang_counties.geojson")
def test_real_outlines_take_the_place_of_the_tiles():
    outlines, digest = read_boundaries(GEO)
    actions.load_boundaries(outlines, digest=digest, source="测试数据", by=Actor(role="system-admin"), at=moment())

    drawn = queries.drawing({}, title="会员数")
    html = render_to_string("places/map.html", {"drawing": drawn})

    assert all(mark.outline for mark in drawn.marks)
    assert drawn.source == "测试数据"
    assert len(html) < 150_000
