"""One worker, two cards: the other union's chair confirms, he says so on both his phones, and is one from there on."""

import pytest

from tests.journeys.story import Story
from tests.journeys.test_moving import arrives

pytestmark = pytest.mark.browser
COMPANY, JOINT = "杭州萧江精密机械有限公司工会委员会", "杭州市拱墅区新就业形态联合工会"
OLD_PHONE = "13900030001"


def test_a_worker_with_two_cards_becomes_one_member_and_both_his_phones_go_on(province, browser):
    story = Story(browser, province, "merging")
    clerk, chair, worker = story.desk("clerk"), story.desk("chair"), story.phone("worker")
    shown_at_the_counter(story, clerk)
    confirm(story, chair)
    agree(story, worker)
    old = agree_on_the_old_phone(story)
    one_member(story, worker, old, chair)
    story.close()


def shown_at_the_counter(story, clerk):
    with story.step("经办人从会员台账打开会员记录，点“提出合并登记”，照另一张会员证填写"):
        story.go(clerk, "/desk/members/")
        clerk.click("main table tbody a >> nth=0")
        clerk.click("main a:has-text('提出合并登记')")
        story.sound(clerk)
        story.picture(clerk, "0-form")

    with story.step("联合工会的经办人在会员记录里提出：看了哪些证件、为什么是同一人、哪一份会籍继续"):
        story.go(clerk, "/desk/mergers/")
        clerk.click("main a:has-text('赵*')")
        shown = clerk.inner_text("main")
        for words in ("待复核", COMPANY, "护照", "居民身份证", "最迟"):
            assert words in shown, words
        story.sound(clerk)
        story.picture(clerk, "1-proposed")


def confirm(story, chair):
    with story.step("企业工会主席从待办打开，对照两份登记，复核同意"):
        arrives(story, chair, "复核赵*的合并登记")
        chair.click("a:has-text('复核赵*的合并登记')")
        story.sound(chair)
        story.picture(chair, "2-to-confirm")
        chair.click("main a:has-text('复核同意')")
        story.sound(chair)
        chair.click("button:has-text('复核同意')")
        assert "待本人答复" in chair.inner_text("main")


def agree(story, worker):
    with story.step("本人在手机上看到两份登记，知道不答复就不合并，确认都是自己"):
        story.go(worker, "/me/merger/")
        shown = worker.inner_text("main")
        for words in ("不答复的不合并", "护照", "居民身份证", COMPANY, JOINT):
            assert words in shown, words
        story.sound(worker)
        story.picture(worker, "3-asked")
        worker.click("main a:has-text('都是我，合并')")
        story.sound(worker)
        story.picture(worker, "4-what-follows")
        worker.click("button:has-text('都是我，合并')")
        assert "等您的另一个手机号" in worker.inner_text("main")
        story.sound(worker)


def agree_on_the_old_phone(story):
    with story.step("用旧手机号登录，同样确认一次：两份登记合并为一份"):
        old = story.phone()
        story.go(old, "/sign-in/?next=/me/merger/")
        old.fill("[name=phone]", OLD_PHONE)
        old.check("[name=agreed]")
        old.click("main form button.primary")
        old.fill("[name=code]", story.code_for(old, OLD_PHONE))
        old.click("main form button.primary")
        story.go(old, "/me/merger/")
        old.click("main a:has-text('都是我，合并')")
        old.click("button:has-text('都是我，合并')")
        shown = old.inner_text("main")
        assert "已合并" in shown
        assert "139****0001" in shown
        story.sound(old)
        story.picture(old, "5-merged")
    return old


def one_member(story, worker, old, chair):
    with story.step("两个手机号看到的是同一张会员证，会籍经历里两段都在"):
        numbers = []
        for phone in (worker, old):
            story.go(phone, "/me/card/")
            assert COMPANY in phone.inner_text("main")
            story.go(phone, "/me/membership/")
            numbers.append(phone.inner_text("main"))
        assert numbers[0] == numbers[1]
        assert JOINT in numbers[0]
        story.sound(worker)
        story.picture(worker, "6-history")

    with story.step("工会看到合并的经过；另一张会员证失效"):
        chair.reload()
        shown = chair.inner_text("main")
        assert "两份登记合并为一份" in shown
        assert "撤销合并" in shown
        story.sound(chair)
        story.picture(chair, "7-done")
