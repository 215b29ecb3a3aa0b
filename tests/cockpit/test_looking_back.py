"""What a leader sees who asks for a past day, on each face and by program."""

import re
from datetime import date, timedelta

import pytest

from gongqiao.organisations import actions as organisations
from tests import make
from tests.cockpit.test_pages import found_one, page
from tests.cockpit.tree import happen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]

FACES = ["desk", "wall", "paper"]
FEBRUARY, MARCH = date(2026, 2, 20), date(2026, 3, 9)


@pytest.fixture(name="told")
def _told(tree):
    """Of the joint union's members 40 were told in February, and 3 of that time only in March."""
    early = make.AT - timedelta(days=18)
    happen(tree["joint"].body, 40, since=FEBRUARY, at=early)
    happen(tree["joint"].body, 3, since=FEBRUARY)
    happen(tree["joint"].body, 500, since=MARCH)


@pytest.mark.parametrize("face", FACES)
def test_a_past_day_is_shown_as_known_now_and_in_what_it_differs_from_what_was_told(told, tree, cadre, face):
    status, shown = page(cadre(tree["county"]), face=face, on="2026-02-20")

    assert (status, "2026年2月20日 24 时的数" in shown, "543" in shown) == (200, True, False)
    assert "当天登记 40 人，以后补登、更正增加 3 人，按现在掌握的情况是 43 人" in shown
    assert "on=2026-02-20&amp;told=then" in shown


@pytest.mark.parametrize("face", FACES)
def test_what_was_told_by_that_day_is_shown_to_whoever_asks_for_it(told, tree, cadre, face):
    status, shown = page(cadre(tree["county"]), face=face, on="2026-02-20", told="then")

    assert (status, "按当天已经登记的情况" in shown, ">40<" in shown) == (200, True, True)
    assert "按现在掌握的情况看" in shown


def test_the_day_stays_chosen_wherever_one_goes_from_there(told, tree, cadre):
    _, shown = page(cadre(tree["city"]), on="2026-02-20")

    inside = re.findall(r'href="(/cockpit/\?[^"]*)"', shown)
    assert [each for each in inside if "on=2026-02-20" not in each and each != f"/cockpit/?at={tree['city'].pk}"] == []


def test_the_unions_below_are_those_of_the_day(told, tree, cadre):
    found_one(tree["joint"])
    browser = cadre(tree["township"])
    assert "某厂工会委员会" not in page(browser, tree["joint"], on="2026-03-09")[1]
    assert "某厂工会委员会" in page(browser, tree["joint"])[1]


@pytest.mark.parametrize("face", ["desk", "paper"])
def test_a_union_that_went_elsewhere_is_named_and_leads_nowhere(told, tree, cadre, face):
    """Its figures of that day are the old superior's to see; the union itself is not, any more."""
    by = make.actor("cadre", tree["province"].body)
    organisations.move_under(tree["joint"].pk, above=tree["other"].pk, by=by, at=make.AT)

    _, shown = page(cadre(tree["county"]), tree["township"], on="2026-03-09", face=face)

    assert tree["joint"].body.name in shown
    assert f"at={tree['joint'].pk}" not in shown
    assert page(cadre(tree["county"]), tree["joint"], on="2026-03-09")[0] == 404


def test_a_union_that_did_not_stand_yet_is_told_so(tree, cadre):
    _, shown = page(cadre(tree["county"]), on="2009-12-31")

    assert "还没有建立，或者已经撤销" in shown


@pytest.mark.parametrize("written", ["2026-03-11", "2026-02-30", "二月二十日", "20", "9" * 40, "2026-02-20; --"])
def test_a_day_that_is_none_or_has_not_come_is_told_and_today_is_shown(told, tree, cadre, written):
    status, shown = page(cadre(tree["county"]), on=written)

    assert (status, "不是今天以前的日期" in shown, "543" in shown) == (200, True, True)


@pytest.mark.parametrize("written", ["", "2026-03-10"])
def test_today_is_what_is_known_this_moment(told, tree, cadre, written):
    status, shown = page(cadre(tree["county"]), on=written)

    assert (status, "24 时的数" in shown, "不是今天以前的日期" in shown, "543" in shown) == (200, False, False, True)


@pytest.mark.parametrize("face", FACES)
def test_what_was_overdue_on_a_day_is_shown_of_that_day(told, tree, cadre, face):
    browser = cadre(tree["county"])
    shown = page(browser, face=face, on="2026-02-20", show="overdue" if face == "desk" else "members")

    assert (shown[0], "逾期未审查" in shown[1]) == (200, True)
    assert 'name="show" value="overdue"' in page(browser, show="overdue")[1]


def test_a_wall_of_a_past_day_does_not_look_again(told, tree, cadre):
    browser = cadre(tree["county"])

    assert "hx-get" not in page(browser, face="wall", on="2026-02-20")[1]
    assert browser.get("/cockpit/figures/", {"face": "wall"}).status_code == 200
    assert browser.get("/cockpit/figures/", {"face": "wall", "on": "2026-02-20"}).status_code == 404


def test_a_program_asks_for_a_past_day_too(told, tree, cadre):
    browser = cadre(tree["county"])

    def total(**asked):
        return browser.get("/api/v1/cockpit/figures", asked).json()["total"]

    assert total(on="2026-02-20") == 43
    assert total(on="2026-02-20", as_told=True) == 40
    assert total(on="2026-03-10") == total() == 543
    assert browser.get("/api/v1/cockpit/figures", {"on": "2026-02-20"}).json()["as_of"].startswith("2026-02-20T23:59")


def test_a_program_that_asks_for_a_day_to_come_is_told_so(tree, cadre):
    answer = cadre(tree["county"]).get("/api/v1/cockpit/figures", {"on": "2026-03-11"})

    assert (answer.status_code, "只能查今天和以前的数" in answer.content.decode()) == (422, True)
