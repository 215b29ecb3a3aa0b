import time

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from gongqiao.kernel.authority import SELF, Actor
from gongqiao.kernel.clock import moment
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.places import actions, queries
from gongqiao.places.models import Boundary, Division, Kind, Level
from gongqiao.places.sources import SHIPPED, read_boundaries, read_snapshot
from tests.places.pack import PACK, needs

pytestmark = pytest.mark.django_db
OPERATOR = Actor(role="system-admin")


def load(folder):
    return actions.load_divisions(read_snapshot(folder), by=OPERATOR, at=moment())


def snapshot(folder, *, drop=(), add=()):
    """The shipped counties and townships as a folder of the operator's, with changes."""
    lines = (SHIPPED / "divisions.csv").read_text().splitlines()
    kept = [line for line in lines if not line.startswith(drop)] if drop else lines
    (folder / "divisions.csv").write_text("\n".join([*kept, *add]) + "\n")
    return folder


def test_loading_the_same_snapshot_again_changes_nothing_and_is_recorded():
    assert load(SHIPPED) == actions.Changes()
    assert Record.objects.get().event == "places.DivisionsLoaded"


def test_the_whole_province_is_loaded_in_a_moment():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM places_division")
    whole = read_snapshot(SHIPPED)
    started = time.monotonic()

    changes = actions.load_divisions(whole, by=OPERATOR, at=moment())

    assert len(changes.added) == 27_051
    assert time.monotonic() - started < 6  # one second on a quiet machine


def test_a_new_database_gets_the_shipped_divisions_and_one_in_use_keeps_its_own():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM places_division")
    actions.lay_ground()
    whole = Division.objects.count()
    Division.objects.filter(pk="330109").update(name="萧山新区")

    actions.lay_ground()

    assert (whole, Division.objects.count()) == (27_051, 27_051)
    assert Division.objects.get(pk="330109").name == "萧山新区"


@pytest.mark.usefixtures("demo_day")
def test_a_newer_snapshot_keeps_the_old_code_and_maps_it(tmp_path):
    newer = snapshot(tmp_path, drop=("330122",), add=("330115,桐庐区,市辖区,", "330115100,桐君街道,街道,"))

    with pytest.raises(Refused, match="缺少上级区划"):
        load(snapshot(tmp_path, add=("330116001,某街道,街道,",)))

    changes = load(snapshot(newer, drop=("330122",), add=("330115,桐庐区,市辖区,", "330115001,桐君街道,街道,")))

    assert changes.added == ("330115", "330115001")
    assert dict(changes.abolished)["330122"] == "330115"
    assert queries.resolve("330122").name == "桐庐区"
    assert Division.objects.get(pk="330122").abolished_in == "2026-03-10"


def test_the_streets_of_an_abolished_county_find_their_new_codes(tmp_path):
    load(snapshot(tmp_path, drop=("330122",), add=("330115,桐庐区,市辖区,", "330115001,桐君街道,街道,")))

    assert queries.resolve("330122001").code == "330115001"


def test_villages_are_left_alone_by_a_snapshot_that_has_none(tmp_path):
    assert load(snapshot(tmp_path)).abolished == ()


def test_a_renamed_town_is_told(tmp_path):
    changes = load(snapshot(tmp_path, drop=("330109001",), add=("330109001,城厢新街道,街道,",)))

    assert changes.renamed == (("330109001", "城厢街道", "城厢新街道"),)


def test_half_a_province_is_refused(tmp_path):
    with pytest.raises(Refused, match="县级区划 90 个中有 12 个不在新数据里"):
        load(snapshot(tmp_path, drop=("33030", "33032", "33038")))


def test_a_broken_folder_is_refused_with_every_reason(tmp_path):
    add = ("3301091,某区,市辖区,", "330109,萧山区,市辖区,")
    with pytest.raises(Refused) as refused:
        load(snapshot(tmp_path, add=add))

    assert {reason.code for reason in refused.value.reasons} >= {"code_shape", "twice"}


def test_a_folder_of_another_province_is_refused_as_empty(tmp_path):
    (tmp_path / "areas.csv").write_text("code,name\n110101,东城区\n")

    with pytest.raises(Refused, match="没有读到浙江省"):
        load(tmp_path)


def test_only_the_operator_loads_divisions():
    with pytest.raises(Forbidden):
        actions.load_divisions(read_snapshot(SHIPPED), by=Actor(role=SELF), at=moment())


@needs("divisions")
def test_the_bureaus_own_tables_give_the_same_province():
    changes = load(PACK / "divisions")

    assert (changes.added, changes.abolished) == ((), ())
    assert [code for code, *_ in changes.renamed] == ["330383198"]


def test_an_area_without_an_official_code_gets_one_of_ours():
    zone = actions.mark_area("330206", name="芯港小镇", kind=Kind.ZONE, by=OPERATOR, at=moment())
    park = actions.mark_area("330206003", name="芯港软件园", kind=Kind.PARK, by=OPERATOR, at=moment())

    assert (zone.code, zone.level, zone.official, zone.statutory) == ("Z330206001", Level.TOWNSHIP, False, False)
    assert (park.code, park.level) == ("Z330206002", Level.VILLAGE)
    assert [each.name for each in queries.path(park)] == ["浙江省", "宁波市", "北仑区", "小港街道", "芯港软件园"]
    assert Record.objects.filter(event="places.AreaMarked").count() == 2


@pytest.mark.parametrize(
    ("parent", "name", "kind", "code"),
    [
        ("330206", "某镇", Kind.TOWN, "official_kind"),
        ("330103", "园区", Kind.PARK, "parent"),
        ("330000", "园区", Kind.PARK, "parent"),
        ("330206", " ", Kind.PARK, "name"),
        ("330206", "芯港小镇", Kind.PARK, "same_name"),
    ],
)
def test_an_area_that_cannot_be_marked_is_refused_with_the_reason(parent, name, kind, code):
    actions.mark_area("330206", name="芯港小镇", kind=Kind.ZONE, by=OPERATOR, at=moment())

    with pytest.raises(Refused) as refused:
        actions.mark_area(parent, name=name, kind=kind, by=OPERATOR, at=moment())

    assert code in {reason.code for reason in refused.value.reasons}


@pytest.mark.usefixtures("demo_day")
def test_a_closed_area_is_no_longer_listed_and_keeps_its_code():
    area = actions.mark_area("330206", name="芯港小镇", kind=Kind.ZONE, by=OPERATOR, at=moment())

    actions.close_area(area.code, by=OPERATOR, at=moment())

    assert area not in queries.children("330206")
    assert Division.objects.get(pk=area.code).abolished_in == "2026-03-10"
    with pytest.raises(Refused, match="已经撤销"):
        actions.close_area(area.code, by=OPERATOR, at=moment())
    with pytest.raises(Refused, match="法定行政区划不能在这里撤销"):
        actions.close_area("330206", by=OPERATOR, at=moment())


SQUARE = "[[120.0,30.0],[120.1,30.0],[120.2,30.0],[120.2,30.2],[120.0,30.2],[120.0,30.0]]"


def geojson(folder, code):
    feature = f'{{"properties":{{"adcode":{code}}},"geometry":{{"type":"Polygon","coordinates":[{SQUARE}]}}}}'
    (folder / "a.geojson").write_text(f'{{"features":[{feature}]}}')
    return read_boundaries(folder)


def test_boundaries_are_simplified_and_stored_once(tmp_path):
    outlines, digest = geojson(tmp_path, 330109)

    for _ in range(2):
        stored = actions.load_boundaries(outlines, digest=digest, source="测试", by=OPERATOR, at=moment())

    boundary = Boundary.objects.get()
    assert (stored, boundary.division_id, boundary.outline.count("L")) == (1, "330109", 4)


def test_boundaries_of_nowhere_are_refused(tmp_path):
    outlines, digest = geojson(tmp_path, 110101)

    with pytest.raises(Refused, match="没有一个边界的代码"):
        actions.load_boundaries(outlines, digest=digest, source="测试", by=OPERATOR, at=moment())


def test_the_database_itself_keeps_the_shape_of_codes():
    with pytest.raises(ValidationError):
        Division(code="33010", name="某", short_name="某", level=Level.COUNTY, kind=Kind.COUNTY).full_clean()
