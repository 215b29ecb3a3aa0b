"""A member moves from 温州 to 宁波; her old union is silent; both histories and the cockpit agree.

The platform is stopped and started again two weeks later, on a day after the old union's last one.
"""

import re
import time
from contextlib import contextmanager

import pytest

from tests.journeys.story import Story
from tests.platform import own_server, platform

pytestmark = pytest.mark.browser
OLD, NEW = "温州鹿城瓯鹿鞋业有限公司工会委员会", "宁波市北仑区新碶街道大港社区工会联合会"
CITIES = ("温州市总工会", "宁波市总工会")
HISTORY = rf"{NEW} 在会\s+2026-03-25 · 至今[\s\S]+{OLD} 在会\s+2026-02-03 · 至 2026-03-25"
PATIENCE = 60
ASKED, LATER = "2026-03-10", "2026-03-25"


@pytest.fixture(name="on")
def _on():
    """The demo province of this story alone, living on a day."""

    @contextmanager
    def living(day):
        with platform("--demo", GONGQIAO_TODAY=day) as (address, _):
            yield address

    with own_server("moving", province=ASKED):
        yield living


def ranked(story, cadre):
    """Members of 温州 and of 宁波 on the province's cockpit."""
    story.go(cadre, "/cockpit/")
    table = cadre.locator("table.bars", has_text="下级工会：会员")
    rows = {
        row.locator("th").inner_text(): row.locator("td.number").inner_text() for row in table.locator("tbody tr").all()
    }
    return [int(re.sub(r"\D", "", rows[city])) for city in CITIES]


def arrives(story, office, task):
    """The worker puts it there in the background."""
    asked = time.monotonic()
    story.go(office, "/desk/inbox/")
    while task not in office.inner_text("main") and time.monotonic() - asked < PATIENCE:
        office.reload()
    assert task in office.inner_text("main")


def test_a_member_moves_from_wenzhou_to_ningbo_while_the_old_union_is_silent(on, browser):
    with on(ASKED) as address:
        story = Story(browser, address, "moving")
        before = ask(story)
        show_the_old_union(story, before)
        told = story.told
        story.close()
    with on(LATER) as address:
        story = Story(browser, address, "moving")
        story.told = told
        take_in(story, before)
        agree(story, before)
        story.close()


def ask(story):
    member, cadre = story.phone("member"), story.desk("province")
    with story.step("温州鞋厂的会员打开“转会”：看到怎样办、原工会不办怎么办、会不会中断"):
        before = ranked(story, cadre)
        story.go(member, "/me/transfer/")
        story.sound(member)
        story.picture(member, "1-way-in")
        member.click("text=申请转会")

    with story.step("填写现在怎样工作、在哪里工作，选择宁波北仑的社区工会，提交"):
        say_where(story, member)
        assert member.get_by_label(NEW).is_checked()
        member.check("[name=agreed]")
        story.sound(member)
        story.picture(member, "2-union")
        member.click("text=提交转会申请")

    with story.step("看到由原工会办理，最迟三月二十四日，到期视为转出；会籍和会员证还在原工会"):
        shown = member.inner_text("main")
        for words in ("待转出", OLD, "2026年3月24日", "视为同意转出", "《工桥平台办理时限》"):
            assert words in shown
        story.sound(member)
        story.picture(member, "3-asked")
        story.go(member, "/me/card/")
        assert OLD in member.inner_text("section.card.member")
    return before


def say_where(story, member):
    """How and where she works now, as far as the choice of the union."""
    member.check("input[value=contract]")
    story.sound(member)
    member.click("text=下一步")
    member.fill("[name=workplace]", "北仑区新碶街道")
    member.fill("[name=employer]", "宁波北仑小港巧手模具厂")
    story.sound(member)
    member.click("text=下一步")


def show_the_old_union(story, before):
    old, cadre = story.desk("shoes-chair"), story.desk("province")
    with story.step("鞋厂工会主席有一件待办，没有办理；驾驶舱上的数没有变"):
        arrives(story, old, "林*要转出")
        story.go(old, "/desk/transfers/")
        story.sound(old)
        old.click("tbody a >> text=林*")
        story.sound(old)
        story.picture(old, "4-old-union")
        assert ranked(story, cadre) == before


def take_in(story, before):
    member, new, cadre = story.phone("member"), story.desk("community-chair"), story.desk("province")
    with story.step("三月二十五日：原工会到期没有办理，已视为转出，会员收到消息；会籍仍在原工会"):
        story.go(member, "/me/transfer/")
        shown = member.inner_text("main")
        for words in ("待接收", "原工会到期没有办理，视为同意转出", "最后一日 2026-03-24", NEW):
            assert words in shown
        story.sound(member)
        story.picture(member, "5-silent")
        story.go(member, "/me/card/")
        assert OLD in member.inner_text("section.card.member")
        assert ranked(story, cadre) == before

    with story.step("北仑社区工会主席从待办打开，核对后接收"):
        arrives(story, new, "林*要转入")
        new.click("text=林*要转入")
        story.sound(new)
        story.picture(new, "6-new-union")
        new.click("a:has-text('接收')")
        story.sound(new)
        new.click("button:has-text('接收')")
        assert "已转入" in new.inner_text("main")


def agree(story, before):
    member, old, new = story.phone("member"), story.desk("shoes-chair"), story.desk("community-chair")
    cadre = story.desk("province")
    with story.step("会员证号和入会日期没有变，会籍经历写着两家工会、同一天交接"):
        story.go(member, "/me/card/")
        card = member.inner_text("main")
        assert NEW in member.inner_text("section.card.member")
        assert re.search(HISTORY, card)
        assert "2026-02-03" in member.inner_text("section.card.member")
        number = re.search(r"\b33\d{10}\b", card)[0]
        story.sound(member)
        story.picture(member, "7-card")

    with story.step("新工会打开她的会员记录，会籍经历完整；原工会没有她的会员记录了，转会留着"):
        story.go(new, "/desk/transfers/")
        new.click("tbody a >> text=林*")
        new.click("text=打开本工会的会员记录")
        page = new.inner_text("main")
        assert number in page
        assert re.search(HISTORY, page)
        story.sound(new)
        story.picture(new, "8-history")
        story.go(old, "/desk/transfers/")
        old.click("tbody a >> text=林*")
        assert "已转入" in old.inner_text("main")
        assert "新工会接收，会籍转入" in old.inner_text("main")
        assert "打开本工会的会员记录" not in old.inner_text("main")
        assert old.request.get(new.url).status == 404
        story.sound(old)

    with story.step("驾驶舱：温州少一人，宁波多一人，全省不变"):
        assert ranked(story, cadre) == [before[0] - 1, before[1] + 1]
        story.picture(cadre, "9-cockpit")
