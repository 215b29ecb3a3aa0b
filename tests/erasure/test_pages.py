"""The pages and the API of an erasure and a hold: the same answers, the same reasons, and nothing for outsiders."""

from datetime import timedelta

import pytest

from gongqiao.erasure.models import Erasure, Hold
from gongqiao.files.models import StoredFile
from gongqiao.people.models import Account, SignIn
from tests import make
from tests.changes.made import Life
from tests.erasure.made import later
from tests.files import corpus
from tests.membership.test_api import program
from tests.programs import codes, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
UNTIL = str(make.TODAY + timedelta(days=30))
PAPER = {"number": "无", "dated_on": str(make.TODAY), "signed_by": "张三丰", "served": "hand"}


def who(gone):
    return {"document_type": "card", "document_number": gone.who.document_number, "name": "张三丰"}


def ground(**parts):
    return {"kind": "lawsuit", "basis": "调查令", "number": "民初77号", "until": UNTIL, **parts}


def get(client, path):
    return client.get(f"/api/v1{path}")


def opens(client, stored):
    answer = client.get(f"/files/{stored.pk}/")
    return answer.status_code == 200 and b"".join(answer.streaming_content) == b"%PDF-1.7 %%EOF"


def read(answer):
    return answer.content.decode()


def test_she_is_told_what_goes_and_what_is_kept_until_when_then_asks_and_takes_it_back(let_in, gone):
    phone = let_in(gone.account)
    assert "/me/erasure/" in read(phone.get("/me/"))
    page = read(phone.get("/me/erasure/"))
    for words in (
        "2036年3月10日",
        "登录设备和网络不再需要",
        "会员证号换成随机号码",
        "网络安全法 第二十三条",
        "要求删除",
    ):
        assert words in page
    assert "合并登记材料" not in page  # there is none of hers

    assert "确定要删除的，请先勾选" in read(phone.post("/me/erasure/", {}))
    assert phone.post("/me/erasure/", {"agreed": "on"}).url == "/me/erasure/"
    page = read(phone.get("/me/erasure/"))
    assert "待删除" in page
    assert "要求删除</button>" not in page
    assert "不能恢复" in read(phone.get("/me/erasure/withdraw/"))
    assert phone.post("/me/erasure/withdraw/").url == "/me/erasure/"
    assert "不再删除" in read(phone.get("/me/erasure/"))
    assert phone.get("/me/erasure/withdraw/").url == "/me/erasure/"


def test_a_member_reads_what_keeps_her_and_finds_no_button(let_in, tree):
    page = read(let_in(Life(tree).account).get("/me/erasure/"))

    assert "请先在“我的会籍”里声明退会" in page
    assert 'href="/me/membership/">去“我的会籍”' in page
    assert "退会以后，会员档案自退会起保管十年" in page
    assert "要求删除</button>" not in page


def test_an_account_that_is_nobodys_is_told_to_close_it(let_in):
    page = read(let_in(make.account()).get("/me/erasure/"))

    assert "在“注销账号”里注销" in page
    assert 'href="/me/close/">去“注销账号”' in page
    assert "保管十年" not in page


def test_who_has_a_one_time_password_is_led_to_give_it(let_in, gone):
    phone = let_in(gone.account)
    Account.objects.filter(pk=gone.account.pk).update(otp_since=make.AT)
    SignIn.objects.update(strong_at=None)

    page = read(phone.post("/me/erasure/", {"agreed": "on"}))
    assert "要求删除前请先输入一次动态口令" in page
    assert "输入动态口令</a>" in page
    assert not Erasure.objects.exists()


def test_she_sees_that_a_hold_stands_and_whom_to_ask_but_not_the_case(let_in, gone):
    gone.held().asked()
    page = read(let_in(gone.account).get("/me/erasure/"))

    assert f"要问原因的，请找{gone.union.name}" in page
    assert "民初77号" not in page
    assert "调查令" not in page


def test_entered_on_the_desk_what_she_signed_is_seen_by_her_union_and_those_above(browser, gone):
    clerk = browser("clerk", gone.union)
    wrong = clerk.post("/desk/erasures/enter/", {**who(gone), **PAPER, "name": "别人", "scan-kept": corpus.kept().word})
    assert "没有查到" in read(wrong)
    made = clerk.post("/desk/erasures/enter/", {**who(gone), **PAPER, "scan-kept": corpus.kept().word})
    erasure = Erasure.objects.get()
    assert made.url == f"/desk/erasures/{erasure.pk}/"
    page = read(clerk.get(made.url))
    assert "张*" in page
    assert gone.who.document_number not in page
    scan = StoredFile.objects.get()
    assert opens(clerk, scan)
    assert "张*" in read(browser("cadre", gone.tree["county"].body).get("/desk/erasures/"))
    assert browser("chair", gone.tree["community"].body).get(made.url).status_code == 404

    back = clerk.post(f"{made.url}withdraw/", {**PAPER, "scan-kept": corpus.kept().word})
    assert back.url == made.url
    assert "不再删除" in read(clerk.get(made.url))


def test_a_hold_is_set_prolonged_and_lifted_on_the_desk(browser, gone):
    chair = browser("chair", gone.union)
    typed = {**who(gone), **ground(), "scan-kept": corpus.kept().word}
    assert "没有查到" in read(browser("chair", gone.tree["other"].body).post("/desk/holds/new/", typed))
    made = chair.post("/desk/holds/new/", typed)
    hold = Hold.objects.get()
    assert made.url == f"/desk/holds/{hold.pk}/"
    page = read(chair.get(made.url))
    assert "民初77号" in page
    assert f"/files/{StoredFile.objects.get().pk}/" in page
    assert "张*" in read(chair.get("/desk/holds/"))
    assert opens(chair, StoredFile.objects.get())
    assert browser("chair", gone.tree["other"].body).get(made.url).status_code == 404
    assert browser("clerk", gone.union).get("/desk/holds/").status_code == 403

    until = str(make.TODAY + timedelta(days=90))
    chair.post(f"{made.url}prolong/", {"until": until, "words": "没有审结"})
    assert "延长" in read(chair.get(made.url))
    chair.post(f"{made.url}lift/", {"words": "已经审结"})
    assert "已经解除或者到期" in read(chair.get(made.url))


def test_what_is_done_shows_nobody_any_more(browser, gone):
    gone.asked()
    Erasure.objects.update(state="done", finished_at=later(2), called="")
    page = read(browser("clerk", gone.union).get(f"/desk/erasures/{gone.pk}/"))

    assert "已删除" in page
    assert "登记本人撤回" not in page


def test_a_program_asks_reads_and_takes_back_with_the_same_reasons(gone, tree):
    her = program(gone.account)
    assert get(her, "/my/erasure").status_code == 404
    assert post(her, "/my/erasure/withdrawal", {})[0] == 404
    assert post(her, "/my/erasure", {"agreed": True})[0] == 200
    told = get(her, "/my/erasure").json()
    assert (told["state"], told["due_on"]) == ("待删除", str(make.TODAY + timedelta(days=1)))
    assert codes(post(her, "/my/erasure", {"agreed": True})[1]) == ["asked"]
    assert post(her, "/my/erasure/withdrawal", {})[0] == 200
    assert codes(post(her, "/my/erasure/withdrawal", {})[1]) == ["wrong_state"]
    assert codes(post(program(Life(tree).account), "/my/erasure", {"agreed": True})[1]) == ["member"]


def test_an_offices_program_enters_holds_and_lifts(gone):
    chair = program(make.account(make.person()), "chair", gone.union)
    scan = {"scan": corpus.kept().word}
    assert post(chair, "/erasures/on-paper", {**who(gone), **PAPER, **scan})[0] == 200
    (row,) = get(chair, "/erasures").json()["rows"]
    assert (row["person"], row["by_kin"]) == ("张*", False)
    assert get(chair, f"/erasures/{row['id']}").json() == row
    assert post(chair, "/holds", {**who(gone), **ground(), **scan})[0] == 200
    (held,) = get(chair, "/holds").json()["rows"]
    assert (held["kind"], get(chair, f"/holds/{held['id']}").json()) == ("诉讼", held)
    until = str(make.TODAY + timedelta(days=90))
    assert post(chair, f"/holds/{held['id']}/prolongation", {"until": until, "words": "没有审结"})[0] == 200
    assert post(chair, f"/holds/{held['id']}/lifting", {"words": "已经审结"})[0] == 200
    assert codes(post(chair, f"/holds/{held['id']}/lifting", {"words": "已经审结"})[1]) == ["over"]
    back = post(chair, f"/erasures/{row['id']}/withdrawal/on-paper", {**PAPER, **scan})
    assert back[0] == 200
