"""The applicant's phone and the union's desk, through HTTP."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongqiao.kernel.clock import moment
from gongqiao.kernel.models import Deadline, Record
from gongqiao.membership import actions
from gongqiao.membership.models import Application, Card, Membership, Resolution
from gongqiao.people import actions as people
from gongqiao.people.models import Consent, SignIn
from tests import make, programs
from tests.membership import made
from tests.people.conftest import last_code

pytestmark = pytest.mark.django_db
WORK = {"employment_form": "platform", "jobs": ["meals"]}
PLACE = {"workplace": "杭州市萧山区城厢街道", "employer": "饿了么", "station": "城厢站"}


def letters(response):
    return re.sub(r"\s+|<[^>]+>", "", response.content.decode())


def me(**parts):
    return {"name": "张三丰", "document_number": make.identity_number(), "agreed": "on", **parts}


@pytest.mark.usefixtures("demo_day")
def test_a_rider_applies_in_four_steps_and_sees_who_has_it(let_in, union):
    rider = let_in(make.account())

    assert rider.post(reverse("membership:work"), WORK).url == "/join/place/"
    assert rider.post(reverse("membership:place"), PLACE).url == "/join/union/"
    assert "城厢新就业形态联合工会" in letters(rider.get("/join/union/"))
    assert rider.post(reverse("membership:union"), {"union": union.pk}).url == "/join/me/"
    assert rider.post(reverse("membership:me"), me()).url == "/join/check/"
    assert "张三丰" in letters(rider.get("/join/check/"))
    assert rider.post(reverse("membership:check"), {"agreed": "on"}).url == "/join/progress/"

    told = letters(rider.get("/join/progress/"))
    assert "审查中" in told
    assert "城厢新就业形态联合工会" in told
    assert "2026年3月31日" in told


@pytest.mark.usefixtures("demo_day")
def test_an_applicant_sees_how_her_last_day_moved_off_a_rest_day_and_that_a_missing_year_leaves_it_open(let_in, union):
    account = make.account()
    application = made.applied(union, of=account)
    in_time = make.AT + timedelta(days=2)
    actions.send_back(application.pk, missing=["station"], by=make.actor("clerk", union), at=in_time)
    rider = let_in(account)

    assert "2026年4月13日按日数到2026年4月11日，逢休息日顺延" in letters(rider.get("/join/progress/"))
    Deadline.objects.filter(closed_on=None).update(due_on=None)
    assert "最迟哪天日历未维护" in letters(rider.get("/join/progress/"))


def test_the_last_step_asks_once_and_unticked_whether_she_wants_to_be_told_by_sms(let_in, union):
    account, other = make.account(), make.account()
    for each in (account, other):
        made.draft(union, of=each)
    rider, silent = let_in(account), let_in(other)

    box = re.search(r'<input[^>]*name="texts"[^>]*>', rider.get("/join/check/").content.decode())
    rider.post("/join/check/", {"agreed": "on", "texts": "on"})
    silent.post("/join/check/", {"agreed": "on"})
    agreed = Consent.objects.filter(purpose="messages")

    assert "checked" not in box[0]
    assert [each.account_id for each in agreed] == [account.pk]
    Application.objects.update(state="sent_back")
    assert 'name="texts"' not in rider.get("/join/check/").content.decode()
    assert 'name="texts"' in silent.get("/join/check/").content.decode()


def test_an_identity_number_is_never_shown_whole(let_in, union, clerk):
    account = make.account()
    number = make.identity_number()
    application = made.applied(union, of=account, document_number=number)
    pages = [let_in(account).get("/join/progress/"), clerk(union).get(f"/desk/applications/{application.pk}/")]

    for page in pages:
        assert number not in letters(page)
        assert f"{number[:3]}***********{number[-4:]}" in letters(page)


def test_the_clerk_alone_is_told_that_a_document_is_known(let_in, union, clerk, tree):
    numbers, accounts = [make.identity_number() for _ in range(2)], [make.account() for _ in range(2)]
    made.member(tree["community"].body, document_number=numbers[0])
    known, new = (
        made.applied(union, of=account, document_number=number)
        for account, number in zip(accounts, numbers, strict=True)
    )
    desk = clerk(union)

    assert "疑似已有会籍" in letters(desk.get("/desk/applications/"))
    assert "疑似已有会籍" in letters(desk.get("/desk/resolutions/new/"))
    assert "疑似已有会籍" in letters(desk.get(f"/desk/applications/{known.pk}/"))
    assert "疑似已有会籍" not in letters(desk.get(f"/desk/applications/{new.pk}/"))
    told, otherwise = (
        what_she_is_shown(let_in(account), account, number) for account, number in zip(accounts, numbers, strict=True)
    )
    assert "审查中" in told
    assert told == otherwise


def what_she_is_shown(rider, account, number):
    """Her own pages and what a program of hers reads, without what is in nobody else's."""
    paths = ("/join/", "/join/progress/", "/me/", "/me/inbox/", "/me/data/", "/me/looks/")
    pages = "".join(letters(rider.get(path, follow=True)) for path in paths)
    read = programs.program(make.oneself(account)).get("/api/v1/my/application").json()
    del read["id"]
    phone = account.phone.reveal()
    for hers in (f"{number[:3]}***********{number[-4:]}", f"{phone[:3]}****{phone[-4:]}"):
        pages = pages.replace(hers, "")
    return f"{pages}{read}"


def test_a_known_person_is_not_asked_who_she_is(let_in, union):
    known = let_in(make.account(make.person()))
    known.post("/join/work/", WORK)
    known.post("/join/place/", PLACE)

    assert known.post("/join/union/", {"union": union.pk}).url == "/join/me/"
    asked = known.get("/join/me/").content.decode()
    assert ('name="agreed"' in asked, 'name="name"' in asked, "document_number" in asked) == (True, False, False)
    assert "请勾选" in letters(known.post("/join/me/", {"act": "1"}))
    assert known.post("/join/me/", {"agreed": "on"}).url == "/join/check/"
    assert known.post("/join/check/", {"agreed": "on"}).url == "/join/progress/"


def test_the_union_sees_who_applied_when_the_platform_knew_her_already(let_in, union, clerk):
    person = make.person(name="林晓梅")
    application = made.applied(union, of=make.account(person))
    desk = clerk(union)

    shown = letters(desk.get(f"/desk/applications/{application.pk}/"))
    assert "入会申请：林*" in shown
    assert str(person.document_number) in shown
    assert "林*" in letters(desk.get("/desk/applications/"))
    assert "林晓梅" in letters(desk.get("/desk/resolutions/new/"))


def test_a_known_person_who_has_agreed_goes_straight_to_the_last_step(let_in, union):
    account = make.account(make.person())
    people.give("identity", by=make.oneself(account), at=make.AT)
    known = let_in(account)
    known.post("/join/work/", WORK)
    known.post("/join/place/", PLACE)

    assert known.post("/join/union/", {"union": union.pk}).url == "/join/check/"


@pytest.mark.parametrize("state", ["draft", "sent_back"])
def test_whoever_took_her_agreement_back_is_led_to_it_from_the_last_step_and_loses_nothing(let_in, union, clerk, state):
    account = make.account()
    if state == "draft":
        made.draft(union, of=account)
    else:
        application = made.applied(union, of=account)
        clerk(union).post(f"/desk/applications/{application.pk}/send-back/", {"missing": ["station"], "words": ""})
    people.withdraw("identity", by=make.oneself(account), at=moment())
    rider = let_in(account)

    assert "授权管理" in letters(rider.post("/join/check/", {"agreed": "on"}))
    assert Application.objects.get().state == state
    assert rider.get("/join/check/").url == "/join/me/"
    assert rider.post("/join/me/", {"agreed": "on"}).status_code == 302
    assert "张三丰" in letters(rider.get("/join/check/"))
    assert rider.post("/join/check/", {"agreed": "on"}).url == "/join/progress/"
    assert Application.objects.get().state == "submitted"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("330109201103110027", "12351"),
        ("110105194902300027", "号码中的出生日期不存在或不可能，请检查第7至14位"),
        ("110105203003110022", "号码中的出生日期不存在或不可能，请检查第7至14位"),
        ("110105190001010028", "号码中的出生日期不存在或不可能，请检查第7至14位"),
        ("110105194913310021", "号码中的出生日期不存在或不可能，请检查第7至14位"),
        ("110105194912310021", "号码的最后一位校验不符，请逐位对照证件检查"),
        ("11010519491231002", "请对照证件检查"),
    ],
)
@pytest.mark.usefixtures("demo_day")
def test_what_was_typed_comes_back_with_the_reason(let_in, number, words):
    rider = let_in(make.account())
    rider.post("/join/work/", WORK)
    rider.post("/join/place/", PLACE)

    told = rider.post("/join/me/", me(name="小明", document_number=number))

    assert told.status_code == 200
    assert words in letters(told)
    assert all(f'value="{typed}"' in told.content.decode() for typed in ("小明", number))
    assert Application.objects.get().document_number is None


def test_a_place_nobody_knows_asks_for_the_county(let_in):
    rider = let_in(make.account())
    rider.post("/join/work/", WORK)

    assert "没有认出您写的是哪里" in letters(rider.post("/join/place/", {**PLACE, "workplace": "家门口"}))
    assert "哪个街道" in letters(rider.post("/join/place/", {**PLACE, "workplace": "家门口", "county": "330109"}))
    assert rider.post("/join/place/", {**PLACE, "workplace": "城厢街道", "county": "330109"}).status_code == 302
    assert Application.objects.get().division_id == "330109001"


def test_the_first_page_sent_again_because_its_answer_was_lost_is_done_once(let_in):
    rider = let_in(make.account())

    answers = [rider.post("/join/work/", {**WORK, "act": "one"}).url for _ in range(2)]

    assert answers == ["/join/place/"] * 2
    assert Record.objects.filter(event="membership.Written").count() == 1


def test_a_group_that_two_lists_name_alike_is_told_once(let_in, union):
    account = make.account()
    draft = made.draft(union, of=account)
    actions.begin(account.pk, employment_form="platform", jobs=["courier"], by=make.oneself(account), at=make.AT)
    draft.refresh_from_db()

    assert draft.groups == ["eight.courier", "focus.courier"]
    assert letters(let_in(account).get("/join/check/")).count("快递员") == 1


def test_going_back_shows_what_was_written(let_in, union):
    account = make.account()
    made.draft(union, of=account)
    rider = let_in(account)

    assert 'value="platform" ' in rider.get("/join/work/").content.decode()
    assert "城厢站" in rider.get("/join/place/").content.decode()
    assert "接着填写" in letters(rider.get("/join/"))


def test_what_is_missing_is_named_and_put_right(let_in, clerk, union):
    account = make.account()
    application = made.applied(union, of=account)
    desk, rider = clerk(union), let_in(account)

    sent = desk.post(f"/desk/applications/{application.pk}/send-back/", {"missing": ["station"], "words": "写清站点"})
    told = letters(rider.get("/join/progress/"))
    rider.post("/join/place/", {**PLACE, "station": "江南大道站"})
    again = rider.post("/join/check/", {"agreed": "on"})

    assert (sent.status_code, again.url) == (302, "/join/progress/")
    assert "站点名称" in told
    assert "写清站点" in told
    assert "江南大道站" in letters(desk.get(f"/desk/applications/{application.pk}/"))


def test_the_clerk_records_a_resolution_for_those_she_ticks(clerk, union):
    first, second, third = (made.applied(union, name=name) for name in ("张三", "李四", "王五"))
    desk = clerk(union)

    page = desk.get(f"/desk/resolutions/new/?application={first.pk}").content.decode()
    told = {
        "number": "1号",
        "met_on": "2026年3月10日",
        "present": "李明、王芳",
        "applications": [str(first.pk), str(second.pk)],
    }
    done = desk.post("/desk/resolutions/new/", told)

    assert re.findall(r'value="([0-9a-f-]{36})"[^>]*checked', page) == [str(first.pk)]
    assert done.url == reverse("membership:resolution", args=[Resolution.objects.get().pk])
    assert Membership.objects.count() == 2
    assert "准予入会2人" in letters(desk.get(done.url))
    third.refresh_from_db()
    assert third.state == "submitted"


def sign_in_again(browser, sent, account):
    """By the code, from the page to which the lost session led; the address it leads on to."""
    phone = account.phone.reveal()
    asked = browser.post(sent.url, {"phone": phone, "agreed": "on"})
    return browser.post(asked.url, {"code": last_code(phone)}).url


def test_a_session_that_ended_in_the_middle_of_the_form_costs_the_rider_nothing(let_in):
    account = make.account()
    rider = let_in(account)
    rider.post("/join/work/", WORK)
    SignIn.objects.update(seen_at=make.AT - timedelta(days=31))
    written = {"workplace": "杭州市萧山区城厢街道", "employer": "饿了么", "station": "城厢站东门"}

    sent = rider.post("/join/place/", written)
    back = sign_in_again(rider, sent, account)
    page = rider.get(back).content.decode()

    assert (sent.status_code, back) == (303, "/join/place/?kept=1")
    assert all(f'value="{words}"' in page for words in written.values())
    assert Application.objects.get().station == ""
    assert rider.post(back, written).url == "/join/union/"
    assert Application.objects.get().station == "城厢站东门"


def test_a_session_that_ended_in_the_middle_of_a_resolution_comes_back_with_its_ticks_in_the_same_office(let_in, union):
    first, _, third = (made.applied(union) for _ in range(3))
    account = make.account(make.person())
    desk = let_in(account, "clerk", union)
    SignIn.objects.update(seen_at=make.AT - timedelta(days=31))
    ticked = [str(first.pk), str(third.pk)]
    written = {"number": "7号", "met_on": "2026-03-10", "present": "李明、王芳", "applications": ticked}

    back = sign_in_again(desk, desk.post("/desk/resolutions/new/", written), account)
    SignIn.objects.update(strong_at=moment())
    (post,) = re.findall(r'name="appointment_id" value="([0-9a-f-]{36})"', desk.get(back).content.decode())
    back = desk.post(back, {"appointment_id": post}).url
    page = desk.get(back).content.decode()

    assert back == "/desk/resolutions/new/?kept=1"
    assert ('value="7号"' in page, "李明、王芳" in page) == (True, True)
    assert sorted(re.findall(r'value="([0-9a-f-]{36})"[^>]*checked', page)) == sorted(ticked)
    assert (Resolution.objects.count(), desk.post(back, written).status_code) == (0, 302)
    assert Resolution.objects.get().count == 2


def test_a_double_click_records_one_resolution_and_both_see_it(clerk, union):
    application = made.applied(union)
    desk = clerk(union)
    told = {
        "number": "1号",
        "met_on": "2026-03-10",
        "present": "李明",
        "applications": [str(application.pk)],
        "act": "k1",
    }

    first, second = (desk.post("/desk/resolutions/new/", told) for _ in range(2))

    assert first.url == second.url
    assert Resolution.objects.count() == 1


def test_a_card_shows_a_code_that_a_second_phone_checks(let_in, union):
    account = make.account()
    made.member(union, of=account)
    card = Card.objects.get()

    shown = let_in(account).get("/me/card/")
    checked = Client().get(f"/card/{card.token}/")

    assert "<svg" in shown.content.decode()
    assert card.number in letters(shown)
    assert "有效" in letters(checked)
    assert "张*" in letters(checked)
    assert "张三丰" not in letters(checked)
    assert card.number not in letters(checked)


def test_an_unknown_code_is_invalid_and_says_no_more():
    told = Client().get("/card/AAAAAAAAAAAAAAAAAAAAAA/")

    assert told.status_code == 404
    assert "无效" in letters(told)


def test_a_renewed_code_voids_the_old_one(let_in, union):
    account = make.account()
    made.member(union, of=account)
    old = Card.objects.get().token

    let_in(account).post("/me/card/renew/", {"act": "k"})

    assert Client().get(f"/card/{old}/").status_code == 404
    assert Client().get(f"/card/{Card.objects.get().token}/").status_code == 200


def test_a_member_is_led_to_her_card_instead_of_a_second_application(let_in, union):
    account = make.account()
    made.member(union, of=account)

    assert let_in(account).get("/join/").url == "/me/card/"


def test_a_superior_finds_nobody_of_the_union_below(clerk, union, tree):
    application, member = made.applied(union), made.member(union)
    superior = clerk(tree["township"].body)

    assert superior.get(f"/desk/applications/{application.pk}/").status_code == 404
    assert superior.get(f"/desk/members/{member.pk}/").status_code == 404
    assert "还没有记录" in letters(superior.get("/desk/members/"))


@pytest.mark.parametrize("rows", [1, 3])
def test_a_ledger_asks_as_many_questions_for_three_rows_as_for_one(rows, clerk, union, django_assert_max_num_queries):
    for _ in range(rows):
        made.applied(union)
        made.member(union)
    desk = clerk(union)

    for address in ("/desk/applications/", "/desk/members/", "/desk/resolutions/"):
        with django_assert_max_num_queries(12):
            assert desk.get(address).status_code == 200


def test_the_members_ledger_does_not_even_read_the_sealed_numbers(clerk, union):
    made.member(union)
    desk = clerk(union)

    with CaptureQueriesContext(connection) as asked:
        assert desk.get("/desk/members/").status_code == 200

    about_members = [each["sql"] for each in asked if "membership_membership" in each["sql"]]
    assert about_members
    assert not [sql for sql in about_members if "document_number" in sql or '"phone"' in sql]
