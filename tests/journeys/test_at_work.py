"""The pages of docs/how-to for people at work, done step by step as they say."""

import time

import pytest

from gongqiao.kernel.clock import moment
from tests import make
from tests.journeys.story import Guide

pytestmark = [pytest.mark.browser, pytest.mark.long]
XIAOJIANG = "杭州萧江精密机械有限公司工会委员会"
VICE, PHONE, NUMBER = "沈副席", "13955550001", make.identity_number(sequence=521)
PATIENCE = 120


@pytest.fixture(name="clerks")
def _clerks(province, browser):
    guide = Guide(browser, province, "for-a-clerk")
    yield guide
    guide.close()


@pytest.fixture(name="chairs")
def _chairs(province, browser):
    guide = Guide(browser, province, "for-a-chair")
    yield guide
    guide.close()


def open_first_waiting(guide, clerk):
    guide.go(clerk, "/desk/applications/")
    clerk.click("tbody tr:has-text('审查中') a")


def find(guide, page, union):
    """A union by its name in the ledger."""
    guide.go(page, "/desk/unions/")
    page.click(f"tbody a:text-is('{union}')")


def test_a_clerk_looks_at_an_application_and_sends_it_back(clerks):
    clerk = clerks.desk("clerk")

    with clerks.step("看申请"):
        clerks.go(clerk, "/desk/")
        clerks.follow(clerk, "入会申请")
        open_first_waiting(clerks, clerk)
        assert "最迟" in clerk.inner_text("main")
        clerks.sound(clerk)
        clerks.picture(clerk, "1-application")

    with clerks.step("缺材料：退回补正"):
        clerks.press(clerk, "退回补正")
        clerks.tick(clerk, "站点名称")
        clerks.fill(clerk, "对申请人说", "请写明是哪个分站")
        clerks.sound(clerk)
        clerks.picture(clerk, "2-send-back")
        clerks.press(clerk, "退回补正")
        assert "已退回" in clerk.inner_text("main")


def test_a_clerk_records_what_the_committee_decided(clerks):
    clerk = clerks.desk("clerk")

    with clerks.step("登记决议"):
        open_first_waiting(clerks, clerk)
        clerks.press(clerk, "同意，列入决议")
        clerks.fill(clerk, "决议文号", "鹿城联会〔2026〕1号")
        clerks.fill(clerk, "会议日期", "2026-03-10")
        clerks.fill(clerk, "出席会议的委员", "林国平、叶小兰、吴建民")
        assert clerk.locator("[name=applications]:checked").count() == 1
        clerks.sound(clerk)
        clerks.picture(clerk, "3-resolution")
        clerks.press(clerk, "登记决议")
        assert "鹿城联会〔2026〕1号" in clerk.inner_text("h1")


def test_a_clerk_refers_and_rejects(clerks):
    clerk = clerks.desk("clerk")

    with clerks.step("转办"):
        open_first_waiting(clerks, clerk)
        clerks.press(clerk, "转办")
        clerk.locator("[name=to]").first.check()
        clerks.press(clerk, "转办")
        assert "已转给接收的工会" in clerk.inner_text("main")

    with clerks.step("驳回"):
        open_first_waiting(clerks, clerk)
        clerks.press(clerk, "驳回")
        clerk.fill("[name=words]", "请向注册所在地的联合工会申请")
        clerks.press(clerk, "驳回")
        assert "申请人会看到理由" in clerk.inner_text("main")


def test_a_vice_chair_is_entered_signs_in_takes_her_post_and_leaves_it(chairs):
    cadre, vice = chairs.desk("township"), chairs.phone()

    with chairs.step("上级干部登记任职"):
        chairs.go(cadre, "/desk/")
        chairs.follow(cadre, "工会组织")
        find(chairs, cadre, XIAOJIANG)
        chairs.press(cadre, "登记任职")
        for label, text in {"身份证号": NUMBER, "姓名": VICE, "手机号": PHONE, "任职日期": "2026-03-10"}.items():
            chairs.fill(cadre, label, text)
        chairs.choose(cadre, "职务", "工会副主席")
        chairs.press(cadre, "登记任职")
        assert "工会副主席" in cadre.inner_text("main")

    sign_in(chairs, vice)
    take_the_post(chairs, vice)

    with chairs.step("离任"):
        find(chairs, cadre, XIAOJIANG)
        cadre.click("li:has-text('工会副主席') >> text=登记离任")
        chairs.fill(cadre, "最后任职日", "2026-03-10")
        chairs.press(cadre, "登记离任")
        assert "已登记离任" in cadre.inner_text("main")


def sign_in(guide, vice):
    with guide.step("她第一次登录，核对本人信息"):
        guide.go(vice, "/sign-in/")
        vice.fill("[name=phone]", PHONE)
        vice.check("[name=agreed]")
        vice.click("main button.primary")
        vice.fill("[name=code]", guide.code_for(vice, PHONE))
        vice.click("main button.primary")
        guide.follow(vice, "我的")
        guide.press(vice, "核对本人信息")
        guide.fill(vice, "姓名", VICE)
        vice.fill("[name=document_number]", NUMBER)
        for box in vice.locator("main input[type=checkbox]").all():
            box.check()
        guide.press(vice, "核对")
        assert "已关联到本账号" in vice.inner_text("main")


def take_the_post(guide, vice):
    with guide.step("启用动态口令，切换身份"):
        guide.follow(vice, "动态口令")
        vice.fill("[name=code]", make.one_time_password(vice.inner_text("ol code"), moment()))
        guide.press(vice, "启用")
        guide.press(vice, "我已保存")
        guide.sound(vice)
        guide.picture(vice, "1-identity")
        guide.press(vice, "切换")
        assert vice.url.endswith("/desk/")
        assert XIAOJIANG in vice.inner_text("h1")


def test_a_chair_is_reminded_enters_a_postponement_and_then_the_new_committee(chairs):
    chair, above = chairs.desk("chair"), chairs.desk("township")

    with chairs.step("换届提醒"):
        wait_for_the_task(chairs, chair)
        chairs.sound(chair)
        chairs.picture(chair, "2-reminder")
        chair.click("text=第4届委员会任期届满换届")

    with chairs.step("登记延期批复"):
        chairs.press(chair, "登记延期批复")
        for label, text in {"批复文号": "瓜工〔2026〕2号", "批复日期": "2026-03-09", "延期至": "2026-08-18"}.items():
            chairs.fill(chair, label, text)
        chairs.press(chair, "登记延期批复")
        assert "线下批复" in chair.inner_text("main")
        chairs.sound(chair)
        chair.locator("h2:text-is('届期')").scroll_into_view_if_needed()
        chairs.picture(chair, "3-term")

    approve(chairs, above)
    elect(chairs, chair)


def wait_for_the_task(guide, chair):
    """The nightly sweep reminds when the worker starts, a moment after the pages are there."""
    end = time.monotonic() + PATIENCE
    while True:
        guide.go(chair, "/desk/")
        if "第4届委员会任期届满换届" in chair.inner_text("main"):
            return
        assert time.monotonic() < end, "nobody was reminded"
        time.sleep(1)


def approve(guide, above):
    with guide.step("上一级工会批准延期换届"):
        find(guide, above, XIAOJIANG)
        guide.press(above, "批准延期换届")
        guide.fill(above, "延期至", "2026-09-18")
        guide.press(above, "批准延期换届")
        assert "2026-09-18" in above.inner_text("main")


def elect(guide, chair):
    with guide.step("登记换届"):
        guide.press(chair, "登记换届")
        guide.fill(chair, "届次", "5")
        chair.check("[name=years][value='5']")
        guide.fill(chair, "选举日期", "2026-03-10")
        guide.press(chair, "登记换届")
        assert "第5届 任期内" in chair.inner_text("main")
