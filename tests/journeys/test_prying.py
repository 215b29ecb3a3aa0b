"""A cadre of another county tries what is not hers, finds nothing, and the security administrator is told."""

import re
from itertools import cycle, islice

import pytest

from gongqiao.people.actions.looks import MANY
from tests.journeys.story import Story

pytestmark = pytest.mark.browser
MEMBER = re.compile(r'"(/desk/members/[0-9a-f-]{36}/)"')


def pry(story, page):
    """So many looks that are denied, at members of a union of another county."""
    chair = story.phone("joint-chair")
    members = sorted(set(MEMBER.findall(chair.request.get(f"{story.address}/desk/members/").text())))
    tried = {page.request.get(story.address + href).status for href in islice(cycle(members), MANY)}
    assert tried == {404}
    return members[0]


def test_the_security_administrator_is_told_of_a_cadre_who_pries(province, browser):
    story = Story(browser, province, "prying")
    cadre, guard = story.desk("county-other"), story.desk("security-admin")

    with story.step("瑞安的干部一个接一个打开别的县的会员：每一个都“没有找到”"):
        member = pry(story, cadre)
        story.go(cadre, member)
        assert "没有找到" in cadre.inner_text("main")
        story.sound(cadre)
        story.picture(cadre, "1-not-found")

    with story.step("安全管理员的待办里出现警报，写明次数和时段，不写看的是谁"):
        story.go(guard, "/desk/inbox/")
        story.sound(guard)
        story.picture(guard, "2-inbox")
        guard.click("main a >> text=查看")
        assert str(MANY + 1) in guard.inner_text("main")
        story.sound(guard)
        story.picture(guard, "3-alarm")
    story.close()
