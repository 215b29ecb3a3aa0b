"""A small works in 北仑 whose workers are in the community union founds its own, and they come along."""

import os
import re

import pytest

from tests.files import corpus
from tests.journeys.story import Story
from tests.journeys.test_moving import arrives
from tests.organising.made import union_code

pytestmark = pytest.mark.browser
FIRM, UNION = "宁波北仑小港巧手模具厂", "宁波北仑小港巧手模具厂工会委员会"
COMMUNITY, STREET = "大港社区工会联合会", "宁波市北仑区新碶街道总工会"
STAFF = 9


def today():
    return os.environ["GONGQIAO_TODAY"]


def test_a_small_works_founds_its_own_union_and_its_members_move(province, browser):
    story = Story(browser, province, "founding")
    worker, street, owner = story.phone("mould-worker"), story.desk("township-beilun"), story.desk("small-firm")
    whole(story, worker, street)
    sees(story, owner)
    story.close()


def whole(story, worker, street):
    names = looks(story, worker)
    calls(story, worker)
    allows(story, street)
    reports(story, worker, names)
    founds(story, street)
    along(story, street, worker)
    registers(story, street)


def looks(story, worker):
    with story.step("筹备组组长在首页看到本厂组建工会到了哪一步，接着办什么"):
        story.go(worker, "/")
        worker.click(f"main a:has-text('{FIRM}')")
        shown = worker.inner_text("main")
        for words in ("待请示召开大会", "不足 25 人", "未建立党组织", "请示召开大会"):
            assert words in shown
        story.sound(worker)
        story.picture(worker, "1-where-it-stands")
        assert worker.inner_text("main a.primary") == "请示召开大会"
        names = re.search(r"委员候选人\s+(\S+)", shown).group(1).split("、")

    with story.step("打开请示：文号、正文、印章位置都写好了，可以打印"):
        worker.click("main a:has-text('关于成立工会筹备组的请示')")
        for words in ("巧手筹〔2026〕1号", STREET, "我单位未建立党组织", "印章位置"):
            assert words in worker.inner_text("main")
        story.sound(worker)
        story.picture(worker, "2-petition")
        worker.click("main a.button:has-text('交回盖章件')")
        worker.set_input_files("[name=scan]", scan())
        story.sound(worker)
        worker.click("main button:has-text('交回')")
        assert "点开看扫描件" in worker.inner_text("main")
    return names


def scan():
    return {"name": "盖章件.pdf", "mimeType": "application/pdf", "buffer": corpus.pdf(100)}


def calls(story, worker):
    with story.step("公示期满，向街道总工会请示召开会员大会"):
        story.go(worker, "/organise/")
        worker.click("main a.button:has-text('请示召开大会')")
        worker.check("[name=meeting][value=members]")
        worker.fill("[name=meeting_on]", today())
        worker.fill("[name=place]", "车间食堂")
        story.sound(worker)
        story.picture(worker, "3-call")
        worker.click("main button:has-text('请示召开大会')")
        assert "召开大会待批复" in worker.inner_text("main")


def allows(story, street):
    with story.step("街道总工会从待办打开，看材料，批复"):
        arrives(story, street, f"{FIRM}请示召开会员大会")
        street.click(f"a:has-text('{FIRM}请示召开会员大会')")
        shown = street.inner_text("main")
        assert "退回" in shown
        assert "从其他工会转入的会员：3 人" in shown
        story.sound(street)
        story.picture(street, "4-desk")
        street.click("main a.button:has-text('批复同意召开大会')")
        street.fill("[name=number]", "新碶总工〔2026〕8号")
        story.sound(street)
        street.click("main button:has-text('批复同意召开大会')")
        assert "待开会选举" in street.inner_text("main")


def reports(story, worker, names):
    with story.step("开会选举以后，照计票单报告结果；票数不够的当场说明"):
        story.go(worker, "/organise/")
        worker.click("main a.button:has-text('报告选举结果')")
        counted = {"attended": STAFF - 1, "issued": STAFF - 1, "returned": STAFF - 1}
        for name, number in counted.items():
            worker.fill(f"[name={name}]", f"{number}")
        worker.fill("[name=chair]", names[0])
        worker.check("[name=years][value='3']")
        with worker.astray():
            worker.fill("[name=elected]", "\n".join(f"{name} 4" for name in names[:3]))
            worker.click("main button:has-text('报告选举结果')")
            assert "没有超过应到会 9 人的半数" in worker.inner_text("main")
            story.sound(worker)
        worker.fill("[name=elected]", "\n".join(f"{name} 5" for name in names[:3]))
        story.sound(worker)
        story.picture(worker, "5-result")
        worker.click("main button:has-text('报告选举结果')")
        assert "选举结果待批复" in worker.inner_text("main")


def founds(story, street):
    with story.step("街道总工会批复选举结果，工会成立，写进组织台账"):
        arrives(story, street, f"{FIRM}报告选举结果")
        street.click(f"a:has-text('{FIRM}报告选举结果')")
        street.click("main a.button:has-text('批复选举结果')")
        assert street.input_value("[name=name]") == UNION
        street.fill("[name=number]", "新碶总工〔2026〕9号")
        story.sound(street)
        street.click("main button:has-text('批复选举结果')")
        assert "已成立，待登记" in street.inner_text("main")
        story.sound(street)
        story.picture(street, "6-founded")


def along(story, street, worker):
    with story.step("名册上原来在社区工会的会员，一次决议全部转入，会籍不中断"):
        street.click("main a.button:has-text('会员转入')")
        street.fill("[name=number]", "新碶总工〔2026〕10号")
        street.fill("[name=met_on]", today())
        street.fill("[name=present]", "贺新碶、林建国")
        story.sound(street)
        street.click("main button:has-text('会员转入')")
        assert "转入会员" in street.inner_text("main")
        story.go(worker, "/me/card/")
        shown = worker.inner_text("main")
        assert UNION in shown
        story.go(worker, "/me/membership/")
        history = worker.inner_text("main")
        assert COMMUNITY in history
        assert "单位建会，会籍转入" in history
        story.picture(worker, "7-came-along")


def registers(story, street):
    with story.step("法人登记、账户、刻章逐项登记，办结；证书到期前会提醒"):
        find(story, street)
        street.click("main a.button:has-text('登记法人资格')")
        told = {
            "uscc": union_code(9),
            "registrar": "宁波市北仑区总工会",
            "number": "浙工法证字第 9 号",
            "signed_by": "胡北仑",
        }
        for name, words in told.items():
            street.fill(f"[name={name}]", words)
        street.fill("[name=dated_on]", today())
        street.check("[name=served][value=hand]")
        street.set_input_files("[name=scan]", scan())
        assert street.input_value("[name=valid_until]")
        story.sound(street)
        street.click("main button:has-text('登记法人资格')")
        for act, told in {
            "登记账户": {"bank": "宁波银行北仑支行", "account_on": today()},
            "登记刻章": {"seal_on": today(), "filed_as": "3302060001"},
        }.items():
            street.click(f"main a.button:has-text('{act}')")
            for name, words in told.items():
                street.fill(f"[name={name}]", words)
            story.sound(street)
            street.click(f"main button:has-text('{act}')")
        assert "已办结" in street.inner_text("main")
        story.picture(street, "8-settled")
        story.go(street, "/desk/certificates/")
        assert UNION in street.inner_text("main")
        story.sound(street)


def find(story, street):
    story.go(street, "/desk/foundings/")
    story.sound(street)
    street.click(f"tbody a:has-text('{FIRM}')")


def sees(story, owner):
    with story.step("业主在企业端看到工会已成立；名册不给单位看"):
        story.go(owner, "/employer/founding/")
        shown = owner.inner_text("main")
        assert "已办结" in shown
        assert "从其他工会转入的会员" not in shown
        story.sound(owner)
        story.picture(owner, "9-employer")
