"""A union votes on a contract in secret: prepared at the desk, sealed on three phones, counted, verified by anybody."""

import re
import time
from datetime import timedelta
from pathlib import Path

import pytest

from gongqiao.belenios import spoiled, tally, verify
from gongqiao.belenios.forms import compact
from gongqiao.kernel.clock import SHANGHAI, moment
from tests.ballots.conftest import _alone  # noqa: F401 -- a fixture
from tests.ballots.made import keys
from tests.design.measure import violations
from tests.journeys.story import Story

pytestmark = [pytest.mark.browser, pytest.mark.long]  # nobody can close a vote before its time: three minutes
MINUTES, PATIENCE = 3, 60
KEPT = {"first": "孙保管", "second": "李推选", "third": "杭州市萧山区总工会"}
HOUSES = {"first_house": "own", "second_house": "elected", "third_house": "above"}


def test_three_phones_vote_and_a_stranger_counts_again(province, browser, tmp_path, alone):
    story, older = Story(browser, province, "voting"), Story(browser, province, "voting", elder=True)
    chair = story.desk("chair")
    closes = prepare(story, chair)
    entrust(story, chair, tmp_path)
    marks = [
        plainly(story, story.phone("worker")),
        plainly(older, older.phone("recorder")),
        checked(story, story.phone("delegate")),
    ]
    stranger = story.phone()
    found(story, stranger, marks)
    close(story, chair, closes)
    file = count(story, chair, stranger, tmp_path)

    held = verify.verify(file.read_bytes())
    assert (held.finished, held.result) == (True, [[2, 0, 1]])
    assert alone(file) == ("verified", [[2, 0, 1]])
    story.close()
    older.close()


def prepare(story, chair):
    """Returns the moment of the close."""
    now = moment().astimezone(SHANGHAI)
    closes = (now + timedelta(minutes=MINUTES + 1)).replace(second=0, microsecond=0)
    with story.step("主席登记一次无记名投票：票式、题目、时间、规则"):
        story.go(chair, "/desk/ballots/new/")
        chair.fill("[name=title]", "集体合同草案表决")
        chair.fill("[name=asked]", "是否同意《集体合同（草案）》")
        chair.page.fill("[name=opens_at]", now.strftime("%Y-%m-%dT%H:%M"))
        chair.page.fill("[name=closes_at]", closes.strftime("%Y-%m-%dT%H:%M"))
        chair.fill("[name=method]", "2026年3月1日职工代表大会表决办法第三条")
        chair.click("main form button.primary")
        assert "已登记投票" in chair.inner_text("main")
    story.pk = re.search("([^/]+)/$", chair.url).group(1)
    return closes


def entrust(story, chair, folder):
    file = folder / "保管人名单.json"
    file.write_text(keys()[0])
    with story.step("三位保管人共同建的密钥登记进来，开启投票"):
        story.go(chair, f"/desk/ballots/{story.pk}/entrust/")
        chair.page.set_input_files("[name=parameters]", file)
        for name, words in KEPT.items():
            chair.fill(f"[name={name}]", words)
        for name, house in HOUSES.items():
            chair.page.select_option(f"[name={name}]", house)
        chair.click("main form button.primary")
        chair.click("main a:text-is('开启投票')")
        chair.click("main form button.primary")
        assert "已开启投票" in chair.inner_text("main")


def booth(story, phone):
    """From her own home to the paper; who holds a post switches to herself first."""
    story.go(phone, "/me/identities/")
    if mine := phone.locator("form[aria-label=本人] button").all():
        with phone.page.expect_navigation():
            mine[0].click()
    story.go(phone, "/ballots/")
    phone.click("main a:text-is('去投票')")
    reached(story, phone, "choosing")


def reached(story, phone, state):
    phone.page.wait_for_selector(f"[data-state={state}]:not([hidden])")
    story.sound(phone)
    assert violations(phone.page) == []


def press(story, phone, words, state):
    phone.page.locator("#booth :is(button, a):visible", has_text=words).first.click()
    reached(story, phone, state)


def sealed(story, phone, choice):
    phone.page.get_by_label(choice, exact=True).check()
    press(story, phone, "封票", "sealed")


def plainly(story, phone):
    with story.step("选、封、投各点一下"):
        booth(story, phone)
        sealed(story, phone, "赞成")
        press(story, phone, "投出", "cast")
    return phone.inner_text("[data-part=tracker]")


def checked(story, phone):
    with story.step("先作废一张，看看手机封得对不对，再另封一张投出"):
        booth(story, phone)
        sealed(story, phone, "弃权")
        press(story, phone, "检查我的选票", "spoiled")
        with phone.expect_download() as saving:
            phone.page.click("[data-part=save]")
        opened = Path(saving.value.path()).read_text()
        archive = phone.request.get(re.sub("booth/$", "archive.bel", phone.url)).body()
        assert spoiled.read(verify.verify(archive).of(), opened).votes == [[0, 0, 1]]
        press(story, phone, "重新封一张", "choosing")
        sealed(story, phone, "弃权")
        press(story, phone, "投出", "cast")
    return phone.inner_text("[data-part=tracker]")


def found(story, stranger, marks):
    with story.step("不登录的人也能在公告板上查到每一张"):
        for mark in marks:
            story.go(stranger, f"/ballots/{story.pk}/board/")
            stranger.fill("[name=tracker]", mark)
            stranger.click("main form button")
            assert "票箱里有这张选票" in stranger.inner_text("main")


def close(story, chair, closes):
    with story.step("到时候主席结束投票"):
        time.sleep(max(0, (closes - moment()).total_seconds()) + 1)
        story.go(chair, f"/desk/ballots/{story.pk}/close/")
        chair.click("main form button.primary")
        assert "已结束投票" in chair.inner_text("main")


def count(story, chair, stranger, folder):
    """Two of the three trustees decrypt what they verified; returns the archive as a stranger takes it."""
    with story.step("两位保管人交来部分解密，主席开票"):
        for number in (1, 3):
            held = verify.verify(taken(story, stranger, folder).read_bytes())
            part = folder / f"部分解密-{number}.json"
            part.write_text(compact(tally.partial(held.of(), keys()[1][number - 1], held.table)))
            story.go(chair, f"/desk/ballots/{story.pk}/part/")
            chair.page.set_input_files("[name=part]", part)
            chair.click("main form button.primary")
        story.go(chair, f"/desk/ballots/{story.pk}/count/")
        chair.click("main form button.primary")
        assert "已开票" in chair.inner_text("main")

    with story.step("不登录的人下载档案，自己核验"):
        return taken(story, stranger, folder)


def taken(story, stranger, folder):
    story.go(stranger, f"/ballots/{story.pk}/board/")
    file = folder / "选举档案.bel"
    with stranger.expect_download() as downloading:
        stranger.page.click("main a:text-is('下载选举档案')")
    downloading.value.save_as(file)
    return file
