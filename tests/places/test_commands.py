"""What the operator brings in by hand may be anything; what cannot be read is refused by its name."""

import gzip
import json

import pytest
from click.testing import CliRunner

from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Refused
from gongqiao.places.commands import boundaries, divisions
from gongqiao.places.models import Boundary
from gongqiao.places.sources import SHIPPED

pytestmark = pytest.mark.django_db
SQUARE = [[[120.0, 30.0], [120.2, 30.0], [120.2, 30.2], [120.0, 30.2], [120.0, 30.0]]]


def run(command, *arguments):
    done = CliRunner().invoke(command, [*map(str, arguments)], standalone_mode=False)
    if done.exception:
        raise done.exception
    return done.return_value


def feature(geometry, properties=None):
    return json.dumps({"features": [{"properties": properties or {"adcode": 330109}, "geometry": geometry}]})


UNREADABLE_OUTLINES = {
    "cut off": "{",
    "empty": "",
    "a list": "[]",
    "a word": '"geojson"',
    "features that are none": '{"features": 7}',
    "no properties": '{"features": [{"properties": null, "geometry": null}]}',
    "a point": feature({"type": "Point", "coordinates": [120, 30]}),
    "a collection": feature({"type": "GeometryCollection", "geometries": []}),
    "no coordinates": feature({"type": "Polygon"}),
    "a ring of words": feature({"type": "Polygon", "coordinates": [[["东", "北"]]]}),
    "an endless outline": '{"features": [{"properties": {"adcode": 330109}, "geometry":'
    ' {"type": "Polygon", "coordinates": [[[Infinity, 30], [120, 30], [120, 31], [Infinity, 30]]]}}]}',
    "nested without end": "[" * 100_000,
}


@pytest.mark.parametrize("text", UNREADABLE_OUTLINES.values(), ids=UNREADABLE_OUTLINES)
def test_boundaries_that_cannot_be_read_are_refused_by_the_name_of_their_file(tmp_path, text):
    file = tmp_path / "县界.geojson"
    file.write_text(text)
    for path in (tmp_path, file):
        with pytest.raises(Refused, match=f"^{file} 不是能读懂的边界文件"):
            run(boundaries, path)
    assert (Boundary.objects.count(), Record.objects.count()) == (0, 0)


def test_boundaries_in_another_encoding_are_refused_by_the_name_of_their_file(tmp_path):
    (tmp_path / "a.geojson").write_bytes(feature(None, {"行政区划代码": "330109"}).encode("gbk") + b"\xff")
    with pytest.raises(Refused, match=r"a\.geojson 不是能读懂的边界文件"):
        run(boundaries, tmp_path)


def test_a_good_file_beside_one_without_an_outline_is_brought_in(tmp_path):
    (tmp_path / "a.geojson").write_text(feature({"type": "Polygon", "coordinates": SQUARE}))
    (tmp_path / "b.geojson").write_text(feature(None))
    assert run(boundaries, tmp_path) == {"stored": 1, "unknown": 0}


UNREADABLE_TABLES = {
    "no text at all": ("divisions.csv", b"\xff\xfe\x00", "CSV UTF-8"),
    "as an older Excel saves it": ("divisions.csv", "code,name\n330109,萧山区\n".encode("gbk"), "CSV UTF-8"),
    "a cell without end": ("divisions.csv", b'code,name\n330109,"' + b"x" * 200_000, "CSV UTF-8"),
    "not compressed": ("divisions.csv.gz", b"code,name\n", "gzip"),
    "cut off": ("divisions.csv.gz", gzip.compress(b"code,name\n330109,x\n" * 99)[:-20], "gzip"),
}


@pytest.mark.parametrize(("name", "content", "advice"), UNREADABLE_TABLES.values(), ids=UNREADABLE_TABLES)
def test_divisions_that_cannot_be_read_are_refused_by_the_name_of_their_file(tmp_path, name, content, advice):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused, match=f"^{tmp_path / name} 不是.*{advice}"):
        run(divisions, tmp_path)
    assert Record.objects.count() == 0


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "code,name\n110000,北京市\n"])
def test_a_table_without_divisions_of_ours_is_refused(tmp_path, text):
    (tmp_path / "divisions.csv").write_text(text)
    with pytest.raises(Refused, match="没有读到浙江省"):
        run(divisions, tmp_path)


def test_one_table_is_as_good_as_a_folder():
    assert run(divisions, SHIPPED / "divisions.csv")["added"] == 0
