"""What a leader sees, on which face, and who sees nothing."""

import re
from datetime import datetime, timedelta

import pytest

from gongqiao.cockpit import actions
from gongqiao.kernel.clock import moment
from gongqiao.kernel.sweep import sweep
from gongqiao.membership import actions as membership
from gongqiao.organisations import actions as organisations
from tests import make
from tests.cockpit.tree import happen
from tests.membership import made

pytestmark = pytest.mark.django_db
FACES = ["desk", "wall", "paper"]
QUERIES = 15
COUNTIES_OF_THE_CITY = {
    f"杭州市{name}"
    for name in (
        "上城区", "拱墅区", "西湖区", "滨江区", "萧山区", "余杭区", "富阳区",
        "临安区", "临平区", "钱塘区", "桐庐县", "淳安县", "建德市",
    )
}  # fmt: skip


def found_one(under):
    organisations.found(
        under.pk,
        kind="committee",
        tier="employer",
        name="某厂工会委员会",
        division="330109001",
        by=make.actor("cadre", under.body),
        at=make.AT,
    )


def page(browser, union=None, **asked):
    answer = browser.get("/cockpit/", {**({"at": union.pk} if union else {}), **asked})
    return answer.status_code, re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.parametrize("face", FACES)
def test_a_cadre_begins_with_the_figures_of_her_own_union(tree, cadre, face):
    happen(tree["joint"].body, 1234)

    status, shown = page(cadre(tree["county"]), face=face)

    assert (status, "萧山区总工会" in shown, "1,234" in shown) == (200, True, True)
    assert "杭州市总工会" not in shown


def test_a_cadre_of_the_province_goes_down_to_one_union_and_back(tree, cadre):
    browser, here = cadre(tree["province"]), "/cockpit/"
    for key in ("city", "county", "township", "joint"):
        shown = browser.get(here).content.decode()
        here = f"/cockpit/?at={tree[key].pk}"
        assert f'href="{here}"' in shown

    shown = browser.get(here).content.decode()
    above = [f'href="/cockpit/?at={tree[key].pk}"' in shown for key in ("city", "county", "township")]
    assert (above, "已到基层工会" in shown) == ([True, True, True], True)


@pytest.mark.parametrize("path", ["/cockpit/", "/api/v1/cockpit/figures", "/api/v1/cockpit/days"])
@pytest.mark.parametrize("key", ["province", "city", "other"])
def test_what_is_above_and_beside_is_not_found(tree, cadre, path, key):
    browser = cadre(tree["county"])

    assert browser.get(path, {"at": tree[key].pk}).status_code == 404
    assert browser.get(path, {"at": tree["joint"].pk}).status_code == 200


@pytest.mark.parametrize("role", ["chair", "officer", "clerk", "reviewer"])
def test_who_is_no_cadre_is_told_so_and_learns_nothing(tree, let_in, role):
    browser = let_in(role, tree["joint"])

    assert [page(browser)[0], page(browser, tree["joint"])[0], page(browser, tree["other"])[0]] == [403, 404, 404]
    assert browser.get("/api/v1/cockpit/figures").status_code == 404


def test_a_visitor_is_led_to_sign_in(client):
    answer = client.get("/cockpit/")

    assert (answer.status_code, answer.url.split("?")[0]) == (303, "/sign-in/")
    assert client.get("/api/v1/cockpit/figures").status_code == 401


@pytest.mark.parametrize(
    "asked", [{"at": "1e3"}, {"at": "-1"}, {"at": "9" * 12}, {"at": "①"}, {"show": "x"}, {"face": "x"}, {"from": "a"}]
)
def test_an_address_that_is_none_of_ours_is_not_found(tree, cadre, asked):
    assert page(cadre(tree["province"]), **asked)[0] == 404


@pytest.mark.parametrize("show", ["members", "joined", "unions", "applications", "overdue"])
@pytest.mark.parametrize("face", FACES)
def test_every_indicator_is_drawn_on_every_face_with_its_definition(tree, cadre, show, face):
    made.member(tree["joint"])

    status, shown = page(cadre(tree["province"]), show=show, face=face)

    assert status == 200
    assert "口径" in shown


def test_a_page_shows_figures_and_never_persons(tree, cadre):
    number = make.identity_number()
    member = made.member(tree["joint"], name="欧阳震华", document_number=number)

    for face in FACES:
        _, shown = page(cadre(tree["joint"]), face=face)
        assert [word for word in ("欧阳", "震华", number, number[-4:], str(member.pk)) if word in shown] == []


def test_small_numbers_of_a_basic_union_are_not_shown_and_the_page_says_so(tree, cadre):
    happen(tree["joint"].body, 40, cell="active.platform.1")
    happen(tree["joint"].body, 3, cell="active.platform.2")
    actions.fold()

    _, union = page(cadre(tree["joint"]))
    _, township = page(cadre(tree["township"]))

    assert ("＊ 男、女" in union, ">40<" in union, ">3<" in union, "不足 5 人" in union) == (True, False, False, True)
    assert (">40<" in township, ">3<" in township, "不足 5 人" in township) == (True, True, False)


def test_the_wall_looks_again_by_itself_with_a_script_and_without(tree, cadre):
    _, wall = page(cadre(tree["county"]), face="wall", show="unions")
    _, desk = page(cadre(tree["county"]))

    again = f'hx-get="/cockpit/figures/?at={tree["county"].pk}&amp;show=unions&amp;face=wall"'
    assert f'{again} hx-trigger="again, every 60s"' in wall
    assert '<noscript><meta http-equiv="refresh"' in wall
    assert "data-live" in wall
    assert ("hx-get" in desk, "refresh" in desk) == (False, False)


def test_map_ranking_and_table_say_the_same_of_every_county(tree, cadre):
    happen(tree["joint"].body, 1234)
    happen(tree["other"].body, 17)
    browser = cadre(tree["city"])
    told = {row["union"]["name"]: row["n"] for row in browser.get("/api/v1/cockpit/figures").json()["below"]}
    places = {"萧山区总工会": "杭州市萧山区", "西湖区总工会": "杭州市西湖区"}

    assert told == {"萧山区总工会": 1234, "西湖区总工会": 17}
    for face in FACES:
        _, shown = page(browser, face=face)
        on_the_map = dict(re.findall(r'<a class="map-mark" [^>]*> <title>([^<]+)：([^<]+)</title>', shown))
        in_rows = dict(re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a></th>.*?<td class="number">([\d,]+)', shown))
        assert on_the_map.keys() == COUNTIES_OF_THE_CITY
        assert {name for name, words in on_the_map.items() if words != "暂无数据"} == set(places.values())
        for union, n in told.items():
            assert (on_the_map[places[union]], in_rows[union]) == (f"{n:,} 人", f"{n:,}"), face


@pytest.mark.usefixtures("demo_day")
@pytest.mark.parametrize("face", ["desk", "wall"])
@pytest.mark.parametrize("show", ["members", "joined", "unions", "applications", "overdue"])
def test_a_screen_says_as_of_when_its_figures_are(tree, cadre, face, show):
    _, shown = page(cadre(tree["county"]), face=face, show=show)

    footer = re.search(r'<p class="as-of">截至 <time datetime="(\S+)">(2026-03-10 \d\d:\d\d:\d\d)</time>', shown)
    assert abs(moment() - datetime.fromisoformat(footer[1])) < timedelta(minutes=1)
    assert footer[2] == f"{datetime.fromisoformat(footer[1]):%Y-%m-%d %H:%M:%S}"
    charts = re.findall(r"<figcaption>.*?</figcaption>", shown)
    assert len(charts) > 1
    assert [each for each in charts if "截至 <time>2026" not in each] == []


@pytest.mark.usefixtures("demo_day")
def test_the_sheet_has_title_unit_day_and_places_to_sign(tree, cadre):
    _, sheet = page(cadre(tree["county"]), face="paper")

    words = [
        "工会组织和会员情况统计表",
        "填报单位：萧山区总工会",
        "截至：2026年3月10日",
        "填表人：",
        "审核人：",
        "指标口径",
    ]
    assert [word for word in words if word not in sheet] == []


def test_a_long_ranking_goes_on_on_the_next_page(tree, cadre):
    for _ in range(30):
        found_one(tree["township"])
    browser = cadre(tree["township"])

    first, second = page(browser)[1], page(browser, **{"from": 25})[1]

    assert ("共 32 个" in first, "下一页" in first, "上一页" in first) == (True, True, False)
    assert ("下一页" in second, "上一页" in second, second.count('scope="row"><a')) == (False, True, 7)


def test_a_review_that_is_overdue_is_counted_after_the_sweep_until_it_is_decided(tree, cadre):
    late = made.applied(tree["joint"])
    sweep(make.AT + timedelta(days=40))
    browser = cadre(tree["province"])

    def overdue(union):
        return browser.get("/api/v1/cockpit/figures", {"indicator": "overdue", "at": union.pk}).json()["total"]

    assert [overdue(tree[key]) for key in ("province", "joint", "other")] == [1, 1, 0]
    clerk = make.actor("clerk", tree["joint"].body)
    membership.reject(late.pk, words="不在本会覆盖范围", by=clerk, at=make.AT)
    assert overdue(tree["province"]) == 0


@pytest.mark.parametrize("unions", [1, 3])
def test_a_page_asks_the_database_the_same_whatever_stands_below(tree, cadre, django_assert_num_queries, unions):
    for _ in range(unions):
        found_one(tree["county"])
    browser = cadre(tree["province"])
    page(browser)

    with django_assert_num_queries(QUERIES):
        page(browser)
