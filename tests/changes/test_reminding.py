"""Nobody's membership ends by itself: a written reminder, days to answer, a meeting that decides, or she stays."""

from datetime import UTC, date, datetime

import pytest

from gongqiao.changes import actions
from gongqiao.changes.models import Change, Paper
from gongqiao.kernel.actions import running
from gongqiao.kernel.models import Record
from gongqiao.kernel.sweep import sweep
from gongqiao.notices import queries as notices
from tests import make
from tests.changes.made import Life, decision, paper, refused
from tests.membership.moving import Way
from tests.membership.test_pages import letters

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 9, 11, 4, tzinfo=UTC)
TEN_MARCH, REMINDED_ON = date(2026, 3, 10), date(2026, 9, 11)
LAST_DAY = date(2026, 10, 12)
"""Of the thirty days from 11 September 2026: the eleventh of October is a Sunday."""
AFTER = datetime(2026, 10, 13, 4, tzinfo=UTC)


def warned(life, **parts):
    told = {"paid_until": TEN_MARCH, "active_until": TEN_MARCH, "paper": paper(dated_on=REMINDED_ON)}
    change = actions.warn(life.pk, **{**told, "by": life.clerk, "at": LATER, **parts})
    life.change = change.pk
    return life


def confirm(life, **parts):
    told = {"decision": decision(met_on=date(2026, 10, 13)), "words": "没有正当理由", "by": life.clerk, "at": AFTER}
    return actions.confirm_exit(life.change, **{**told, **parts})


def test_a_reminder_is_written_and_kept_and_changes_nothing_of_her_membership(life):
    warned(life)

    assert (life.state, life.membership.state) == ("reminded", "active")
    assert Paper.objects.get().get_step_display() == "退会前提醒书"
    assert running(Change.objects.get()).get().due_on == LAST_DAY


@pytest.mark.parametrize(("last", "code"), [(date(2026, 3, 11), ["too_early"]), (date(2026, 3, 12), ["too_early"])])
def test_six_months_must_be_over_since_the_later_of_the_two(life, last, code):
    assert refused(warned, life, paid_until=last) == code
    assert refused(warned, life, active_until=last) == code


def test_who_keeps_her_membership_without_dues_is_not_reminded_of_them(life):
    life.retained()

    assert refused(warned, life) == ["retained"]


def test_who_is_moving_takes_part(tree):
    way = Way(tree).asked()
    told = {"paid_until": TEN_MARCH, "active_until": TEN_MARCH, "paper": paper(dated_on=REMINDED_ON)}

    assert refused(actions.warn, way.membership.pk, **told, by=way.at_old, at=LATER) == ["moving"]


def test_only_her_own_union_reminds_and_decides(life):
    for by in (life.above, life.herself, make.actor("clerk", life.tree["community"].body)):
        assert refused(warned, life, by=by) == ["forbidden"]
    warned(life)
    assert refused(confirm, life, by=life.above) == ["forbidden"]
    assert refused(actions.keep_member, life.change, words="已补交", by=life.above, at=AFTER) == ["forbidden"]
    assert refused(actions.explain, life.change, words="出差", by=life.clerk, at=LATER) == ["forbidden"]


def test_when_the_days_are_over_it_is_overdue_and_she_is_a_member_still(life):
    warned(life)
    sweep(AFTER)

    assert (life.state, life.membership.state) == ("reminded", "active")
    assert running(Change.objects.get()).get().overdue_on == LAST_DAY


def test_what_she_says_is_read_before_anything_is_decided(hear, life):
    warned(life)
    actions.explain(life.change, words="住院半年，已补交会费", by=life.herself, at=LATER)
    hear()
    assert Change.objects.get().answer == "住院半年，已补交会费"
    assert refused(actions.explain, life.change, words=" ", by=life.herself, at=LATER) == ["no_words"]

    actions.keep_member(life.change, words="有正当理由", by=life.clerk, at=LATER)
    hear()

    assert (life.state, life.membership.state) == ("dropped", "active")
    assert notices.notices(life.herself).latest("pk").words == "工会已撤销提醒，会籍不变"
    assert refused(confirm, life) == ["wrong_state"]


def test_a_meeting_after_the_last_day_may_find_that_she_has_left(hear, life):
    warned(life)
    on_the_last_day = {"decision": decision(met_on=LAST_DAY)}
    assert refused(confirm, life, **on_the_last_day) == ["too_early"]
    assert refused(confirm, life, words="") == ["no_words"]

    confirm(life)
    hear()

    assert (life.membership.state, life.membership.left_on) == ("left", date(2026, 10, 13))
    assert Record.objects.get(event="changes.MembershipEnded").facts["kind"] == "idle"
    assert notices.notices(life.herself).latest("pk").words == "委员会确认您已退会，请查看理由"


def test_whoever_keeps_her_membership_meanwhile_owes_nothing_and_does_not_go(life):
    warned(life).retained()
    life.change = Change.objects.get(kind="idle").pk

    assert refused(confirm, life) == ["retained"]
    actions.keep_member(life.change, words="保留会籍", by=life.clerk, at=AFTER)
    assert life.membership.state == "retained"


def test_both_have_it_before_them_until_it_is_decided(hear, life):
    warned(life)
    hear()

    assert [task.title for task in notices.tasks(life.clerk)] == ["核实张*：经提醒仍不交会费、不参加活动"]
    assert notices.tasks(life.herself).get().due_on == LAST_DAY


def test_a_second_reminder_or_a_leaving_waits_for_the_first(life):
    warned(life)

    assert refused(warned, life) == ["under_way"]
    assert refused(life.declared, at=LATER) == ["under_way"]


def test_on_phone_and_desk(let_in, clerk, tree):
    life = Life(tree)
    Change.objects.create(
        membership_id=life.pk,
        person_id=life.herself.person_id,
        called="张三丰",
        kind="idle",
        state="reminded",
        union_body=life.union,
        begun_at=make.AT,
        begun_on=make.TODAY,
        paid_until=date(2025, 6, 1),
        active_until=date(2025, 7, 1),
        handled_in="330109",
    )
    phone, desk, pk = let_in(life.account), clerk(life.union), Change.objects.get().pk
    page = letters(phone.get("/me/membership/"))
    assert "不会自动退会" in page
    assert phone.post("/me/membership/explain/", {"words": "出差半年"}).url == "/me/membership/"
    case = letters(desk.get(f"/desk/changes/{pk}/"))
    assert "本人的说明出差半年" in case
    assert "确认退会" in case
    early = desk.post(f"/desk/members/{life.pk}/warn/", {"paid_until": "2026-03-10", "active_until": "2026-03-10"})
    assert early.status_code == 200
    unchecked = {"number": "8号", "group_on": "2026-03-10", "met_on": "2026-03-10", "present": "李明", "words": "无"}
    assert "请勾选后再提交" in letters(desk.post(f"/desk/changes/{pk}/confirm/", unchecked))
    assert "日历未维护" in letters(desk.post(f"/desk/changes/{pk}/confirm/", {**unchecked, "checked": "on"}))

    assert desk.post(f"/desk/changes/{pk}/keep/", {"words": "有正当理由"}).url == f"/desk/changes/{pk}/"
    assert Change.objects.get().state == "dropped"
