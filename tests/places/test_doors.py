import json

import pytest

from gongqiao.kernel.models import Record
from gongqiao.places.models import Division
from tests import make
from tests.journeys import counties

pytestmark = pytest.mark.django_db
AREA = {"name": "小港软件园", "kind": "park"}


@pytest.fixture(name="operator")
def _operator():
    return counties.somebody("system-admin", make.body(line="platform", kind="platform"))


def test_the_province_page_shows_the_map_and_the_cities(client):
    answer = client.get("/desk/divisions/")

    assert answer.status_code == 200
    assert "浙江省各县（市、区）乡镇（街道）数" in answer.text
    assert "<title>温州市龙港市：0 个</title>" in answer.text


def test_a_search_gives_links_with_full_names(client):
    answer = client.get("/desk/divisions/", {"name": "xsq"})

    assert "浙江省杭州市萧山区" in answer.text
    assert "/desk/divisions/330109/" in answer.text


def test_an_abolished_code_leads_to_the_county_of_today(client):
    answer = client.get("/desk/divisions/330103/")

    assert "您查找的代码 330103 已经撤销，现为 拱墅区（330105）" in answer.text


def test_an_unknown_code_is_not_found(client):
    assert client.get("/desk/divisions/999999/").status_code == 404
    told = client.get("/api/v1/divisions/999999")
    assert (told.status_code, [reason["code"] for reason in told.json()["reasons"]]) == (404, ["unknown_division"])


def test_an_area_is_marked_on_the_page_of_the_place_it_lies_in_listed_and_closed(operator, client):
    desk = operator.browser
    inside = "/desk/divisions/330206003/"
    assert f"{inside}mark-area/" in desk.get(inside).text
    assert "浙江省宁波市北仑区小港街道" in desk.get(f"{inside}mark-area/").text

    marked = desk.post(f"{inside}mark-area/", AREA)

    assert marked["Location"] == "/desk/divisions/Z330206001/"
    shown = desk.get(marked["Location"]).text
    assert "已划定，自编代码 Z330206001" in shown
    assert "工会自编，非国家赋码" in shown
    assert "北仑区小港街道" in client.get("/desk/areas/").text
    told = desk.get("/desk/divisions/Z330206001/close-area/").text
    assert "登记时不能再选它作为所在地" in told
    assert desk.post("/desk/divisions/Z330206001/close-area/")["Location"] == "/desk/areas/"
    assert "小港软件园" not in client.get("/desk/areas/", {"used": "yes"}).text
    assert "小港软件园" in client.get("/desk/areas/", {"used": "no"}).text
    assert "close-area" not in desk.get("/desk/divisions/Z330206001/").text


def test_where_no_area_can_lie_the_button_says_why(operator, client):
    page = operator.browser.get("/desk/divisions/330000/").text

    assert "请选择现行的市、县（市、区）或乡镇（街道）作为所在区划" in page
    assert "/desk/divisions/330000/mark-area/" not in page
    assert "mark-area" not in client.get("/desk/divisions/330206/").text


def test_a_name_that_is_taken_is_told_and_what_was_typed_stays(operator):
    operator.browser.post("/desk/divisions/330206/mark-area/", AREA)

    page = operator.browser.post("/desk/divisions/330206/mark-area/", AREA).text

    assert "北仑区已有“小港软件园”" in page
    assert 'value="小港软件园"' in page


def test_the_ledger_of_areas_goes_on_to_a_second_page(operator, client):
    for number in range(21):
        operator.browser.post("/desk/divisions/330206/mark-area/", AREA | {"name": f"{number}号园区"})

    first = client.get("/desk/areas/").text

    assert "共 21 个" in first
    assert "20号园区" in client.get("/desk/areas/", {"after": "Z330206020"}).text


class TestApi:
    @pytest.fixture(name="ask")
    def _ask(self, operator):
        def ask(path, body=None):
            return operator.program.post(f"/api/v1{path}", json.dumps(body or {}), content_type="application/json")

        return ask

    def test_it_marks_lists_and_closes_with_the_form_and_the_reasons_of_the_page(self, ask, client):
        done = ask("/divisions/330206/areas", AREA).json()
        assert done["id"] == "Z330206001"
        refused = ask("/divisions/330206/areas", AREA)
        assert (refused.status_code, refused.json()["reasons"][0]["code"]) == (422, "same_name")

        (row,) = client.get("/api/v1/areas").json()["rows"]
        assert (row["name"], row["official"], row["abolished_in"]) == ("小港软件园", False, "")

        assert ask("/areas/Z330206001/close").status_code == 200
        assert Division.objects.get(pk="Z330206001").abolished_in
        assert ask("/areas/Z330206001/close").json()["reasons"][0]["words"] == "该区域已经撤销"

    def test_an_official_division_is_no_area(self, ask):
        assert ask("/areas/330206/close").status_code == 404
        assert ask("/divisions/999999/areas", AREA).status_code == 404

    def test_others_are_told_that_it_is_not_theirs(self):
        cadre = counties.somebody("cadre", make.body()).program
        told = cadre.post("/api/v1/divisions/330206/areas", json.dumps(AREA), content_type="application/json")

        assert told.status_code == 403
        assert not Record.objects.filter(event="places.AreaMarked").exists()
