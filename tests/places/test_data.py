"""The shipped province, as every migrated database holds it."""

from collections import Counter

import pytest

from gongqiao.places.models import Division, Kind, Level
from gongqiao.places.sources import SHIPPED, read_snapshot

pytestmark = pytest.mark.django_db


def test_the_province_is_whole():
    assert Counter(Division.objects.current().values_list("level", flat=True)) == {
        Level.PROVINCE: 1,
        Level.CITY: 11,
        Level.COUNTY: 90,
        Level.TOWNSHIP: 1_387,
        Level.VILLAGE: 25_547,
    }


def test_23_township_level_units_are_none_by_law():
    units = Division.objects.current().filter(level=Level.TOWNSHIP)

    assert sum(not unit.statutory for unit in units) == 23


def test_longgang_has_villages_and_no_towns():
    below = Division.objects.filter(parent="330383")

    assert Counter(below.peopled().values_list("level", flat=True)) == {Level.VILLAGE: 103}
    assert [unit.name for unit in below.filter(kind=Kind.NUMBERING)] == ["龙港市直辖村级区划"]
    assert not Division.objects.filter(parent="330383198").exists()


def test_every_abolished_county_code_leads_to_a_county_of_today():
    former = Division.objects.exclude(abolished_in="").select_related("successor")

    assert len(former) == 15
    assert all(old.successor.level == Level.COUNTY and old.successor.abolished_in == "" for old in former)


@pytest.mark.parametrize(
    ("code", "short", "pinyin"),
    [
        ("330100", "杭州", "hangzhoushi"),
        ("330382", "乐清", "yueqingshi"),
        ("331100", "丽水", "lishuishi"),
        ("331102", "莲都", "lianduqu"),
        ("331127", "景宁", "jingningshezuzizhixian"),
        ("330109001", "城厢", "chengxiangjiedao"),
    ],
)
def test_names_are_shortened_and_read_as_people_do(code, short, pinyin):
    division = Division.objects.get(pk=code)

    assert (division.short_name, division.pinyin) == (short, pinyin)


def test_short_names_of_counties_are_unique():
    names = Division.objects.current().filter(level=Level.COUNTY).values_list("short_name", flat=True)

    assert len(set(names)) == 90


def test_no_name_is_too_long_for_its_column():
    rows = read_snapshot(SHIPPED).rows.values()

    assert max(len(row.pinyin) for row in rows) <= Division._meta.get_field("pinyin").max_length
