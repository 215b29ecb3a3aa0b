"""会籍变动 through HTTP: the member's phone, her union's desk, the desk above, and what each of them sees of it."""

import re

import pytest

from gongqiao.changes.models import Change, Paper
from gongqiao.membership.models import Membership
from tests import make
from tests.files import corpus
from tests.membership.test_pages import letters

pytestmark = pytest.mark.django_db
MEETING = {"group_on": "2026-03-10", "met_on": "2026-03-10", "present": "李明、王芳"}


def written(**parts):
    told = {"number": "1号", "dated_on": "2026-03-10", "signed_by": "李明", "served": "hand"}
    return {**told, "scan": corpus.kept().word, **parts}


@pytest.mark.usefixtures("demo_day")
def test_she_keeps_her_membership_and_takes_it_up_again_on_her_phone(let_in, life):
    phone = let_in(life.account)
    assert "退休、失业、退会？办理会籍变动" in letters(phone.get("/me/card/"))
    assert "退会自由，不用写理由" in letters(phone.get("/me/membership/"))
    asked = letters(phone.get("/me/membership/retain/"))
    assert "没有选举权、被选举权和表决权" in asked

    told = {"cause": "jobless", "effect_on": "2026-03-10"}
    assert phone.post("/me/membership/retain/", told).url == "/me/membership/"
    page = letters(phone.get("/me/membership/"))
    assert "保留会籍，免交会费，照常享受服务" in page
    assert "保留的原因失业" in page
    assert "保留会籍" in letters(phone.get("/me/card/"))
    assert phone.get("/me/membership/retain/").url == "/me/membership/"

    told = {"employment_form": "contract", "effect_on": "2026-03-10"}
    assert phone.post("/me/membership/restore/", told).url == "/me/membership/"
    assert Membership.objects.get().state == "active"


def test_a_day_that_cannot_be_is_told_beside_its_field(let_in, life):
    page = let_in(life.account).post("/me/membership/retain/", {"cause": "jobless", "effect_on": "2026-03-09"})

    assert (page.status_code, "日期不能早于它" in letters(page)) == (200, True)


@pytest.mark.usefixtures("demo_day")
def test_she_leaves_and_sees_who_has_it_until_when_and_how_to_take_it_back(let_in, clerk, life):
    phone, desk = let_in(life.account), clerk(life.union)
    assert "请勾选后再提交" in letters(phone.post("/me/membership/leave/", {}))
    assert phone.post("/me/membership/leave/", {"agreed": "on"}).url == "/me/membership/"

    page = letters(phone.get("/me/membership/"))
    for words in ("待宣布", "2026年3月24日", "视为已经宣布", "撤回退会，继续当会员"):
        assert words in page
    assert phone.post("/me/membership/stay/").url == "/me/membership/"
    assert Change.objects.get().state == "dropped"

    phone.post("/me/membership/leave/", {"agreed": "on"})
    assert "张*" in letters(desk.get("/desk/changes/?state=declared"))
    pk = Change.objects.get(state="declared").pk
    assert "宣布退会" in letters(desk.get(f"/desk/changes/{pk}/"))
    done = desk.post(f"/desk/changes/{pk}/announce/", {**MEETING, "card": "returned"})
    assert done.url == f"/desk/changes/{pk}/"
    assert "纸质会员证已收回" in letters(desk.get(done.url))
    after = letters(phone.get("/me/membership/"))
    assert "您现在没有会籍" in after
    assert "会籍终止，会员证失效" in after


def test_who_never_was_a_member_is_led_to_joining(let_in):
    phone = let_in(make.account(make.person()))

    for name in ("", "retain/", "leave/", "stay/"):
        answer = phone.get(f"/me/membership/{name}", follow=True)
        assert answer.redirect_chain[-1][0] == "/join/"


def test_who_waits_for_confirmation_is_not_offered_to_leave(let_in, life):
    Membership.objects.update(state="pending")

    assert "/me/membership/leave/" not in let_in(life.account).get("/me/membership/").content.decode()


@pytest.mark.usefixtures("demo_day")
def test_from_the_members_record_her_union_enters_each_paper(clerk, life):
    desk = clerk(life.union)
    record = desk.get(f"/desk/members/{life.pk}/").content.decode()
    offered = [f"/desk/members/{life.pk}/{each}/" for each in ("retain", "leave", "expel", "death")]
    assert [each for each in offered if each not in record] == []
    assert f"/desk/members/{life.pk}/restore/" not in record

    kept = desk.post(f"/desk/members/{life.pk}/retain/", written(cause="retired", effect_on="2026-03-10"))
    assert re.fullmatch(r"/desk/changes/[0-9a-f-]{36}/", kept.url)
    assert "保留会籍申请" in letters(desk.get(kept.url))
    again = written(employment_form="contract", effect_on="2026-03-10")
    assert desk.post(f"/desk/members/{life.pk}/restore/", again).status_code == 302
    left = desk.post(f"/desk/members/{life.pk}/leave/", written())
    stayed = desk.post(f"{left.url}stay/", written())

    assert (stayed.url, Membership.objects.get().state) == (left.url, "active")
    assert Paper.objects.count() == 4
    assert [each for each in Paper.objects.all() if str(each) != "1号"] == []


def test_an_expulsion_goes_to_the_desk_above_which_sees_no_more_than_the_case(clerk, let_in, life):
    desk = clerk(life.union)
    above = let_in(make.account(make.person()), "cadre", life.tree["township"].body)
    told = {"judgment": "（2026）浙0109刑初1号", "judged_on": "2026-02-01", "number": "联会〔2026〕8号", **MEETING}
    missing = desk.post(f"/desk/members/{life.pk}/expel/", {**told, "judged_on": ""})
    assert missing.status_code == 200

    case = desk.post(f"/desk/members/{life.pk}/expel/", told).url
    assert "登记备案回执" in letters(desk.get(case))
    seen = letters(above.get(case))
    assert ("待备案" in seen, "张三丰" in seen, "打开会员记录" in seen) == (True, False, False)
    assert above.post(f"{case}file/", {"filed_as": "城厢总工备〔2026〕3号"}).url == case

    assert "城厢总工备〔2026〕3号" in letters(desk.get(case))


def test_a_death_is_recorded_with_its_paper_and_the_record_stays_readable(clerk, life):
    desk = clerk(life.union)

    case = desk.post(f"/desk/members/{life.pk}/death/", written(died_on="2026-03-10")).url

    page = letters(desk.get(case))
    assert "会员去世" in page
    assert "死亡证明" in page
    scan = re.search(r'href="(/files/[^"]+)"', desk.get(case).content.decode())
    assert scan
    assert b"".join(desk.get(scan[1]).streaming_content)
