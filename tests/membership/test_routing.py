"""Which unions an application is led to, in which order and with which words, by what it says."""

import pytest

from gongqiao.membership import queries
from gongqiao.membership.models import Application
from gongqiao.membership.models.codes import JOBS, SECTIONS, groups_of
from gongqiao.organisations import actions
from gongqiao.organisations.actions import NewEmployer, NewUnion
from gongqiao.organisations.models.industries import SECTIONS as STANDARD
from tests import make
from tests.organisations.test_routing import code

pytestmark = pytest.mark.django_db
TRADE = "您所在行业的工会联合会，覆盖您的工作地"
RIDER = {"employment_form": "platform", "groups": groups_of(["meals"])}


@pytest.fixture(name="trades", autouse=True)
def _trades(tree):
    """A trade union of each kind of work, over the whole county."""
    kinds = {"C": "机械行业", "G": "货运物流行业", "H": "餐饮行业"}
    plans = [
        NewUnion(letter, f"萧山区{name}工会联合会", "trade", "county", "330109", tree["county"].pk, industry=letter)
        for letter, name in kinds.items()
    ]
    return actions.found_many(plans, by=make.actor("installer"), at=make.AT)


def offered(**told):
    """What is offered to somebody who works in 城厢, with the reasons."""
    application = Application(division_id="330109001", **told)
    return [(each.name, each.reason) for each in queries.unions_for(application, on=make.TODAY)]


def names(**told):
    return [name for name, _ in offered(**told)]


def employ(tree, by=None, **parts):
    plan = {"industry": "34", "covered_by": by, **parts}
    row = NewEmployer("萧山某机械厂", code(), "330109001", tree["township"].pk, **plan)
    return actions.register_employers([row], by=make.actor("installer"), at=make.AT)


def test_a_rider_is_offered_the_joint_union_then_the_trade_of_her_job_then_community_and_township():
    assert offered(**RIDER) == [
        ("城厢新就业形态联合工会", "面向城厢街道的新就业形态劳动者，不需要单位出面"),
        ("萧山区餐饮行业工会联合会", TRADE),
        ("城厢社区工会联合会", "您工作地的区域（社区）工会，单位没有工会也可以加入"),
        ("城厢街道总工会", "您工作地乡镇（街道）的工会，任何职工都可以加入"),
    ]


def test_two_jobs_lead_to_two_trades():
    told = {"employment_form": "platform", "groups": groups_of(["meals", "truck"])}

    assert {"萧山区餐饮行业工会联合会", "萧山区货运物流行业工会联合会"} < set(names(**told))


def test_a_lorry_driver_on_his_own_account_is_offered_the_trade_but_no_union_of_platform_work():
    told = {"employment_form": "flexible", "groups": groups_of(["truck"])}

    assert names(**told) == ["萧山区货运物流行业工会联合会", "城厢社区工会联合会", "城厢街道总工会"]


@pytest.mark.parametrize("told", [{"employer": "萧山某机械厂"}, {"employer": "whatever", "uscc": code()}])
def test_the_trade_of_an_employer_without_a_union_is_found_by_its_name_or_its_code(tree, told):
    employ(tree)

    assert offered(employment_form="contract", **told)[:2] == [
        ("萧山区机械行业工会联合会", TRADE),
        ("城厢社区工会联合会", "您工作地的区域（社区）工会，单位没有工会也可以加入"),
    ]


def test_somebody_with_an_employer_belongs_to_its_trade_and_not_to_that_of_her_job(tree):
    employ(tree)

    told = names(employment_form="contract", employer="萧山某机械厂", groups=groups_of(["truck"]))

    assert "萧山区机械行业工会联合会" in told
    assert "萧山区货运物流行业工会联合会" not in told


def test_the_trade_does_not_come_before_the_union_of_the_employer(tree):
    own = NewUnion("own", "某机械厂工会委员会", "committee", "employer", "330109001", tree["township"].pk)
    employ(tree, by=actions.found_many([own], by=make.actor("installer"), at=make.AT)["own"])

    assert names(employment_form="contract", employer="萧山某机械厂")[:2] == [
        "某机械厂工会委员会",
        "萧山区机械行业工会联合会",
    ]


def test_nor_before_the_union_that_covers_the_employer(tree):
    employ(tree, by=tree["community"].pk)

    assert names(employment_form="contract", uscc=code())[:2] == ["城厢社区工会联合会", "萧山区机械行业工会联合会"]


def test_an_employer_nobody_knows_leads_to_no_trade():
    told = names(employment_form="contract", employer="没有登记的厂")

    assert told == ["城厢社区工会联合会", "城厢街道总工会"]


@pytest.mark.parametrize("known", ["employer", "station"])
def test_whoever_names_a_platform_is_offered_the_union_of_platform_work_whatever_her_contract(tree, known):
    if known == "employer":
        employ(tree, brand="蜂闪外卖", industry="")
    else:
        station = {"brand": "蜂闪外卖", "name": "城厢站", "division": "330109001", "address": ""}
        actions.open_station(tree["joint"].pk, **station, by=make.actor("cadre", tree["county"].body), at=make.AT)

    assert names(employment_form="dispatch", employer="蜂闪外卖")[0] == "城厢新就业形态联合工会"
    assert "城厢新就业形态联合工会" not in names(employment_form="dispatch", employer="蜂闪")


def test_every_job_belongs_to_a_section_of_the_standard():
    assert set(SECTIONS) == set(JOBS)
    assert set(SECTIONS.values()) <= set(STANDARD)


def test_the_page_of_unions_shows_the_trade_with_its_reason(let_in):
    rider = let_in(make.account())
    rider.post("/join/work/", {"employment_form": "platform", "jobs": ["meals"]})
    rider.post("/join/place/", {"workplace": "萧山区城厢街道", "employer": "饿了么", "station": "城厢站"})

    page = rider.get("/join/union/").text

    assert page.index("城厢新就业形态联合工会") < page.index("萧山区餐饮行业工会联合会") < page.index("城厢街道总工会")
    assert TRADE in page
