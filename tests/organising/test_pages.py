"""组建工会 through HTTP: the phone of whoever prepares, the desk above, the desk that helps, the employer."""

import pytest

from gongqiao.notices import queries as notices
from gongqiao.organisations import actions as organisations
from gongqiao.organising import actions
from gongqiao.organising.forms import TABLE
from gongqiao.organising.models import Ending, Founding
from tests import make
from tests.files import corpus
from tests.membership.conftest import let_in
from tests.membership.test_pages import letters
from tests.organising.made import union_code

__all__ = ["let_in"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
PLAN = {"head": "丁一", "group": "丁一、于二", "expected": "30", "no_party": "on"}


def written(**parts):
    told = {"number": "1号", "dated_on": "2026-03-10", "signed_by": "李明", "served": "hand"}
    return {**told, "scan": corpus.kept().word, **parts}


def told(answer):
    """The errors beside the fields, when a form was not taken."""
    return letters(answer)


def test_somebody_petitions_on_her_phone_and_sees_who_has_it_until_when(way, let_in):
    phone = let_in(way.account)
    assert "任何单位和个人不得阻挠" in letters(phone.get("/organise/"))
    assert "没有登记过这个单位" in told(phone.post("/organise/start/", {**PLAN, "uscc": make.credit_code()}))
    both = {**PLAN, "uscc": way.firm.uscc, "party": "党支部"}
    assert "只选一项" in told(phone.post("/organise/start/", both))

    done = phone.post("/organise/start/", {**PLAN, "uscc": way.firm.uscc})

    page = letters(phone.get(done.url))
    for words in ("筹备组待批复", "城厢街道总工会", "2026年3月24日", "不会自动批准", "关于成立工会筹备组的请示"):
        assert words in page
    assert phone.get("/organise/").url == done.url
    assert "组建工会" in letters(phone.get("/"))


def test_a_code_at_two_places_asks_for_the_place(way, let_in):
    told_of = {"name": "巧手二厂", "uscc": way.firm.uscc, "division": "330109113"}
    organisations.register_employer(way.superior.pk, **told_of, by=make.actor("installer"), at=make.AT)
    phone = let_in(way.account)

    assert "请填写单位所在的乡镇（街道）" in told(phone.post("/organise/start/", {**PLAN, "uscc": way.firm.uscc}))
    phone.post("/organise/start/", {**PLAN, "uscc": way.firm.uscc, "division": "330109001"})

    assert Founding.objects.get().employer_body_id == way.firm.pk


def test_the_union_above_approves_from_its_inbox_and_the_group_is_told(way, browser, let_in, hear):
    way.petitioned()
    hear()
    desk, where = browser("cadre", way.superior), f"/foundings/{way.pk}/"
    assert "巧手模具厂请示成立工会筹备组" in letters(desk.get("/desk/inbox/"))
    assert "批复同意成立筹备组" in letters(desk.get(where))

    assert desk.post(f"{where}approve-group/", {"number": "城工〔2026〕1号"}).url == where
    hear()

    assert "上一级工会同意成立筹备组" in notices.notices(way.group).first().words
    reply = way.case.papers.get(kind="group_reply")
    paper = letters(let_in(way.account).get(f"/foundings/papers/{reply.pk}/"))
    for words in ("城厢街道总工会", "城工〔2026〕1号", "巧手模具厂工会筹备组：", "印章位置", "此复。"):
        assert words in paper


def test_the_group_goes_on_step_by_step_with_what_is_known_filled_in(way, let_in):
    way.approved()
    phone, where = let_in(way.account), f"/foundings/{way.pk}/"
    page = letters(phone.get(where))
    assert "会员 30 人，达到 25 人，应当建立基层工会委员会".replace(" ", "") in page.replace(" ", "")
    wrong = phone.post(f"{where}list-members/", {"members": "30", "women": "4", "named": "只有姓名"})
    assert "没有看懂" in told(wrong)
    assert phone.post(f"{where}list-members/", {"members": "30", "women": "4"}).url == where
    slate = {"seats": "3", "candidates": "丁一、于二、王三、刘四", "chairs": "丁一、于二", "posted_at": "门口"}
    assert phone.post(f"{where}post-candidates/", {**slate, "posted_on": "2026-03-10"}).url == where
    assert "候选人公示中" in letters(phone.get(where))


def test_votes_are_numbers(way, let_in):
    way.convened()
    phone = let_in(way.account)
    page = told(phone.post(f"/foundings/{way.pk}/report-result/", {"elected": "丁一 许多"}))

    assert "票数不是数字" in page


def test_the_helping_union_enters_papers_and_sees_that_it_does(way, browser):
    desk = browser("officer", way.helper)
    assert "登记纸质请示" in letters(desk.get("/desk/foundings/"))
    assert "落款日期" in letters(desk.get("/desk/foundings/new/"))
    done = desk.post("/desk/foundings/new/", {**PLAN, "uscc": way.firm.uscc, **written()})

    page = letters(desk.get(done.url))
    assert "登记纸质材料：批复同意成立筹备组" in page
    pk = Founding.objects.get().pk
    assert desk.post(f"/foundings/{pk}/approve-group/", written(number="城工〔2026〕1号")).status_code == 302
    paper = Founding.objects.get().papers.get(kind="group_reply")
    shown = letters(desk.get(f"/foundings/papers/{paper.pk}/"))
    assert "线下办理：李明签发，当面递交".replace(" ", "") in shown.replace(" ", "")
    assert "盖章件 1".replace(" ", "") in shown.replace(" ", "")


def test_the_sealed_copy_is_handed_in(way, let_in):
    way.petitioned()
    phone, paper = let_in(way.account), way.case.papers.get()
    where = f"/foundings/papers/{paper.pk}/"

    assert phone.post(f"{where}seal/", {"scan": corpus.kept().word}).url == where

    assert "点开看扫描件" in letters(phone.get(where))


def test_the_employer_sees_nothing_before_the_group_is_approved_and_never_who_joins(way, browser):
    way.petitioned()
    firm = browser("hr", way.firm.body)
    assert "没有经批准的工会筹备组" in letters(firm.get("/employer/founding/"))
    assert firm.get(f"/foundings/{way.pk}/").status_code == 404

    actions.approve_group(way.pk, number="1号", by=way.above, at=make.AT)
    actions.list_members(way.pk, roll=actions.Roll(30, 4), by=way.group, at=make.AT)

    page = letters(firm.get(firm.get("/employer/founding/").url))
    assert "说明单位有关人员" in page
    assert "会员名册" not in page.partition("材料")[2].partition("办理经过")[0]
    roster = way.case.papers.get(kind="roster")
    assert firm.get(f"/foundings/papers/{roster.pk}/").status_code == 404
    where = f"/foundings/{way.pk}/state-persons/"
    assert firm.post(where, {"principals": "金老板"}).status_code == 302
    assert way.case.principals == ["金老板"]


def test_after_the_founding_its_papers_are_registered_on_the_desk(way, browser):
    way.registered()
    desk = browser("cadre", way.superior)
    page = letters(desk.get(f"/foundings/{way.pk}/"))
    assert "登记新工会的任职" in page
    assert "登记账户" in page
    assert "登记法人资格" not in page.partition("办理经过")[0].partition("材料")[0].partition("登记账户")[2]
    ledger = letters(desk.get("/desk/certificates/"))
    assert union_code() in ledger
    assert "与本届届满日期相同" in letters(desk.get(f"/desk/certificates/{way.certificate.pk}/"))
    early = {"number": "2", "issued_on": "2026-03-10", "valid_until": "2029-03-20"}
    assert "2029-02-18起受理" in told(desk.post(f"/desk/certificates/{way.certificate.pk}/", early))


def test_a_union_is_merged_on_the_desk_above_it(tree, browser):
    union, other = tree["joint"].body, tree["community"].body
    desk = browser("cadre", tree["township"].body)
    assert "工会终止或者合并" in letters(desk.get(f"/desk/unions/{union.pk}/"))
    where = f"/desk/unions/{union.pk}/end/"
    assert "不得随意撤销" in letters(desk.get(where))
    said = {"ground": "merged", "into": other.name, "meeting_on": "2026-03-10", "number": "9号"}

    done = desk.post(where, {**said, "met_on": "2026-03-10", "present": "李明"})

    assert other.name in letters(desk.get(done.url))
    assert Ending.objects.get().into_body == other


def test_every_act_tells_what_it_is_for(way, browser, let_in):
    way.registered()
    phone, desk = let_in(way.account), browser("cadre", way.superior)
    for name, act in TABLE.items():
        for page in (phone, desk):
            shown = letters(page.get(f"/foundings/{way.pk}/{name.replace('_', '-')}/"))
            assert act.words[:12] in shown
