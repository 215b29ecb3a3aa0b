"""A chair takes the ledger of members away as a table; a member reads of it on her phone."""

from pathlib import Path

import pytest

from tests.exports.reading import read
from tests.journeys.story import Story

pytestmark = pytest.mark.browser
PURPOSE = "发放夏季高温慰问品"
ASKED = "?employment_form=contract&sort=joined_on"


def take(story, page, asked=""):
    """The ledger's members as they are filtered, for a purpose."""
    story.go(page, f"/desk/members/{asked}")
    page.click("main >> text=导出")
    page.fill("[name=purpose]", PURPOSE)
    page.click("form.form button.primary")


def test_a_chair_takes_a_ledger_away_and_a_member_reads_of_it(province, browser):
    story = Story(browser, province, "taking")
    taken(story, story.desk("chair"))
    worker = story.phone("worker")
    with story.step("名单上的职工在“谁看过我的信息”里看到是谁、为什么、什么时候"):
        story.go(worker, "/me/looks/")
        told = worker.inner_text("main")
        assert "工会主席 导出了会员台账（其中有您的一行，已遮蔽）" in told
        assert f"事由：{PURPOSE}" in told
        story.sound(worker)
        story.picture(worker, "4-looks")
    story.close()


def taken(story, chair):
    """With its filter and order, from the ledger to the table in hand."""
    with story.step("主席在会员台账筛选劳动合同制职工，按入会日期从旧到新"):
        story.go(chair, f"/desk/members/{ASKED}")
        story.sound(chair)
        story.picture(chair, "1-ledger")
        names = chair.locator("td[data-label=姓名]").all_inner_texts()

    with story.step("点“导出”，看清范围和行数，写明用途"):
        chair.click("main >> text=导出")
        story.sound(chair)
        chair.click("form.form button.primary")
        assert "用途" in chair.inner_text("[role=alert]")
        chair.fill("[name=purpose]", PURPOSE)
        story.sound(chair)
        story.picture(chair, "2-purpose")
        chair.click("form.form button.primary")

    with story.step("下载表格：正好是刚才的筛选和排序，姓名已遮蔽，写着单位、导出人、时间和用途"):
        story.sound(chair)
        story.picture(chair, "3-taken")
        with chair.expect_download() as downloading:
            chair.page.click("text=下载表格")
        table = read(Path(downloading.value.path()).read_bytes())
        assert [row[0] for row in table.rows][: len(names)] == names
        assert {row[3] for row in table.rows} == {"劳动合同"}
        assert all(row[0].endswith("*") for row in table.rows)
        assert table.above[1] == f"用途：{PURPOSE}"
