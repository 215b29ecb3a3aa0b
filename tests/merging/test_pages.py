"""The pages and the API of a merger: the same answers, the same reasons, and nothing for those it is not about."""

import json

import pytest

from gongqiao.merging.models import Merger
from gongqiao.notices.models import Notice, Task
from tests import make
from tests.membership.test_api import clerk as program
from tests.merging.made import ground

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
GROUND = {"seen": "originals", "words": "先用护照入会，后用居民身份证", "goes_on": "this"}


def typed(twins, **parts):
    return {"card_number": twins.new.card.number, "name": "李华", **GROUND, **parts}


def test_proposed_on_the_desk_confirmed_beside_and_agreed_to_on_the_phone(browser, let_in, twins):
    clerk, other = browser("clerk", twins.union), browser("chair", twins.beside)
    member = clerk.get(f"/desk/members/{twins.old.pk}/").content.decode()
    assert f"/desk/members/{twins.old.pk}/merge/" in member

    wrong = clerk.post(f"/desk/members/{twins.old.pk}/merge/", typed(twins, name="王芳"))
    assert "没有找到这张会员证" in wrong.content.decode()
    made = clerk.post(f"/desk/members/{twins.old.pk}/merge/", typed(twins))
    merger = Merger.objects.get()
    assert made.url == f"/desk/mergers/{merger.pk}/"
    assert "李*" in clerk.get("/desk/mergers/").content.decode()

    page = other.get(made.url).content.decode()
    assert "复核同意" in page
    assert twins.new.person.document_number.reveal() not in page
    assert other.post(f"{made.url}confirm/").url == made.url
    for account, end in ((twins.phone_old, "asked"), (twins.phone_new, "done")):
        phone = let_in(account)
        assert "不答复的不合并" in phone.get("/me/merger/").content.decode()
        assert phone.post("/me/merger/agree/").url == "/me/merger/"
        merger.refresh_from_db()
        assert merger.state == end
    assert "已合并" in phone.get("/me/merger/").content.decode()
    assert "与本人的另一份会籍合并" in phone.get("/me/membership/").content.decode()
    assert "查明是两个人" in clerk.post(f"{made.url}undo/", {"words": "查明是两个人"}, follow=True).content.decode()


def test_who_sees_only_one_of_the_two_unions_pages_is_told_of_nothing(browser, twins):
    twins.proposed()
    stranger = browser("clerk", twins.tree["other"].body)

    assert stranger.get(f"/desk/members/{twins.old.pk}/merge/").status_code == 404
    assert browser("clerk", twins.beside).get(f"/desk/members/{twins.old.pk}/merge/").status_code == 404
    for more in ("", "confirm/", "decline/", "withdraw/", "on-paper/", "undo/"):
        assert stranger.get(f"/desk/mergers/{twins.pk}/{more}").status_code == 404


def test_she_says_that_one_is_not_she(let_in, twins):
    twins.proposed().confirmed()
    phone = let_in(twins.phone_old)

    assert "不是我，不合并" in phone.get("/me/merger/object/").content.decode()
    assert phone.post("/me/merger/object/", {"words": ""}).url == "/me/merger/"
    assert (twins.merger.state, twins.merger.because) == ("dropped", "objected")
    assert phone.post("/me/merger/agree/").url == "/me/merger/"


def test_who_was_never_asked_finds_nothing_to_answer(let_in, twins):
    phone = let_in(make.account(make.person()))
    assert "没有要您答复的合并登记" in phone.get("/me/merger/").content.decode()


def test_who_has_answered_waits_for_the_other_phone(let_in, twins):
    twins.proposed().confirmed().says(twins.phone_old)
    assert "正在等您的另一个手机号" in let_in(twins.phone_old).get("/me/merger/").content.decode()


def test_the_second_phone_shows_the_first_ones_factor_on_a_page(let_in, twins):
    page = let_in(twins.phone_old).post("/me/vouch/", {"code": "123456"}).content.decode()
    assert "不用再核验" in page


def test_tasks_and_messages_reach_who_must_act_and_no_one_twice(twins, hear):
    twins.proposed()
    hear()
    assert set(Task.objects.standing().values_list("kind", "body")) == {
        ("merging.confirm", twins.beside.pk), ("merging.confirm", twins.merger.superior_body_id),
    }  # fmt: skip
    twins.confirmed()
    hear()
    asked = Task.objects.standing().filter(kind="merging.answer")
    assert set(asked.values_list("person", flat=True)) == {twins.kept.pk, twins.gone.pk}
    twins.says(twins.phone_old)
    hear()
    assert list(asked.values_list("person", flat=True)) == [twins.kept.pk]
    twins.says(twins.phone_new)
    hear()
    assert not asked.exists()
    told = Notice.objects.filter(kind__startswith="merging.").values_list("words", flat=True)
    assert list(told) == ["您的两份登记已经合并，两个手机号登录的都是您本人"]


def test_without_a_phone_the_proposing_union_is_asked_for_the_paper(twins, hear):
    for phone in (twins.phone_old, twins.phone_new):
        phone.person, phone.tied_by, phone.tied_at = None, "", None
        phone.save()
    twins.proposed().confirmed()
    hear()

    assert Task.objects.standing().get(kind="merging.paper").body == twins.union


def posted(client, path, body=None):
    return client.post(f"/api/v1{path}", json.dumps(body or {}), "application/json")


def test_programs_do_the_same_with_the_same_reasons(twins):
    clerk, other = program(twins.union), program(twins.beside)
    refused = posted(clerk, f"/members/{twins.old.pk}/merger", typed(twins, card_number="000000000000"))
    assert (refused.status_code, refused.json()["reasons"][0]["code"]) == (422, "no_such_member")
    assert posted(clerk, f"/members/{twins.old.pk}/merger", typed(twins)).status_code == 200
    pk = Merger.objects.get().pk

    assert [row["state"] for row in clerk.get("/api/v1/mergers").json()["rows"]] == ["待复核"]
    assert posted(other, f"/mergers/{pk}/confirmation").status_code == 200
    shown = other.get(f"/api/v1/mergers/{pk}").json()
    assert (shown["state"], shown["holder"]) == ("待本人答复", "本人")
    assert posted(clerk, f"/mergers/{pk}/withdrawal", {"words": "看错了"}).status_code == 200
    assert posted(other, f"/mergers/{pk}/declining", {"words": "不是"}).json()["reasons"][0]["code"] == "wrong_state"
    assert posted(clerk, f"/mergers/{pk}/undoing", {"words": "不是"}).status_code == 422
    assert posted(program(twins.tree["other"].body), f"/mergers/{pk}/confirmation").status_code == 404


def test_declined_it_says_why_to_whoever_proposed_it(browser, twins):
    twins.proposed()
    other = browser("chair", twins.beside)
    other.post(f"/desk/mergers/{twins.pk}/decline/", {"words": " "})
    assert twins.merger.state == "proposed"
    other.post(f"/desk/mergers/{twins.pk}/decline/", {"words": "照片不一致"})

    assert (twins.merger.state, twins.merger.answer) == ("dropped", "照片不一致")
    assert "照片不一致" in browser("clerk", twins.union).get(f"/desk/mergers/{twins.pk}/").content.decode()


def test_where_a_member_has_both_cards_the_other_membership_may_go_on(twins):
    twins.proposed(ground=ground(goes_on="other")).confirmed().says(twins.phone_old).says(twins.phone_new)

    assert [twins.membership(each).state for each in (twins.old, twins.new)] == ["left", "active"]
