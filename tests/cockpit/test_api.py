"""The same figures for programs."""

from datetime import date, datetime

import pytest

from gongqiao.kernel.clock import day
from tests import make
from tests.cockpit.tree import happen
from tests.membership import made

pytestmark = pytest.mark.django_db


def figures(browser, **asked):
    return browser.get("/api/v1/cockpit/figures", asked).json()


@pytest.mark.usefixtures("demo_day")
def test_a_figure_comes_with_its_definition_its_parts_and_the_unions_below(tree, cadre):
    happen(tree["joint"].body, 40, cell="active.platform.1")
    happen(tree["other"].body, 2, cell="retained.contract.2")

    told = figures(cadre(tree["city"]))

    assert (told["at"], told["total"]) == (
        {"id": tree["city"].pk, "name": "杭州市总工会", "tier": "市级"},
        42,
    )
    assert told["indicator"]["unit"] == "人"
    assert told["indicator"]["dimensions"] == {"state": "会籍状态", "form": "用工形式", "sex": "性别"}
    assert day(datetime.fromisoformat(told["as_of"])) == date(2026, 3, 10)
    assert {part["words"]: part["n"] for part in told["by"]["state"]} == {"在会": 40, "保留会籍": 2}
    assert [(below["union"]["name"], below["n"]) for below in told["below"]] == [
        ("西湖区总工会", 2),
        ("萧山区总工会", 40),
    ]


def test_small_numbers_of_a_basic_union_are_empty(tree, cadre):
    happen(tree["joint"].body, 40, cell="active.platform.1")
    happen(tree["joint"].body, 3, cell="active.platform.2")

    told = figures(cadre(tree["joint"]))

    assert told["total"] == 43
    assert {part["words"]: part["n"] for part in told["by"]["sex"]} == {"未知": 0, "男": None, "女": None, "未说明": 0}


@pytest.mark.usefixtures("demo_day")
def test_new_members_of_the_last_thirty_days_are_told_day_by_day(tree, cadre):
    made.member(tree["joint"])

    told = cadre(tree["province"]).get("/api/v1/cockpit/days").json()

    assert (len(told), told[-1]) == (30, {"on": make.TODAY.isoformat(), "n": 1})
    assert figures(cadre(tree["province"]), indicator="joined")["total"] == 1


def test_indicators_are_listed_and_an_unknown_one_is_not_found(tree, cadre):
    browser = cadre(tree["province"])

    listed = browser.get("/api/v1/cockpit/indicators").json()

    assert [each["name"] for each in listed] == ["members", "joined", "unions", "applications", "overdue"]
    assert browser.get("/api/v1/cockpit/figures", {"indicator": "nothing"}).status_code == 404
    assert browser.get("/api/v1/cockpit/figures", {"at": "x"}).status_code == 400
