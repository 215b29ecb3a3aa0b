"""What people do to a page and to each other: press twice, go back, write programs where words belong."""

import re

import pytest

from tests.journeys.story import DESK, PHONE, Story
from tests.journeys.test_joining import number_of

pytestmark = pytest.mark.browser
SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
ADDRESS = "javascript:alert(1)//"
FORMULA = "{{7*7}}${7*7}<%=7*7%>"


class Guarded(Story):
    """Every page says what it should never have to: a fault of the server, a dialog, a word of the console."""

    def __init__(self, browser, address):
        super().__init__(browser, address, "faults")
        self.heard = []

    def _page(self, size, slug):
        page = super()._page(size, slug)
        page.on("response", self._answered)
        page.on("dialog", lambda dialog: (self.heard.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda said: self.heard.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        return page

    def go(self, page, path):
        super().go(page, path)
        assert page.locator('[href^="javascript:" i], [src="x"]').count() == 0

    def plain_phone(self):
        """A phone whose browser runs no script."""
        context = self.browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False)
        self.contexts.append(context)
        page = context.new_page()
        page.on("response", self._answered)
        return page

    def plain_desk(self, slug):
        """The same at a desk, of somebody of the demo province."""
        context = self.browser.new_context(viewport=DESK, locale="zh-CN", java_script_enabled=False)
        self.contexts.append(context)
        page = context.new_page()
        page.on("response", self._answered)
        page.request.post(f"{self.address}/demo/sign-in/{slug}/", max_redirects=0)
        return page

    def _answered(self, answer):
        if answer.status >= 500:
            self.heard.append(f"{answer.status} {answer.url}")

    def close(self):
        super().close()
        assert self.heard == []


def press(page, words, *, times=1):
    """Press a button so many times at once, and wait for the page that comes of it.

    The second press stops what the first one had asked for; a navigation that ends so is no failure.
    """
    with page.expect_event("framenavigated"):
        page.locator("main").get_by_role("button", name=words, exact=True).click(click_count=times, no_wait_after=True)
    page.wait_for_load_state("networkidle")


def fill_in(story, rider, phone, **told):
    """Sign in and write everything up to the last page."""
    words = {"workplace": "拱墅区武林街道", "employer": "蜂闪外卖", "station": "武林路", **told}
    story.go(rider, "/sign-in/?next=/join/work/")
    rider.fill("[name=phone]", phone)
    rider.check("[name=agreed]")
    press(rider, "获取验证码")
    rider.fill("[name=code]", story.code_for(rider, phone))
    press(rider, "登录", times=2)
    rider.check("input[value=platform]")
    rider.check("input[value=meals]")
    press(rider, "下一步", times=2)
    for name in ("workplace", "employer", "station"):
        rider.fill(f"[name={name}]", words[name])
    press(rider, "下一步")
    press(rider, "下一步")
    rider.fill("[name=name]", words["name"])
    rider.fill("[name=document_number]", words["number"])
    rider.check("[name=agreed]")
    press(rider, "下一步")
    rider.check("[name=agreed]")


def waiting(story, desk, surname):
    """The addresses of this person's applications on the desk."""
    story.go(desk, "/desk/applications/")
    rows = desk.locator("tbody a").filter(has_text=re.compile(rf"^{re.escape(surname)}\*+$"))
    return [row.get_attribute("href") for row in rows.all()]


def write_resolution(story, desk, application, number, present="骆行远、李明、王芳"):
    story.go(desk, f"/desk/resolutions/new/?application={application}")
    desk.fill("[name=number]", number)
    desk.fill("[name=met_on]", "2026年3月10日")
    desk.fill("[name=present]", present)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_pressing_twice_and_going_back_leave_one_application_and_one_resolution(province, browser, scripts):
    story = Guarded(browser, province)
    rider = story.phone() if scripts else story.plain_phone()
    chair = story.desk("joint-chair") if scripts else story.plain_desk("joint-chair")
    surname, phone, body = (
        ("闾", "13912340001", "33010519960408132") if scripts else ("逄", "13912340002", "33010519960408134")
    )
    assert waiting(story, chair, surname) == []

    fill_in(story, rider, phone, name=f"{surname}两次", number=number_of(body))
    hand_in_again_and_again(story, rider)
    (address,) = waiting(story, chair, surname)
    record_again_and_again(story, chair, address.split("/")[-2], f"拱墅联会〔2026〕{phone[-2:]}号")
    assert waiting(story, chair, surname) == [address]
    story.close()


def hand_in_again_and_again(story, rider):
    with story.step("填完后连按两次“提交申请”"):
        press(rider, "提交申请", times=2)
        rider.wait_for_url("**/join/progress/")
        assert "审查中" in rider.inner_text("main")

    with story.step("退回到上一页再提交，看到的还是同一份申请"):
        rider.go_back(wait_until="networkidle")
        if rider.url.endswith("/join/check/"):
            rider.check("[name=agreed]")
            press(rider, "提交申请")
        assert rider.url.endswith("/join/progress/")
        assert "审查中" in rider.inner_text("main")


def record_again_and_again(story, desk, application, number):
    with story.step("主席连按两次“登记决议”，只有一份决议"):
        write_resolution(story, desk, application, number)
        press(desk, "登记决议", times=2)
        first = desk.url
        assert "1 人" in desk.inner_text("main")

    with story.step("退回去，填过的都还在；再登记一次，看到的是那份决议或者不能重复的理由"):
        desk.go_back(wait_until="networkidle")
        assert (desk.input_value("[name=number]"), desk.input_value("[name=met_on]")) == (number, "2026年3月10日")
        press(desk, "登记决议")
        assert desk.url == first or "已登记过这个文号" in desk.inner_text("[role=alert]")
        story.go(desk, "/desk/resolutions/")
        assert desk.locator("tbody a", has_text=number).count() == 1


def test_a_program_written_where_words_belong_is_shown_as_words(province, browser):
    story = Guarded(browser, province)
    rider, chair, county = story.phone(), story.desk("joint-chair"), story.desk("county")
    address = apply_with_programs(story, rider, chair)
    answer_with_programs(story, rider, chair, address)
    found_with_a_program(story, county)
    story.close()


def apply_with_programs(story, rider, chair):
    with story.step("骑手把程序写进姓名、地点、平台和站点"):
        told = {"name": f"{SCRIPT}{FORMULA}", "workplace": f"拱墅区武林街道{IMAGE}{FORMULA}"}
        told |= {"employer": f"{ADDRESS}{SCRIPT}", "station": f"{IMAGE}{SCRIPT}"}
        fill_in(story, rider, "13912340003", number=number_of("33010519960408136"), **told)
        for words in told.values():
            assert words in rider.inner_text("main")
        press(rider, "提交申请")

    with story.step("工会看到的是文字"):
        (address,) = waiting(story, chair, "<")
        story.go(chair, address)
        for words in told.values():
            assert words in chair.inner_text("main")

    return address


def answer_with_programs(story, rider, chair, address):
    with story.step("工会的意见里也写程序，骑手看到的是文字"):
        story.go(chair, f"{address}send-back/")
        chair.check("input[value=station]")
        chair.fill("[name=words]", f"{SCRIPT}{IMAGE}{ADDRESS}{FORMULA}")
        press(chair, "退回补正")
        story.go(rider, "/join/progress/")
        assert f"{SCRIPT}{IMAGE}{ADDRESS}{FORMULA}" in rider.inner_text("main")
        story.go(rider, "/join/check/")
        rider.check("[name=agreed]")
        press(rider, "提交申请")

    with story.step("决议的文号和委员姓名是程序，登记后仍是文字"):
        write_resolution(story, chair, address.split("/")[-2], f"{IMAGE}1号", present=f"{SCRIPT}、{ADDRESS}")
        press(chair, "登记决议")
        for words in (f"{IMAGE}1号", SCRIPT, ADDRESS):
            assert words in chair.inner_text("main")
        for page in ("/desk/resolutions/", "/desk/members/", "/desk/applications/", "/desk/", "/desk/inbox/"):
            story.go(chair, page)

    with story.step("会员证和核验页里仍是文字"):
        story.go(rider, "/me/card/")
        assert "<*" in rider.inner_text("main") or SCRIPT in rider.inner_text("main")
        for page in ("/me/", "/", "/me/looks/", "/me/inbox/", "/me/inbox/notices/"):
            story.go(rider, page)


def found_with_a_program(story, county):
    with story.step("工会名称是程序，台账、详情、选项和驾驶舱里仍是文字"):
        name = f"萧山{SCRIPT}{IMAGE}{FORMULA}联合工会"
        story.go(county, "/desk/unions/")
        county.click("tbody a >> text=萧山区总工会")
        county.click("text=新建下级工会")
        county.fill("[name=name]", name)
        county.select_option("[name=kind]", "joint")
        county.select_option("[name=tier]", "community")
        county.fill("[name=division]", "萧山区瓜沥镇")
        county.fill("[name=address]", f"{IMAGE}{ADDRESS}")
        with county.expect_navigation():
            county.page.click("main form button.primary")
        assert name in county.inner_text("main")
        assert f"{IMAGE}{ADDRESS}" in county.inner_text("main")
        for page in ("/desk/unions/", "/cockpit/", "/desk/"):
            story.go(county, page)
