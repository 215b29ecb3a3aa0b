"""A chair in 萧山 imports a bad roster of 3,000, mends it, takes it, undoes it, takes it again."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.journeys.story import Guide, Story
from tests.journeys.test_drilling import counted
from tests.journeys.test_moving import arrives
from tests.rosters import lists, messy

pytestmark = pytest.mark.browser
MEETING = {"number": "萧江工会〔2026〕5号", "met_on": "2026-03-10", "present": "沈建国、钱玉兰、孙公正"}
PATIENCE = 60_000
ROW = re.compile(r"(\S+) (\d+)")


@pytest.fixture(name="story")
def _story(province, browser):
    story = Story(browser, province, "listing")
    yield story
    story.close()


def test_a_chair_mends_a_bad_list_takes_it_undoes_it_and_takes_it_again(story, tmp_path):
    chair, cadre, made = story.desk("chair"), story.desk("county"), messy.messy()
    before = members(story, cadre)

    hand_in(story, chair, saved(tmp_path / "萧江公司会员名册.xlsx", made.content))
    look_at_problems(story, chair, made)
    mended = made.mended(take_out(story, chair, made))
    good = 3000 - sum(made.wrong[words] for words in messy.GONE)
    hand_in_again(story, chair, saved(tmp_path / "萧江公司会员名册（改好）.xlsx", mended), good)

    decide(story, chair, good)
    assert members(story, cadre) == before + good
    undo(story, chair, good)
    assert members(story, cadre) == before
    take_again(story, chair, good)
    assert members(story, cadre) == before + good
    leave_as_it_was(chair)


def leave_as_it_was(chair):
    """Other stories of this province count its members too."""
    chair.click("main button:has-text('撤销整批')")
    becomes(chair, "已撤销")


def members(story, cadre):
    """会员 of 萧山 on the cockpit of its federation."""
    story.go(cadre, "/cockpit/")
    return counted(cadre)


def figures(page):
    """What the page of a list counts: label → number."""
    return {
        figure.locator(".label").inner_text(): int(re.sub(r"\D", "", figure.locator(".value").inner_text()))
        for figure in page.locator("main .figures .figure").all()
    }


def becomes(page, state):
    """The page looks again by itself until the work in the background is done."""
    page.locator(f"main .badge:text-is('{state}')").wait_for(timeout=PATIENCE)


def saved(path, content):
    path.write_bytes(content)
    return path


def hand_in(story, chair, path):
    with story.step("主席从“入会名册”打开上传页，选好原来的表，上传并核对"):
        story.go(chair, "/desk/")
        chair.click("nav a:has-text('入会名册')")
        story.sound(chair)
        chair.click("main a:has-text('上传名册')")
        chair.set_input_files("[name=file]", path)
        story.sound(chair)
        story.picture(chair, "1-upload")
        chair.click("form.form button.primary")


def look_at_problems(story, chair, made):
    with story.step("3,000 行逐行核对：可以接收多少人、哪一行哪一列要改、怎么改；标题、合计、签名行已经跳过"):
        becomes(chair, "待接收")
        assert figures(chair) == {"名单": 3000, "可以接收": 3000 - made.bad, "有问题，没有接收": made.bad}
        told = chair.inner_text("main")
        assert "一车间 第 15 行 B 列" in told
        assert "工作表“填表说明”" in told
        story.sound(chair)
        story.picture(chair, "2-checked")

    with story.step("全部问题可以按工作表和列筛选"):
        chair.click("main a:has-text('查看全部问题')")
        chair.fill("[name=column]", "C")
        chair.click("main form.filter button:has-text('筛选')")
        places = chair.locator("td[data-label=在哪里]").all_inner_texts()
        assert len(places) == made.wrong["应为 11 位数字"]
        assert all(place.endswith("C 列") for place in places)
        story.sound(chair)
        story.picture(chair, "3-problems")


def take_out(story, chair, made):
    with story.step("下载有问题的行：每行写着问题、在原表第几行；照着改原来的表"):
        chair.click("a.back")
        with chair.expect_download() as downloading:
            chair.page.click("main button:has-text('下载有问题的行')")
        rows = list(
            load_workbook(BytesIO(Path(downloading.value.path()).read_bytes())).active.iter_rows(values_only=True)
        )
        heads = next(number for number, row in enumerate(rows) if row[:2] == ("问题", "原表行号"))
        told = {place(row[1]): row[0] for row in rows[heads + 1 :] if row[1]}
        assert len(told) == made.bad
    return told


def place(words):
    sheet, row = ROW.fullmatch(words).groups()
    return sheet, int(row)


def hand_in_again(story, chair, path, good):
    with story.step("作废改以前的那一份，上传改好的表：没有问题了"):
        chair.click("main a:has-text('作废')")
        story.sound(chair)
        chair.click("main form button:has-text('作废')")
        chair.click("main a:has-text('上传名册')")
        chair.set_input_files("[name=file]", path)
        chair.click("form.form button.primary")
        becomes(chair, "待接收")
        assert figures(chair) == {"名单": good, "可以接收": good, "有问题，没有接收": 0}


def decide(story, chair, good):
    with story.step("委员会开会以后，主席从待办打开名册，登记一份决议，整批接收"):
        arrives(story, chair, f"可以接收 {good:,} 人")
        story.sound(chair)
        story.picture(chair, "4-inbox")
        chair.click(f"a:has-text('可以接收 {good:,} 人')")
        fill_in(story, chair)
        story.picture(chair, "5-resolution")
        chair.click("form.form button.primary")
        becomes(chair, "已接收")
        assert figures(chair)["接收"] == good
        story.sound(chair)
        story.picture(chair, "6-entered")


def fill_in(story, chair):
    chair.click("main a:has-text('登记决议并接收')")
    for name, words in MEETING.items():
        chair.fill(f"[name={name}]", words)
    story.sound(chair)


def undo(story, chair, good):
    with story.step("发现会议日期登错了，一键撤销整批：会籍、会员证都收回，驾驶舱的数字减回"):
        chair.click("main button:has-text('撤销整批')")
        becomes(chair, "已撤销")
        assert f"已撤销：{good:,} 人的会籍和会员证都已收回" in chair.inner_text("body")
        story.sound(chair)
        story.picture(chair, "7-undone")


def take_again(story, chair, good):
    with story.step("重新核对，再登记一次决议：人数和驾驶舱与第一次一样"):
        chair.click("main button:has-text('重新核对')")
        becomes(chair, "待接收")
        assert figures(chair)["可以接收"] == good
        fill_in(story, chair)
        chair.click("form.form button.primary")
        becomes(chair, "已接收")
        assert figures(chair)["接收"] == good
        story.picture(chair, "8-again")


@pytest.mark.long
def test_a_clerk_hands_in_a_list_takes_the_good_rows_and_undoes_it_as_the_page_says(province, browser, tmp_path):
    guide = Guide(browser, province, "for-a-list")
    clerk = guide.desk("clerk")
    rows = [lists.row(name) for name in ("章文秀", "韩志远", "裘小波")]
    content = lists.listed(*rows, lists.row("施巧云", rows[0][1][:-1] + ("0" if rows[0][1][-1] != "0" else "1")))

    with guide.step("上传，看问题"):
        guide.go(clerk, "/desk/")
        guide.follow(clerk, "入会名册")
        guide.press(clerk, "上传名册")
        guide.hand_in(clerk, "名册文件", saved(tmp_path / "城北站骑手名册.xlsx", content))
        guide.press(clerk, "上传并核对")
        becomes(clerk, "待接收")
        assert "表1 第 5 行 B 列" in clerk.inner_text("main")
        guide.sound(clerk)
        guide.picture(clerk, "1-checked")

    with guide.step("登记决议并接收"):
        guide.press(clerk, "登记决议并接收")
        told = {"决议文号": "拱墅联会〔2026〕8号", "会议日期": "2026-03-10", "出席会议的委员": "骆行远、钟细心"}
        for label, words in told.items():
            guide.fill(clerk, label, words)
        guide.press(clerk, "登记决议并接收")
        becomes(clerk, "已接收")
        guide.sound(clerk)
        guide.picture(clerk, "2-entered")

    with guide.step("整批撤销"):
        guide.press(clerk, "撤销整批")
        becomes(clerk, "已撤销")
        guide.press(clerk, "重新核对")
        becomes(clerk, "待接收")
        assert "可以接收" in clerk.inner_text("main")
    guide.close()
