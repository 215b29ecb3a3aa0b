"""Which union takes a worker in, in which order, and with which words."""

import pytest
from stdnum.cn import uscc

from gongqiao.organisations import actions, queries
from gongqiao.organisations.actions import NewEmployer, NewUnion
from gongqiao.organisations.models import Employer
from tests import make
from tests.organisations import unions

pytestmark = pytest.mark.django_db


@pytest.fixture(name="tree")
def _tree():
    return unions.tree()


def names(division="330109001", **facts):
    return [each.name for each in queries.union_for(division, on=make.TODAY, **facts)]


def employ(number, union, by):
    (body,) = actions.register_employers(
        [NewEmployer("某厂", number, "330109001", union.pk, staff=320, covered_by=by)],
        by=make.actor("installer"),
        at=make.AT,
    )
    return body


def code():
    """A valid code of a firm, made by the check digit's own library."""
    stem = "91330109MA27XTRY0"
    return stem + uscc.calc_check_digit(stem)


def test_a_rider_without_an_employer_is_led_to_the_joint_union_first_and_to_the_township_last(tree):
    assert names(platform_work=True) == ["城厢新就业形态联合工会", "城厢社区工会联合会", "城厢街道总工会"]


def test_of_two_joint_unions_the_nearer_comes_first_and_says_for_whom_it_is(tree):
    plan = NewUnion(
        "wide", "杭州市新就业形态联合工会", "joint", "community", "330100", tree["city"].pk, platform_work=True
    )
    actions.found_many([plan], by=make.actor("installer"), at=make.AT)

    first, second, *_ = queries.union_for("330109001", on=make.TODAY, platform_work=True)

    assert (first.name, second.name) == ("城厢新就业形态联合工会", "杭州市新就业形态联合工会")
    assert second.reason == "面向杭州市的新就业形态劳动者，不需要单位出面"


def test_however_many_unions_take_a_rider_in_the_township_stays_the_last_resort(tree):
    plans = [
        NewUnion(
            f"j{n}", f"某站{n}联合工会", "joint", "community", "330109001", tree["township"].pk, platform_work=True
        )
        for n in range(8)
    ]
    actions.found_many(plans, by=make.actor("installer"), at=make.AT)

    told = names(platform_work=True)

    assert (len(told), told[-1]) == (6, "城厢街道总工会")


def test_who_works_at_a_firm_without_a_union_is_led_to_the_community_union(tree):
    employ(code(), tree["township"], None)

    assert names(uscc=code()) == ["城厢社区工会联合会", "城厢街道总工会"]


@pytest.mark.parametrize("kind", ["committee", "organiser"])
def test_the_employers_own_union_comes_before_all_others(tree, kind):
    own = actions.found_many(
        [NewUnion("own", "某厂工会", kind, "employer", "330109001", tree["township"].pk)],
        by=make.actor("installer"),
        at=make.AT,
    )["own"]
    employ(code(), tree["township"], own)

    first, *_ = queries.union_for("330109001", on=make.TODAY, uscc=code(), platform_work=True)

    assert (first.body_id, first.reason) == (own, "您所在单位已建立工会，会籍随劳动关系所在单位")


def test_an_employer_covered_by_a_community_union_leads_there_with_that_reason(tree):
    employ(code(), tree["township"], tree["community"].pk)

    first, *_ = queries.union_for("330109001", on=make.TODAY, uscc=code())

    assert (first.body_id, first.reason) == (tree["community"].pk, "您所在单位由这个工会覆盖，会籍随劳动关系所在单位")


def test_an_employers_whole_name_leads_to_its_union_within_the_county_only(tree):
    employ(code(), tree["township"], tree["community"].pk)
    name = Employer.objects.get().name

    assert queries.union_for("330109001", on=make.TODAY, employer=name)[0].rank == 1
    assert queries.union_for("330109001", on=make.TODAY, employer="别的厂")[0].rank > 1
    assert queries.union_for("330106109", on=make.TODAY, employer=name) == []


def test_a_township_without_other_unions_still_takes_everybody_in(tree):
    plan = NewUnion("t", "转塘街道总工会", "federation", "township", "330106109", tree["other"].pk)
    actions.found_many([plan], by=make.actor("installer"), at=make.AT)

    assert names("330106109", platform_work=True) == ["转塘街道总工会"]


def test_a_dissolved_union_is_never_offered(tree):
    actions.dissolve(tree["joint"].pk, by=make.actor("cadre", tree["county"].body), at=make.AT)

    assert "城厢新就业形态联合工会" not in names(platform_work=True)


def test_a_posters_code_leads_to_its_union_until_that_is_gone(tree):
    cadre = make.actor("cadre", tree["county"].body)
    station = actions.open_station(
        tree["joint"].pk, brand="某平台", name="城厢站", division="330109001", address="", by=cadre, at=make.AT
    )

    invited = queries.at(station.slug, on=make.TODAY)
    actions.dissolve(tree["joint"].pk, by=cadre, at=make.AT)

    assert (invited.body_id, invited.station) == (tree["joint"].pk, station)
    assert queries.at(station.slug, on=make.TODAY) is None
    assert queries.at("nothing", on=make.TODAY) is None
