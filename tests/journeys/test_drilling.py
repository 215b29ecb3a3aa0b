"""A cadre of the province goes down to one union and back: at the desk, on the wall, in print. Figures, not persons."""

import re
from io import BytesIO
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from tests.journeys.story import Story

pytestmark = pytest.mark.browser
WAY = ["杭州市总工会", "杭州市拱墅区总工会", "杭州市拱墅区新就业形态联合工会"]
SIGNED_SHEET = ["工会组织和会员情况统计表", "填报单位：浙江省总工会", "填表人：", "审核人：", "指标口径", WAY[0]]
PERSON = re.compile(r"1[3-9]\d{9}|1[3-9]\d\*{4}\d{4}|\d{17}[\dX]|\d{6}\*{8}[\dX]{4}|[一-龥]\*{1,2}")


@pytest.fixture(name="story")
def _story(province, browser):
    story = Story(browser, province, "drilling")
    yield story
    story.close()


def number(text):
    return int(re.sub(r"\D", "", text))


def counted(page):
    return number(page.locator(".cards .figure", has_text="会员").first.locator(".value").inner_text())


def ranked(page):
    """Name and figure of every union below, over all pages of the ranking."""
    table = page.locator("table.bars", has_text="下级工会：会员")
    rows = table.locator("tbody tr").all()
    return {row.locator("th").inner_text(): number(row.locator("td.number").inner_text()) for row in rows}


def read(printed):
    """The words on paper; a font may write 工 as the radical of that shape, which NFKC makes the character again."""
    return normalize("NFKC", "".join(page.extract_text() for page in PdfReader(BytesIO(printed)).pages))


def tells_no_person(page):
    words = page.inner_text("body")
    assert PERSON.findall(words) == []
    return words


def test_a_cadre_of_the_province_drills_to_one_union_and_back(story):
    cadre = story.desk("province")

    with story.step("省总工会干部打开驾驶舱：全省会员数等于十一个市的和"):
        story.go(cadre, "/cockpit/")
        assert sum(ranked(cadre).values()) == counted(cadre) > 20_000
        assert cadre.locator(".map-mark").count() == 90
        story.sound(cadre)
        story.picture(cadre, "1-province")

    seen = [counted(cadre)]
    with story.step("从省到市、到县、到一个联合工会，每一级的数就是上一级排行里的数"):
        for name in WAY:
            below = ranked(cadre)
            cadre.click(f"table.bars a:text-is('{name}')")
            assert cadre.inner_text("h1") == name
            assert counted(cadre) == below[name]
            tells_no_person(cadre)
            story.sound(cadre)
            seen.append(counted(cadre))
        assert "驾驶舱只有数，没有人" in cadre.inner_text("main")
        story.picture(cadre, "2-union")

    with story.step("沿着层级回到省里，数没有变"):
        for name, figure in list(zip(["浙江省总工会", *WAY], seen, strict=True))[-2::-1]:
            cadre.click(f".crumbs a:text-is('{name}')")
            assert counted(cadre) == figure
            tells_no_person(cadre)


def test_the_same_on_the_wall_by_the_map(story):
    cadre = story.wall("province")

    with story.step("大屏：一屏放得下，不用滚动，点地图上的县进去，再回来"):
        story.go(cadre, "/cockpit/")
        cadre.click("text=大屏版")
        story.fits(cadre)
        story.picture(cadre, "3-wall")
        at_first = counted(cadre)
        cadre.click("role=link[name=/^杭州市拱墅区：/]")
        assert cadre.inner_text("h1") == WAY[1]
        assert counted(cadre) == sum(ranked(cadre).values())
        tells_no_person(cadre)
        story.fits(cadre)
        cadre.click(f"table.bars a:text-is('{WAY[2]}')")
        story.fits(cadre)
        tells_no_person(cadre)
        cadre.click(".crumbs a:text-is('浙江省总工会')")
        assert counted(cadre) == at_first


def test_the_same_in_print(story):
    cadre = story.desk("province")

    with story.step("打印版：一张有填报单位、截至、口径和签字处的统计表，屏上和纸上是同样的数"):
        story.go(cadre, "/cockpit/?face=paper")
        told = tells_no_person(cadre)
        printed = cadre.pdf(prefer_css_page_size=True)
        sheet = read(printed)
        for words in SIGNED_SHEET:
            assert normalize("NFKC", words) in sheet
        assert PERSON.findall(sheet) == []
        assert set(re.findall(r"\d{1,3}(?:,\d{3})+", told)) == set(re.findall(r"\d{1,3}(?:,\d{3})+", sheet))
        assert "长辈版" not in sheet
        story.picture(cadre, "4-print")
        cadre.click(f"main a:text-is('{WAY[0]}')")
        cadre.click(f"main a:text-is('{WAY[1]}')")
        cadre.click(f"main a:text-is('{WAY[2]}')")
        assert f"填报单位：{WAY[2]}" in tells_no_person(cadre)
        sheet = read(cadre.pdf(prefer_css_page_size=True))
        assert normalize("NFKC", f"填报单位：{WAY[2]}") in sheet
        assert PERSON.findall(sheet) == []
        for name in (WAY[1], WAY[0], "浙江省总工会"):
            cadre.click("text=返回上一级")
            assert f"填报单位：{name}" in tells_no_person(cadre)


def test_the_province_does_not_open_what_stands_behind_the_figures(story):
    chair, cadre = story.desk("joint-chair"), story.desk("province")

    with story.step("省里的干部打开联合工会会员和申请的网页：都不存在"):
        for path in ("/desk/members/", "/desk/applications/"):
            story.go(chair, path)
            hrefs = chair.eval_on_selector_all(f"main a[href^='{path}']", "all => all.map(a => a.getAttribute('href'))")
            persons = [href for href in hrefs if re.search(r"[0-9a-f-]{36}/$", href)]
            assert persons
            assert {cadre.request.get(story.address + href).status for href in persons} == {404}
