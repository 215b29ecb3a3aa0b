"""Why the map may not be changed like this: every branch."""

import pytest

from gongqiao.places import rules
from gongqiao.places.models import Division, Kind, Level
from gongqiao.places.sources import Row, Snapshot

COUNTY = Division(code="330109", name="萧山区", level=Level.COUNTY, kind=Kind.DISTRICT)


def codes(reasons):
    return [reason.code for reason in reasons]


def row(code, level=Level.COUNTY, **parts):
    blank = dict.fromkeys(("short_name", "pinyin", "initials", "parent", "abolished_in", "successor", "note"), "")
    return Row(**{**blank, "code": code, "name": code, "level": level, "kind": Kind.DISTRICT, **parts})


def counties(*rows):
    return {each.code: each for each in rows}


TEN = counties(*(row(f"33010{n}") for n in range(10)))


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        (TEN, []),
        ({}, ["empty"]),
        (TEN | counties(row("33010")), ["code_shape"]),
        (TEN | counties(row("330201", parent="330200")), ["orphans"]),
        (TEN | counties(row("330115", parent="330109")), []),
        (TEN | counties(row("330122", successor="330116")), ["no_successor"]),
        (TEN | counties(row("330122", successor="330109")), []),
        (counties(*list(TEN.values())[1:]), []),
        (counties(*list(TEN.values())[2:]), ["too_many_gone"]),
        (counties(row("330109001", Level.TOWNSHIP)), []),
    ],
)
def test_a_snapshot_is_taken_in_whole_or_not_at_all(taken, told):
    assert codes(rules.snapshot(Snapshot(taken, "digest"), TEN)) == told


def test_a_code_that_comes_twice_is_told():
    assert codes(rules.snapshot(Snapshot(TEN, "digest", twice=("330109",)), TEN)) == ["twice"]


def test_of_many_wrong_codes_the_first_five_are_shown():
    taken = TEN | counties(*(row(f"{n}") for n in range(6)))
    (reason,) = rules.snapshot(Snapshot(taken, "digest"), TEN)

    assert reason.words.endswith("0、1、2、3、4 等 6 个")


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({}, []),
        ({"kind": Kind.TOWN}, ["official_kind"]),
        ({"parent": Division(level=Level.VILLAGE)}, ["parent"]),
        ({"parent": Division(level=Level.COUNTY, abolished_in="2021")}, ["parent"]),
        ({"parent": Division(code="Z330206001", level=Level.TOWNSHIP)}, ["parent"]),
        ({"name": " "}, ["name"]),
        ({"name": "湘湖"}, ["same_name"]),
        ({"number": 999}, []),
        ({"number": 1000}, ["full"]),
    ],
)
def test_an_area_of_our_own_lies_in_an_official_division_under_a_name_of_its_own(parts, told):
    right = {"parent": COUNTY, "name": "临江", "kind": Kind.ZONE, "siblings": {"湘湖"}, "number": 2}

    assert codes(rules.marking(**{**right, **parts})) == told


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"code": "Z330206001"}, []),
        ({"code": "330206"}, ["official"]),
        ({"code": "Z330206001", "abolished_in": "2025"}, ["closed"]),
    ],
)
def test_only_an_area_of_our_own_is_closed_and_only_once(parts, told):
    assert codes(rules.closing(Division(**parts))) == told


def test_boundaries_of_nowhere_are_not_taken():
    assert (codes(rules.boundaries([])), codes(rules.boundaries(["330109"]))) == (["unknown"], [])
