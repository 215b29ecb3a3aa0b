"""A member reads who saw her data, withdraws a consent, takes her own data along, and leaves."""

import json
import os
from pathlib import Path

import pytest

from tests.journeys.story import Story
from tests.journeys.test_moving import arrives
from tests.journeys.test_taking import PURPOSE, take

pytestmark = pytest.mark.browser
UNION = "温州鹿城瓯鹿鞋业有限公司工会委员会"


def test_a_member_reads_who_saw_her_withdraws_takes_her_data_and_leaves(province, browser):
    story = Story(browser, province, "leaving")
    chair, member = story.desk("shoes-chair"), story.phone("member")
    take(story, chair)
    her_own(story, member)
    card = leave(story, member)
    announce(story, chair)
    over(story, member, card)
    story.close()


def her_own(story, member):
    """What the platform holds of her, and who has seen it."""
    with story.step("在“谁看过我的信息”里看到工会主席导出了台账、为什么"):
        story.go(member, "/me/looks/")
        assert f"事由：{PURPOSE}" in member.inner_text("main")
        story.sound(member)
        story.picture(member, "1-looks")

    with story.step("在“授权管理”里撤回一项授权，马上生效"):
        story.go(member, "/me/consents/")
        if not member.locator("button:has-text('撤回授权')").count():
            member.click("main form button.primary >> nth=0")
        given = member.locator("button:has-text('撤回授权')").count()
        story.sound(member)
        member.click("main form:has(button:has-text('撤回授权')) >> nth=-1 >> button")
        assert member.locator("button:has-text('撤回授权')").count() == given - 1
        story.picture(member, "2-consents")

    with story.step("下载自己的全部数据：会籍和会籍经历都在里面"):
        story.go(member, "/me/data/")
        story.sound(member)
        with member.expect_download() as downloading:
            member.page.click("main button:has-text('下载')")
        held = json.loads(Path(downloading.value.path()).read_text())
        told = json.dumps(held, ensure_ascii=False)
        assert "会籍经历" in told
        assert UNION in told


def leave(story, member):
    """Her own word, without a reason."""
    with story.step("从会员证打开“会籍变动”，选“退会”：看清由谁宣布、几时以前可以撤回"):
        story.go(member, "/me/card/")
        card = member.locator("a:has-text('打开核验页')").get_attribute("href")
        member.click("text=办理会籍变动")
        story.sound(member)
        story.picture(member, "3-membership")
        member.click("a:has-text('退会自由')")
        member.check("[name=agreed]")
        story.sound(member)
        story.picture(member, "4-leave")
        member.click("button:has-text('声明退会')")

    with story.step("看到由谁办理、最迟哪天、到期视为已经宣布；会员证这时还有效"):
        shown = member.inner_text("main")
        for words in ("待宣布", UNION, "视为已经宣布", "撤回退会"):
            assert words in shown
        story.sound(member)
        story.picture(member, "5-declared")
        story.go(member, card)
        assert "有效" in member.inner_text("main")
    return card


def announce(story, chair):
    """Told to her group, announced by the committee."""
    with story.step("工会主席从待办打开，登记告知小组、委员会宣布和会员证"):
        arrives(story, chair, "林*声明退会")
        chair.click("a:has-text('林*声明退会')")
        story.sound(chair)
        story.picture(chair, "6-case")
        chair.click("main a:has-text('宣布退会')")
        for name in ("group_on", "met_on"):
            chair.fill(f"[name={name}]", os.environ["GONGQIAO_TODAY"])
        chair.fill("[name=present]", "周鹿鸣、林建新")
        chair.check("input[name=card][value=none]")
        story.sound(chair)
        story.picture(chair, "7-announce")
        chair.click("button:has-text('宣布退会')")
        assert "会籍终止，会员证失效" in chair.inner_text("main")


def over(story, member, card):
    with story.step("会籍终止，会员证失效；办理经过留着，想回来可以重新申请"):
        story.go(member, "/me/membership/")
        shown = member.inner_text("main")
        assert "您现在没有会籍" in shown
        assert "会籍终止，会员证失效" in shown
        story.sound(member)
        story.picture(member, "8-over")
        story.go(member, card)
        assert "无效" in member.inner_text("main")
