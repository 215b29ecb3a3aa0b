"""The inbox through the browser and by program: whose it is, what it shows, what can be done in it."""

import json
import re
from datetime import timedelta

import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import moment
from gongqiao.notices import actions, api, folders, menu, queries
from gongqiao.notices.kinds import To
from gongqiao.notices.models import Notice, Preference, Task
from gongqiao.notices.reactions import ALARM
from gongqiao.people import actions as people
from gongqiao.people import identities
from gongqiao.people.models import Account
from tests import make
from tests.notices import papers
from tests.notices.papers import CLERK, MEND, OPEN, READ, TOLD, move, paper
from tests.people.test_doors import letters, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(name="browser")
def _browser():
    return Client()


@pytest.fixture(name="writer")
def _writer():
    return make.oneself(make.account(make.person()))


@pytest.fixture(name="clerk")
def _clerk(monkeypatch):
    """Somebody who reads papers in an office, as the modules above would tell."""
    person, office = make.person(), make.body(name="阅卷组")
    post = identities.Identity(make.uuid7(), CLERK, office.pk, office.name, {"union": f"u{office.pk}."})
    monkeypatch.setattr(identities, "_PROVIDERS", [])
    identities.provide(lambda who, _on, one: [post] if who == person.pk and one in {None, post.appointment_id} else [])
    account = make.account(person)
    return make.actor(CLERK, office, person_id=person.pk, account_id=account.pk, appointment_id=post.appointment_id)


def enter(browser, actor, phone):
    sign_in(browser, phone)
    if actor.appointment_id:
        browser.post(reverse("people:identities"), {"appointment_id": str(actor.appointment_id)})
    return browser


def phone_of(actor):
    return Account.objects.get(pk=actor.account_id).phone.reveal()


def some_papers(count, clerk, writer, hear, **parts):
    for _ in range(count):
        made = paper(OPEN, writer=writer, **parts)
        papers.OFFICES[made.pk] = clerk.body_id
        move(made, OPEN, by=writer)
    hear()


def asked(page, viewer, *args, data=None, **query):
    request = RequestFactory().post("/", data) if data is not None else RequestFactory().get("/", query)
    request.actor, request.arrived_at = viewer, make.AT
    return page(request, *args)


@pytest.mark.parametrize("face", ["me", "desk", "employer"])
def test_nobody_is_sent_to_sign_in(browser, face):
    told = browser.get(f"/{face}/inbox/")

    assert (told.status_code, told.url) == (303, f"/sign-in/?next=%2F{face}%2Finbox%2F")


@pytest.mark.usefixtures("demo_day")
def test_the_desk_shows_what_the_office_must_do_and_one_click_opens_it(browser, clerk, writer, hear):
    some_papers(1, clerk, writer, hear, due_on=make.TODAY)
    enter(browser, clerk, phone_of(clerk))

    page = browser.get("/desk/inbox/")

    title = Task.objects.get().title
    assert re.search(rf'<a href="/me/">{re.escape(title)}</a>', page.content.decode())
    assert ("今天到期" in letters(page), "待办1" in letters(page), "共1件" in letters(page)) == (True, True, True)
    assert title in browser.get("/desk/").content.decode()


def test_oneself_finds_her_own_on_the_phone_and_not_the_offices(browser, clerk, writer, hear):
    some_papers(1, clerk, writer, hear)
    enter(browser, writer, phone_of(writer))

    assert "现在没有待办" in letters(browser.get("/me/inbox/"))
    assert Task.objects.get().title in browser.get("/me/inbox/started/").content.decode()
    told = browser.get("/desk/inbox/")
    assert (told.status_code, "请先切换身份" in letters(told)) == (403, True)
    assert browser.get("/me/inbox/nothing/").status_code == 404


def test_a_task_of_somebody_else_does_not_exist(browser, clerk, writer, hear):
    some_papers(1, clerk, writer, hear)
    task = Task.objects.get()
    enter(browser, writer, phone_of(writer))
    assert browser.get(f"/inbox/tasks/{task.pk}/").status_code == 200

    stranger = enter(Client(), make.actor("self"), make.phone())
    for name in ("task", "press", "settle"):
        assert stranger.get(reverse(f"notices:{name}", args=[task.pk])).status_code == 404
    assert stranger.get(f"/inbox/notices/{task.pk}/").status_code == 404


def test_one_presses_after_one_question_and_a_second_click_is_the_first_ones_answer(browser, clerk, writer, hear):
    some_papers(1, clerk, writer, hear)
    Task.objects.update(opened_at=moment() - timedelta(days=1))
    address = reverse("notices:press", args=[Task.objects.get().pk])
    enter(browser, writer, phone_of(writer))
    assert "同一件事每天只能催办一次" in letters(browser.get(address))

    answers = [browser.post(address, {"act": "k1"}) for _ in range(2)]

    assert [(answer.status_code, answer.url) for answer in answers] == [(303, "/me/inbox/")] * 2
    assert "今天已经催办过" in letters(browser.post(address, {"act": "k2"}))
    assert "今天已催办" in letters(browser.get("/me/inbox/started/"))


def test_a_message_is_read_by_opening_it_and_leads_to_what_it_is_about(browser, writer):
    passed, told = (TOLD, To(account=writer.account_id), "您的卷子通过了"), {"at": make.AT, "url": "people:me"}
    for occasion in range(2):
        actions.tell(*passed, about=make.body(), occasion=occasion, **told)
    enter(browser, writer, phone_of(writer))
    page = browser.get("/me/inbox/notices/")
    assert ("未读" in letters(page), "消息2" in letters(page)) == (True, True)

    opened = browser.get(reverse("notices:notice", args=[Notice.objects.first().pk]))
    assert (opened.status_code, opened.url) == (302, "/me/")
    assert "消息1" in letters(browser.get("/me/inbox/notices/"))

    assert browser.post("/inbox/read/").url == "/me/inbox/notices/"
    assert "未读" not in letters(browser.get("/me/inbox/notices/"))


def test_what_one_wants_by_sms_is_chosen_on_a_page(browser, writer):
    enter(browser, writer, phone_of(writer))
    page = browser.get("/inbox/texting/").content.decode()
    assert page.count("checked") == page.count('type="checkbox"') > 1

    browser.post("/inbox/texting/", {"topics": ["考试"]})

    assert queries.wanted_topics(writer) == ["考试"]


def test_whoever_has_not_agreed_to_sms_is_told_so_where_she_chooses_topics_and_an_office_is_not(browser, clerk, writer):
    def pointed():
        return "还没有同意用短信提醒" in letters(browser.get("/inbox/texting/"))

    enter(browser, writer, phone_of(writer))
    before = pointed()
    people.give("messages", by=writer, at=make.AT)
    assert (before, pointed()) == (True, False)

    enter(browser, clerk, phone_of(clerk))
    assert not pointed()


def test_an_open_inbox_is_told_to_look_again_only_when_something_changed(browser, writer, clerk, hear):
    some_papers(1, clerk, writer, hear)
    enter(browser, clerk, phone_of(clerk))
    seen = re.search(r"seen=(\w+)", browser.get("/desk/inbox/").content.decode()).group(1)
    assert browser.get("/inbox/hint/", {"seen": seen}).status_code == 204

    some_papers(1, clerk, writer, hear)

    assert "有变化" in letters(browser.get("/inbox/hint/", {"seen": seen}))


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_the_inbox_costs_the_same_for_one_row_and_for_three(
    clerk, writer, hear, count, django_assert_num_queries
):
    some_papers(count, clerk, writer, hear)
    with django_assert_num_queries(2):
        page = folders.shown("tasks", clerk, RequestFactory().get("/").GET, on=make.TODAY)
        assert (len(page.rows), page.count) == (count, f"共 {count} 件")


def test_pages_follow_by_key_and_narrow_by_kind(clerk, writer, hear):
    some_papers(25, clerk, writer, hear)
    first = folders.shown("tasks", clerk, RequestFactory().get("/").GET, on=make.TODAY)
    second = folders.shown("tasks", clerk, RequestFactory().get("/" + first.later).GET, on=make.TODAY)
    assert (len(first.rows), len(second.rows)) == (20, 5)
    assert not {row.pk for row in first.rows} & {row.pk for row in second.rows}

    actions.open_task(MEND, To(body_id=clerk.body_id, roles=(CLERK,)), about=make.body(), url="", at=make.AT)
    mended = folders.shown("tasks", clerk, RequestFactory().get("/?kind=contenttypes.mend").GET, on=make.TODAY)

    assert len(mended.rows) == 1


def test_only_where_a_task_follows_no_state_it_can_be_settled_from_the_list(clerk, writer, hear):
    def heads():
        page = folders.shown("tasks", clerk, RequestFactory().get("/").GET, on=make.TODAY)
        return [column.label for column in page.ledger.columns], page

    some_papers(1, clerk, writer, hear)
    assert heads()[0] == ["事项", "最迟办理", "发起时间"]

    actions.open_task(ALARM, To(body_id=clerk.body_id, roles=(CLERK,)), about=make.body(), url="", at=make.AT)
    labels, page = heads()
    assert labels == ["事项", "类别", "最迟办理", "发起时间", "处理"]
    links = {task.kind: str(page.ledger.columns[-1].read(task)) for task in page.rows}
    assert links[READ.code] == "None"
    assert "/settle/" in links[ALARM.code]


def test_the_home_shows_the_three_nearest_and_nothing_to_whom_nothing_is_asked(clerk, writer, hear):
    def first(viewer):
        request = RequestFactory().get("/")
        request.actor, request.arrived_at = viewer, make.AT
        return menu.first_tasks(request)

    assert (first(clerk), first(Actor())) == (None, None)
    some_papers(4, clerk, writer, hear)

    told = first(clerk)
    assert (len(told["rows"]), told["count"], told["unread"]) == (3, "4", "")
    assert told["tasks_url"] == "/desk/inbox/"


def test_a_program_reads_its_tasks_and_messages_page_by_page(clerk, writer, hear):
    some_papers(2, clerk, writer, hear, due_on=make.TODAY)
    actions.tell(TOLD, To(account=writer.account_id), "您的卷子通过了", about=make.body(), occasion=1, at=make.AT)

    told = asked(api.tasks, clerk)
    assert [(row.kind, row.due_on, row.url) for row in told.rows] == [(READ.code, make.TODAY, "/me/")] * 2
    assert (told.next, asked(api.tasks, clerk, "contenttypes.mend").rows) == ("", [])
    assert [row.words for row in asked(api.notices, writer).rows] == ["您的卷子通过了"]


def test_a_program_marks_messages_read_and_presses(clerk, writer, hear):
    some_papers(1, clerk, writer, hear)
    actions.tell(TOLD, To(account=writer.account_id), "您的卷子通过了", about=make.body(), occasion=1, at=make.AT)
    task, notice = Task.objects.get(), Notice.objects.get()

    assert asked(api.read, writer, notice.pk, data={}) == {"done": True}
    for door, thing in ((api.read, notice), (api.press, task)):
        with pytest.raises(Http404):
            asked(door, make.actor("self"), thing.pk, data={})
    request = RequestFactory().post("/", "{}", content_type="application/json")
    request.actor, request.arrived_at = writer, make.AT
    told = api.press(request, task.pk)
    assert (told.status_code, json.loads(json.dumps(told.value))["reasons"][0]["code"]) == (422, "today")


def test_the_topics_one_may_mute_are_those_of_how_she_acts_and_the_others_stay_as_they_are(clerk, writer):
    assert "催办" in queries.offered_topics(clerk)
    assert "催办" not in queries.offered_topics(writer)
    assert "" not in queries.offered_topics(clerk)
    actions.mute(["催办"], among=["催办"], by=clerk, at=make.AT)
    actions.mute(["考试"], among=["考试"], by=clerk, at=make.AT)

    assert Preference.objects.get().muted == ["催办", "考试"]
