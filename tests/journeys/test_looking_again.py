"""Open pages look again: told by the stream, by asking now and then where it is broken, by loading without scripts."""

import pytest

from tests.journeys.story import Story
from tests.journeys.test_joining import choose, fill_in, members_counted, sign_in, submit

pytestmark = pytest.mark.browser
APPLICANT = "13933334444"
PATIENCE = 15_000
ANOTHER, NUMBER = "13933335555", "拱墅联会〔2026〕9号"
WALL = "/cockpit/?face=wall"
REFRESHED = 'http-equiv="refresh" content="2"'
COUNTED = """before => [...document.querySelectorAll("a.figure")].some(card =>
    card.querySelector(".label").textContent.trim() === "会员"
    && Number(card.querySelector(".value").textContent.replace(/[^0-9]/g, "")) > before)"""


def test_an_open_inbox_says_that_something_came_with_the_stream_and_without(province, browser):
    story = Story(browser, province, "looking-again")
    told, cut_off = story.desk("joint-chair"), story.desk("clerk")
    cut_off.route("**/live/**", lambda route: route.abort())
    for desk in (told, cut_off):
        story.go(desk, "/desk/inbox/")
        assert desk.locator("main [data-live]").inner_text().strip() == ""

    applicant = story.phone()
    sign_in(story, applicant, APPLICANT)
    choose(story, applicant)
    fill_in(story, applicant, "季长明", "33010519680307231")
    submit(story, applicant)

    for desk in (told, cut_off):
        while "季*" not in desk.inner_text("main"):  # other things may have come before
            link = desk.locator("main [data-live] a")
            link.wait_for(timeout=PATIENCE)
            with desk.page.expect_navigation():
                link.click()
    story.close()


def test_open_walls_of_the_province_show_an_admission_with_the_stream_without_and_without_scripts(province, browser):
    story = Story(browser, province, "looking-again")
    told, cut_off = story.wall("province"), story.wall("province")
    plain = story.wall("province", java_script_enabled=False)
    asked = []
    told.page.on("request", lambda request: asked.append(request.url))
    cut_off.route("**/live/**", lambda route: route.abort())
    plain.route("**/cockpit/?*", sooner)
    applies(story)
    for wall in (told, cut_off, plain):
        story.go(wall, WALL)
    before = members_counted(told)

    admit(story)

    for wall in (told, cut_off):
        wall.wait_for_function(COUNTED, arg=before, timeout=PATIENCE)
        assert members_counted(wall) == before + 1
        story.fits(wall)
    plain.locator(".cards .value", has_text=f"{before + 1:,}").first.wait_for(timeout=PATIENCE)
    parts = [url for url in asked if "/cockpit/figures/" in url]
    assert parts
    assert all("version=" in url for url in parts)
    story.close()


def sooner(route):
    """The page as it is, but loaded anew after two seconds instead of thirty."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('http-equiv="refresh" content="30"', REFRESHED))


def applies(story):
    applicant = story.phone()
    sign_in(story, applicant, ANOTHER)
    choose(story, applicant)
    fill_in(story, applicant, "邬长明", "33010519690307231")
    submit(story, applicant)


def admit(story):
    """Her alone: the others who wait are other stories'."""
    chair = story.desk("joint-chair")
    story.go(chair, "/desk/resolutions/new/")
    chair.fill("[name=number]", NUMBER)
    chair.fill("[name=met_on]", "2026年3月10日")
    chair.fill("[name=present]", "骆行远、李明、王芳")
    chair.tick(chair.locator("label", has_text="邬").locator("[name=applications]"))
    chair.click("text=登记决议 >> nth=-1")
    assert "1 人" in chair.inner_text("main")
