"""More rows than one person takes alone go only when a second one agrees; until then nothing has left."""

from datetime import date, timedelta

import pytest

from gongqiao.exports import actions, grants, queries
from gongqiao.exports.models import Export
from gongqiao.kernel.actions import running
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.kernel.sweep import sweep
from gongqiao.membership.models import Membership
from gongqiao.notices import queries as notices
from gongqiao.notices.models import Task
from gongqiao.people.models import Look
from tests import make
from tests.exports import taken
from tests.exports.reading import read
from tests.exports.test_doors import letters, take
from tests.make import AT
from tests.membership import made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


@pytest.fixture(autouse=True)
def _one_alone(monkeypatch):
    monkeypatch.setattr(grants, "ALONE", 1)


@pytest.fixture
def asked(union):
    """A table of two that a clerk would take away."""
    for _ in range(2):
        made.member(union)
    return taken.members(union)


def chair(union):
    return taken.clerk(union, "chair")


def why(verb, *args, **told):
    with pytest.raises(Refused) as refused:
        verb(*args, **told)
    return [reason.code for reason in refused.value.reasons]


def test_until_a_second_person_agrees_nothing_has_left(asked, union):
    assert (asked.state, asked.until, Look.objects.count()) == ("asked", None, 0)
    assert Record.objects.get(event="exports.AskedFor").facts["count"] == 2
    assert running(asked).get().due_on == date(2026, 3, 13)
    by = make.actor("clerk", union, person_id=asked.person_id)
    assert why(actions.fetch, asked.pk, by=by, at=AT) == ["not_ready"]


def test_agreed_to_it_can_be_had_for_a_day_and_all_on_it_read_who_took_it(asked, union):
    by = chair(union)
    actions.approve(asked.pk, by=by, at=AT)

    asked.refresh_from_db()
    assert (asked.state, asked.until, asked.decided_by_id) == ("ready", AT + timedelta(hours=24), by.person_id)
    assert {(look.by_person_id, look.role_words) for look in Look.objects.all()} == {(asked.person_id, "工会经办人")}
    assert Look.objects.count() == 2
    taker = make.actor("clerk", union, person_id=asked.person_id)
    assert len(read(queries.table(actions.fetch(asked.pk, by=taker, at=asked.until), taker)).rows) == 2
    assert why(actions.fetch, asked.pk, by=taker, at=asked.until + timedelta(seconds=1)) == ["late"]
    assert not running(asked).exists()


def test_whoever_asked_is_not_the_second_person_even_in_another_office(asked, union):
    herself = make.actor("chair", union, person_id=asked.person_id)
    assert why(actions.approve, asked.pk, by=herself, at=AT) == ["own_export"]
    assert why(actions.decline, asked.pk, words="不行", by=herself, at=AT) == ["own_export"]


@pytest.mark.parametrize("role", ["clerk", "officer", "women-chair", "hr", "security-admin"])
def test_only_the_heads_of_the_union_agree(asked, union, role):
    with pytest.raises(Forbidden):
        actions.approve(asked.pk, by=taken.clerk(union, role), at=AT)
    with pytest.raises(Forbidden):
        actions.decline(asked.pk, words="不行", by=taken.clerk(union, role), at=AT)


def test_of_another_union_nobody_agrees(asked, tree):
    for key in ("community", "township", "county", "city", "province"):
        with pytest.raises(Forbidden):
            actions.approve(asked.pk, by=taken.clerk(tree[key].body, "cadre"), at=AT)


def test_whoever_does_not_agree_says_why_and_nothing_left(asked, union):
    assert why(actions.decline, asked.pk, words=" ", by=chair(union), at=AT) == ["no_reason"]
    actions.decline(asked.pk, words="活动已经取消", by=chair(union), at=AT)

    asked.refresh_from_db()
    assert (asked.state, asked.decided_words, Look.objects.count()) == ("declined", "活动已经取消", 0)
    assert why(actions.approve, asked.pk, by=chair(union), at=AT) == ["wrong_state"]


def test_a_member_who_left_meanwhile_is_neither_told_nor_in_the_table(asked, union, tree):
    Membership.objects.filter(pk=asked.rows[0]).update(union_body=tree["community"].body)
    actions.approve(asked.pk, by=chair(union), at=AT)

    assert Look.objects.count() == 1
    asked.refresh_from_db()
    assert len(read(queries.table(asked, asked.taker)).rows) == 1


@pytest.mark.parametrize(("day", "state"), [(13, "asked"), (14, "lapsed")])
def test_nobody_agreeing_within_three_working_days_it_is_void(asked, day, state):
    sweep(AT.replace(day=day))
    asked.refresh_from_db()
    assert asked.state == state


def test_agreeing_after_the_last_day_comes_too_late(asked, union):
    assert why(actions.approve, asked.pk, by=chair(union), at=AT.replace(day=14)) == ["wrong_state"]


def test_the_heads_have_a_task_and_whoever_asked_is_told(asked, union, hear):
    hear()
    (task,) = notices.tasks(chair(union))
    assert (task.title, task.due_on) == ("批准导出会员台账 2 行", date(2026, 3, 13))
    actions.approve(asked.pk, by=chair(union), at=AT)
    hear()
    assert list(notices.tasks(chair(union))) == []
    taker = make.oneself(make.account(asked.person))
    assert [each.words for each in notices.notices(taker)] == ["您申请的导出已经批准，24 小时内可以下载"]


def test_on_the_desk_one_asks_and_another_agrees(clerk, let_in, union):
    for _ in range(2):
        made.member(union)
    desk, head = clerk(union), let_in(make.account(make.person()), "chair", union)
    page = letters(desk.get("/desk/export/members/"))
    assert "超过1行，要由本会另一位负责人批准" in page
    assert "申请导出" in page
    where = take(desk).url
    assert "待批准" in letters(desk.get(where))
    assert "下载表格" in letters(desk.get(where))

    seen = letters(head.get(where))
    assert "批准导出" in seen
    assert "发放夏季高温慰问品" in letters(head.get(f"{where}approve/"))
    assert head.post(f"{where}approve/", {"act": "1"}).url == where
    assert "可以下载" in letters(desk.get(where))
    assert "现在是“可以下载”，不能批准导出" in letters(head.get(f"{where}approve/"))
    assert desk.get(f"{where}file/").status_code == 200
    assert desk.get(f"{where}approve/").status_code == 403


def test_a_chair_who_asks_reads_at_once_that_another_must_agree(let_in, union):
    for _ in range(2):
        made.member(union)
    head = let_in(make.account(make.person()), "chair", union)
    where = take(head).url

    assert "不能批准自己的导出" in letters(head.get(where))
    page = head.get(f"{where}decline/")
    assert "不能批准自己的导出" in letters(page)
    assert 'name="words"' not in page.content.decode()


def test_not_agreed_to_whoever_asked_reads_why(clerk, let_in, union):
    for _ in range(2):
        made.member(union)
    desk, head = clerk(union), let_in(make.account(make.person()), "chair", union)
    where = take(desk).url
    assert head.post(f"{where}decline/", {"words": " "}).status_code == 200
    assert head.post(f"{where}decline/", {"words": "活动已经取消"}).url == where
    assert "活动已经取消" in letters(desk.get(where))
    assert desk.get(f"{where}file/").status_code == 403


def test_the_third_export_of_many_rows_in_a_day_calls_the_security_administrator_once(union, hear, monkeypatch):
    monkeypatch.setattr("gongqiao.exports.rules.OFTEN", 3)
    made.member(union)
    by = taken.clerk(union)
    for _ in range(4):
        taken.members(union, by=by)

    assert Record.objects.filter(event="exports.TakenTooOften").count() == 1
    assert Record.objects.get(event="exports.TakenTooOften").facts == {"count": 3, "rows": 3}
    assert Export.objects.count() == 4
    platform = make.body(line="platform", kind="platform", name="平台")
    hear()
    (task,) = notices.tasks(make.actor("security-admin", platform))
    assert task.title == "一人一日导出 3 次、共 3 行"


def test_an_alarm_before_there_is_a_platform_asks_nobody(union, hear):
    made.member(union)
    actions.raise_alarm(taken.members(union).person_id, count=20, rows=20, by=taken.clerk(union), at=AT)
    hear()
    assert Record.objects.filter(event="exports.TakenTooOften").exists()
    assert not Task.objects.filter(kind="exports.alarm").exists()


def test_the_security_administrator_sees_what_was_taken_and_nobody_else_does(let_in, clerk, union):
    made.member(union)
    export = taken.members(union)
    alarm = actions.raise_alarm(export.person_id, count=20, rows=20, by=taken.clerk(union), at=AT)
    platform = make.body(line="platform", kind="platform", name="平台")
    guard = let_in(make.account(make.person()), "security-admin", platform)

    page = letters(guard.get(f"/desk/export-alarms/{alarm.pk}/"))
    assert "二十四小时内导出次数20" in page
    assert f"{union.name}会员台账1发放夏季高温慰问品" in page
    assert clerk(union).get(f"/desk/export-alarms/{alarm.pk}/").status_code == 404
    assert guard.get(f"/desk/export-alarms/{make.uuid7()}/").status_code == 404
