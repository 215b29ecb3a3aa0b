"""What one is told: once an occasion, in the inbox always, by SMS at a decent hour and where it is wanted."""

from datetime import date, datetime, timedelta

import pytest

from gongqiao.kernel import wall
from gongqiao.kernel.clock import SHANGHAI
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.kernel.senders import Message
from gongqiao.notices import actions, offices, queries
from gongqiao.notices.kinds import To, kind
from gongqiao.notices.models import Notice, Preference, Task
from gongqiao.people import actions as people
from gongqiao.people.actions.looks import raise_alarm
from tests import make
from tests.notices import papers
from tests.notices.papers import CHIEF, CLERK, OPEN, move, paper

pytestmark = pytest.mark.django_db
NEWS = kind("contenttypes.news", "考试通知", topic="考试")
ALERT = kind("contenttypes.alert", "紧急通知", topic="考试", urgent=True)
QUIET = kind("contenttypes.quiet", "站内通知", texts=False)
NIGHT = datetime(2026, 3, 10, 23, 0, tzinfo=SHANGHAI)


@pytest.fixture(name="writer")
def _writer():
    """One who has agreed to be told by SMS."""
    writer = make.oneself(make.account(make.person()))
    people.give("messages", by=writer, at=make.AT)
    return writer


def tell(to, *, about=None, occasion="1", news=NEWS, at=make.AT):
    actions.tell(news, to, "考试改到周五", about=about or make.body(), occasion=occasion, at=at)


def texts():
    return [(str(each.to), each.text.reveal()) for each in Message.objects.order_by("pk")]


def states():
    return list(Notice.objects.order_by("pk").values_list("text_state", flat=True))


def test_the_same_occasion_is_told_once_and_another_again(writer):
    thing, to = make.body(), To(account=writer.account_id)
    for occasion in ("1", "1", "2"):
        tell(to, about=thing, occasion=occasion)

    for _ in range(2):
        actions.text(make.AT)

    assert Notice.objects.count() == 2
    assert Message.objects.count() == 2


def test_an_sms_says_what_is_up_and_no_name_or_number(writer):
    tell(To(person_id=writer.person_id))

    assert actions.text(make.AT) == 1

    assert texts() == [(writer.name, "【工桥】考试改到周五，请登录工桥查看。")]
    assert states() == ["sent"]


def test_at_night_the_inbox_tells_at_once_and_the_sms_waits_for_the_morning(writer):
    tell(To(account=writer.account_id), at=NIGHT)
    assert queries.counts(writer).unread == 1

    assert actions.text(NIGHT) == 0
    assert actions.text(NIGHT + timedelta(hours=7, minutes=59)) == 0
    assert actions.text(NIGHT + timedelta(hours=8)) == 1


def test_what_is_urgent_does_not_wait_and_what_is_for_the_inbox_only_is_never_sent(writer):
    tell(To(account=writer.account_id), news=ALERT, at=NIGHT)
    tell(To(account=writer.account_id), news=QUIET)

    assert actions.text(NIGHT) == 1
    assert states() == ["sent", ""]


def test_a_muted_topic_is_told_in_the_inbox_only(writer):
    actions.mute(["考试"], among=["考试"], by=writer, at=make.AT)
    tell(To(account=writer.account_id))
    actions.text(make.AT)

    assert (states(), texts()) == (["muted"], [])
    assert "考试" not in queries.wanted_topics(writer)
    assert "办理进度" in queries.wanted_topics(writer)

    actions.mute([], among=["考试"], by=writer, at=make.AT)
    tell(To(account=writer.account_id))
    actions.text(make.AT)
    assert states() == ["muted", "sent"]
    assert Record.objects.filter(event="notices.Muted").count() == 2
    assert Preference.objects.count() == 1


def test_a_visitor_has_no_preferences():
    with pytest.raises(Forbidden):
        actions.mute([], among=[], by=make.actor("visitor"), at=make.AT)


def test_without_her_agreement_one_is_told_in_the_inbox_only_until_she_agrees_and_after_she_took_it_back(writer):
    other = make.oneself(make.account(make.person()))
    to = To(person_id=other.person_id)
    tell(to, occasion="before")
    actions.text(make.AT)
    people.give("messages", by=other, at=make.AT)
    tell(to, occasion="agreed")
    actions.text(make.AT)
    people.withdraw("messages", by=other, at=make.AT)
    tell(to, occasion="taken back")
    actions.text(make.AT)

    assert states() == ["withheld", "sent", "withheld"]
    assert len(texts()) == 1
    assert queries.counts(other).unread == 3


def test_what_waits_for_the_morning_is_not_sent_when_the_agreement_is_taken_back_in_the_night(writer):
    tell(To(account=writer.account_id), at=NIGHT)
    people.withdraw("messages", by=writer, at=NIGHT)

    actions.text(NIGHT + timedelta(hours=8))

    assert (states(), texts()) == (["withheld"], [])


def test_whoever_holds_an_office_is_told_by_sms_of_its_business_without_agreeing_to_anything():
    union, chair = make.body(), make.oneself(make.account(make.person()))
    offices.provide(lambda body, roles, on: [chair.person_id])
    tell(To(body_id=union.pk, roles=(CHIEF,)))
    tell(To(person_id=chair.person_id))

    actions.text(make.AT)

    assert {notice.body_id: notice.text_state for notice in Notice.objects.all()} == {
        union.pk: "sent",
        None: "withheld",
    }


def test_the_phone_a_union_wrote_down_agrees_to_nothing_and_is_used_for_an_office_alone():
    listed, unknown, union = make.person(phone=make.phone()), make.person(), make.body()
    offices.provide(lambda body, roles, on: [listed.pk])
    for each in (listed, unknown):
        tell(To(person_id=each.pk))
    tell(To(body_id=union.pk, roles=(CLERK,)))

    actions.text(make.AT)

    assert states() == ["withheld", "unreachable", "sent"]


def test_an_office_is_told_by_everybody_who_holds_it_each_in_that_capacity(writer):
    union, chief = make.body(), make.oneself(make.account(make.person()))
    offices.provide(lambda body, roles, on: [writer.person_id, chief.person_id, writer.person_id])

    tell(To(body_id=union.pk, roles=(CLERK, CHIEF)))

    assert Notice.objects.count() == 2
    assert queries.counts(writer).unread == 0
    acting = make.actor(CLERK, union, person_id=writer.person_id)
    assert [notice.words for notice in queries.notices(acting)] == ["考试改到周五"]


def test_reading_one_and_reading_all(writer):
    for occasion in "123":
        tell(To(account=writer.account_id), occasion=occasion)
    first, other = Notice.objects.order_by("pk").first(), make.oneself(make.account())

    assert actions.seen(first.pk, by=other, at=make.AT) is None
    assert actions.seen(first.pk, by=writer, at=make.AT) == first
    assert actions.seen(first.pk, by=writer, at=NIGHT).read_at == make.AT
    assert queries.counts(writer).unread == 2

    assert actions.seen_all(by=other, at=make.AT) == 0
    assert actions.seen_all(by=writer, at=make.AT) == 2
    assert queries.counts(writer).unread == 0


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 3, 12), []),
        (date(2026, 3, 13), ["还有3天到期（3月16日）"]),
        (date(2026, 3, 16), ["今天到期"]),
        (date(2026, 3, 17), ["已逾期（3月16日到期）"]),
        (date(2026, 3, 24), []),
    ],
)
def test_the_holder_is_reminded_before_the_last_day_and_after_it(hear, writer, on, words):
    """Three days before the Monday is a Friday; the day before is a Sunday and moves back to the same Friday."""
    made = paper(OPEN, writer=writer, due_on=date(2026, 3, 16))
    move(made, OPEN, by=writer)
    hear()
    offices.provide(lambda body, roles, day: [writer.person_id])
    morning = datetime(on.year, on.month, on.day, 7, 5, tzinfo=SHANGHAI)

    for _ in range(2):
        actions.remind(morning)

    told = Notice.objects.filter(kind="contenttypes.read").values_list("words", flat=True)
    assert list(told) == [f"张*的卷子 {made.pk}：{each}" for each in words]


def test_whoever_started_it_may_press_from_the_next_day_and_the_holder_is_told(hear, writer):
    made = paper(OPEN, writer=writer)
    move(made, OPEN, by=writer)
    hear()
    holder = make.oneself(make.account(make.person()))
    offices.provide(lambda body, roles, day: [holder.person_id])
    task, tomorrow = Task.objects.get(), make.AT + timedelta(days=1)

    with pytest.raises(Refused, match="今天刚提交"):
        actions.press(task.pk, by=writer, at=make.AT)
    with pytest.raises(Forbidden, match="不是您当前身份发起的"):
        actions.press(task.pk, by=make.actor(CLERK, made), at=tomorrow)
    actions.press(task.pk, by=writer, at=tomorrow)
    with pytest.raises(Refused, match="今天已经催办过"):
        actions.press(task.pk, by=writer, at=tomorrow)
    hear()

    told = queries.notices(make.actor(CLERK, made, person_id=holder.person_id)).get()
    assert (told.words, told.href) == (f"有人催办：张*的卷子 {made.pk}", "/me/")


@pytest.fixture(name="platform")
def _platform():
    return make.body(line="platform", kind="platform", name="平台")


def test_two_hundred_denied_looks_are_a_task_of_the_security_administrator_until_she_settles_it(hear, platform):
    account = make.account()
    raise_alarm(account.pk, count=200, by=make.actor("visitor"), at=make.AT)
    hear()
    guard = make.actor("security-admin", platform)

    task = queries.tasks(guard).get()
    assert task.title == "一个账号一小时内 200 次查看无权查看的内容"
    assert queries.tasks(make.actor("system-admin", platform)).count() == 0
    with pytest.raises(Forbidden):
        actions.settle_task(task.pk, by=make.actor("system-admin", platform), at=make.AT)
    actions.settle_task(task.pk, by=guard, at=make.AT)
    with pytest.raises(Refused, match="已经处理过"):
        actions.settle_task(task.pk, by=guard, at=make.AT)

    assert queries.tasks(guard).count() == 0
    assert queries.done(guard).get() == task


def test_an_alarm_before_there_is_a_platform_is_logged_and_asks_nobody(hear):
    raise_alarm(make.account().pk, count=200, by=make.actor("visitor"), at=make.AT)

    hear()

    assert Task.objects.count() == 0


def test_a_task_that_follows_a_state_cannot_be_settled_by_hand(hear, writer):
    made = paper(OPEN, writer=writer)
    move(made, OPEN, by=writer)
    hear()

    with pytest.raises(Refused, match="会随事项办理自动办结"):
        actions.settle_task(Task.objects.get().pk, by=make.actor(CLERK, made), at=make.AT)


def test_a_module_may_ask_and_close_by_itself_what_has_no_states(writer):
    thing = make.body()
    for _ in range(2):
        actions.open_task(NEWS, To(person_id=writer.person_id), about=thing, url="people:me", at=make.AT, title="请看")
    assert [(task.title, task.href) for task in queries.tasks(writer)] == [("请看", "/me/")]

    actions.close_tasks(NEWS, about=thing, at=make.AT, by=writer)
    actions.open_task(NEWS, To(person_id=writer.person_id), about=thing, url="people:me", at=make.AT)

    assert (Task.objects.count(), queries.tasks(writer).count()) == (2, 1)


def test_every_inbox_stays_behind_the_wall(settings, writer):
    stranger, union = make.oneself(make.account(make.person())), make.body()
    tell(To(account=writer.account_id))
    for to in (To(person_id=writer.person_id), To(body_id=union.pk, roles=(CLERK,))):
        actions.open_task(NEWS, to, about=union, url="", at=make.AT)
    actions.mute(["考试"], among=["考试"], by=writer, at=make.AT)
    office = make.actor(CLERK, union)
    above = make.actor(CLERK, make.body(), paths={"union": "u"})

    seen = {}
    settings.WALL_AT_REST = wall.UP
    for name, viewer in {"writer": writer, "stranger": stranger, "office": office, "above": above}.items():
        wall.raise_for(viewer)
        seen[name] = [model.objects.count() for model in (Task, Notice, Preference)]
    settings.WALL_AT_REST = wall.DOWN
    wall.rest()

    assert seen == {"writer": [1, 1, 1], "stranger": [0, 0, 0], "office": [1, 0, 0], "above": [0, 0, 0]}


def test_an_inbox_of_an_unknown_kind_still_opens(writer):
    gone = {"kind": "gone.away", "url_name": "gone:page", "subject_type": "gone.thing", "subject_id": uuid7()}
    Task.objects.create(**gone, title="旧事", person_id=writer.person_id, opened_at=make.AT)
    task = queries.tasks(writer).get()

    assert (task.told_as.words, task.href) == ("事项", f"/inbox/tasks/{task.pk}/")
    assert papers.READ.words == "阅卷"
