"""转会: asked, released, taken in; silence and refusal; and nothing of it before the new union has her."""

from datetime import UTC, datetime, timedelta

import pytest

from gongqiao.kernel.actions import running
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.kernel.sweep import sweep
from gongqiao.membership import actions
from gongqiao.membership.models import Card, Membership, Stay
from gongqiao.people.models import Belonging
from tests import make
from tests.membership.moving import LAST_DAY, Way

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)


def on(day):
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


@pytest.fixture(name="way")
def _way(tree):
    return Way(tree)


def edges(membership):
    rows = Stay.objects.filter(membership=membership).order_by("since", "pk")
    return [(row.union_body, row.state, row.since, row.until, row.transfer_id) for row in rows]


def test_asked_it_is_the_old_unions_for_ten_working_days(way):
    way.asked()

    deadline = running(way.transfer).get()
    assert (way.state, deadline.clock, deadline.due_on) == ("requested", "membership.release", LAST_DAY)
    assert (deadline.parameter, deadline.article) == (
        "membership.release@CN#2020-01-01",
        "《工桥平台办理时限》（会籍转出）",
    )
    assert way.transfer.routed_because == "您工作地的区域（社区）工会，单位没有工会也可以加入"
    assert Record.objects.filter(event="membership.MoveRequested").get().facts["old"] == way.old.pk


def test_nothing_of_her_membership_changes_before_she_is_taken_in(way):
    before = Membership.objects.values().get()
    for act in (way.asked, lambda: actions.release(way.pk, by=way.at_old, at=make.AT)):
        act()
        assert Membership.objects.values().get() == before
        assert edges(way.membership) == [(way.old, "active", make.TODAY, None, None)]


def test_taken_in_the_same_membership_and_card_stand_at_the_new_union(tree, way):
    card = Card.objects.values().get()
    way.released()
    later = make.AT + ONE_DAY

    actions.take_in(way.pk, by=way.at_new, at=later)

    held = Membership.objects.get()
    assert (held.pk, held.joined_on, held.union_body) == (way.membership.pk, way.membership.joined_on, way.new)
    assert (held.state, held.employment_form) == ("active", "contract")
    assert Card.objects.values().get() == card
    moved = make.TODAY + ONE_DAY
    assert edges(held) == [
        (way.old, "active", make.TODAY, moved, None),
        (way.new, "active", moved, None, way.pk),
    ]
    known = Belonging.objects.filter(person=held.person, until=None).values_list("body", flat=True)
    assert list(known) == [way.new.pk]
    assert (way.state, way.transfer.decided_on, running(way.transfer).count()) == ("moved", moved, 0)


def test_a_silent_union_has_let_go_on_its_last_day_even_before_the_sweep(way):
    way.asked()

    actions.take_in(way.pk, by=way.at_new, at=on(LAST_DAY + ONE_DAY))

    assert way.transfer.released_on == LAST_DAY
    assert way.state == "moved"
    told = Record.objects.get(event="membership.Released")
    assert (told.role, told.facts["lapsed"], told.facts["on"]) == ("system", True, "2026-03-24")


def test_on_the_last_day_itself_the_new_union_cannot_take_her_yet(way):
    way.asked()

    with pytest.raises(Refused) as refused:
        actions.take_in(way.pk, by=way.at_new, at=on(LAST_DAY))

    assert codes(refused) == ["wrong_state"]
    assert way.state == "requested"


def test_the_sweep_lets_go_and_the_new_unions_days_run_from_the_last_day(way):
    way.asked()

    sweep(on(LAST_DAY + timedelta(days=3)))

    deadline = running(way.transfer).get()
    assert (way.state, deadline.clock) == ("released", "membership.acceptance")
    assert (deadline.started_on, deadline.due_on.isoformat()) == (LAST_DAY, "2026-04-08")


def test_a_refusal_needs_its_reason_and_goes_to_the_union_above_both(tree, way):
    way.asked()
    with pytest.raises(Refused) as refused:
        actions.hold_back(way.pk, words=" ", by=way.at_old, at=make.AT)
    assert codes(refused) == ["no_words"]

    actions.hold_back(way.pk, words="会费没有结清", by=way.at_old, at=make.AT)

    held = way.transfer
    assert (held.state, held.because, held.superior_body_id) == ("escalated", "refusal", tree["township"].pk)
    assert running(held).get().clock == "membership.ruling"


@pytest.mark.parametrize(("verdict", "state"), [("release", "released"), ("keep", "kept")])
def test_the_union_above_both_decides_a_refusal(way, verdict, state):
    way.held_back()

    actions.rule(way.pk, verdict=verdict, words="会籍随劳动关系", by=way.above, at=make.AT)

    assert (way.state, way.transfer.words) == (state, "会籍随劳动关系")
    assert Membership.objects.get().union_body == way.old


def test_after_a_decision_to_release_the_new_union_takes_her_in(way):
    way.held_back()
    actions.rule(way.pk, verdict="release", words="会籍随劳动关系", by=way.above, at=make.AT)

    actions.take_in(way.pk, by=way.at_new, at=make.AT)

    assert Membership.objects.get().union_body == way.new


def test_the_old_union_may_still_give_way_but_the_new_one_cannot_take_her_over_its_refusal(way):
    way.held_back()
    with pytest.raises(Refused) as refused:
        actions.take_in(way.pk, by=way.at_new, at=make.AT)
    assert codes(refused) == ["other_question"]

    actions.release(way.pk, by=way.at_old, at=make.AT)

    assert way.state == "released"


def test_a_silent_new_union_is_told_of_to_the_union_above_both_which_may_take_her_in_for_it(way):
    way.released()

    sweep(on(LAST_DAY + ONE_DAY))

    assert (way.state, way.transfer.because) == ("escalated", "silence")
    with pytest.raises(Refused) as refused:
        actions.rule(way.pk, verdict="release", words="…", by=way.above, at=on(LAST_DAY + ONE_DAY))
    assert codes(refused) == ["other_question"]
    actions.rule(way.pk, verdict="take_in", words="已到该单位上班", by=way.above, at=on(LAST_DAY + ONE_DAY))
    assert (way.state, Membership.objects.get().union_body) == ("moved", way.new)
    assert Record.objects.filter(event="membership.Transferred").count() == 1


@pytest.mark.parametrize(("act", "state"), [("take_in", "moved"), ("turn_down", "turned_down")])
def test_late_as_it_is_the_new_union_may_answer_until_it_is_decided(way, act, state):
    way.released()
    words = {"words": "不在本单位工作"} if act == "turn_down" else {}

    getattr(actions, act)(way.pk, **words, by=way.at_new, at=on(LAST_DAY + ONE_DAY))

    assert way.state == state


def test_turned_down_she_stays_where_she_is_and_may_ask_again(way):
    way.released()
    with pytest.raises(Refused):
        actions.turn_down(way.pk, words="", by=way.at_new, at=make.AT)

    actions.turn_down(way.pk, words="不在本单位工作", by=way.at_new, at=make.AT)
    first = way.pk
    way.asked()

    assert (Membership.objects.get().union_body, way.state) == (way.old, "requested")
    assert way.pk != first


def test_asked_by_the_new_union_nothing_happens_until_she_agrees(way):
    way.invited()
    with pytest.raises(Refused):
        actions.release(way.pk, by=way.at_old, at=make.AT)
    assert (way.state, way.transfer.requested_on) == ("invited", None)

    actions.agree(way.pk, by=way.herself, at=make.AT)

    assert (way.state, running(way.transfer).get().clock) == ("requested", "membership.release")


@pytest.mark.parametrize("silent", [True, False])
def test_who_does_not_agree_stays(way, silent):
    way.invited()
    if silent:
        sweep(on(make.TODAY + timedelta(days=31)))
    else:
        actions.remain(way.pk, by=way.herself, at=make.AT)

    assert (way.state, running(way.transfer).count()) == ("called_off", 0)
    assert Record.objects.get(event="membership.CalledOff").facts["lapsed"] is silent


@pytest.mark.parametrize("wrong", [{"card_number": "330000000000"}, {"name": "李四"}])
def test_card_and_name_are_refused_alike_whichever_is_wrong(way, wrong):
    with pytest.raises(Refused) as refused:
        actions.invite(way.new.pk, **{**way.card, **wrong}, by=way.at_new, at=make.AT)

    assert codes(refused) == ["no_such_member"]


def test_she_may_call_it_off_until_she_is_taken_in(way):
    way.released()

    actions.call_off(way.pk, by=way.herself, at=make.AT)

    assert (way.state, running(way.transfer).count()) == ("called_off", 0)
    with pytest.raises(Refused):
        actions.take_in(way.pk, by=way.at_new, at=make.AT)


def test_a_second_one_is_not_begun_while_one_is_under_way(way):
    way.asked()

    with pytest.raises(Refused) as planned:
        actions.plan_move(way.membership.pk, employment_form="contract", jobs=[], by=way.herself, at=make.AT)
    with pytest.raises(Refused) as invited:
        actions.invite(way.new.pk, **way.card, by=way.at_new, at=make.AT)

    assert (codes(planned), codes(invited)) == (["under_way"], ["under_way"])


@pytest.mark.parametrize(
    ("act", "parts", "who"),
    [
        ("release", {}, "at_new"),
        ("release", {}, "above"),
        ("release", {}, "herself"),
        ("hold_back", {"words": "不同意"}, "at_new"),
        ("take_in", {}, "at_old"),
        ("take_in", {}, "herself"),
        ("turn_down", {"words": "不接收"}, "at_old"),
        ("rule", {"verdict": "keep", "words": "不转"}, "at_old"),
        ("rule", {"verdict": "keep", "words": "不转"}, "above"),
        ("call_off", {}, "at_old"),
        ("ask_to_move", {"union": 1}, "at_new"),
        ("agree", {}, "at_new"),
        ("remain", {}, "at_old"),
    ],
)
def test_nobody_acts_for_another_without_her_paper(way, act, parts, who):
    way.asked()

    with pytest.raises(Forbidden):
        getattr(actions, act)(way.pk, **parts, by=getattr(way, who), at=make.AT)

    assert way.state == "requested"
