"""撤销去世登记: a member who was recorded as dead lives, and all that is told of her is told again."""

from datetime import date, timedelta

import pytest

from gongqiao.changes import actions, queries
from gongqiao.changes.models import Change
from gongqiao.cockpit import actions as cockpit
from gongqiao.cockpit.commands import OPERATOR
from gongqiao.cockpit.queries import sums
from gongqiao.cockpit.queries.sums import AsOf
from gongqiao.kernel.models import Record
from gongqiao.membership import queries as members
from gongqiao.membership.models import Membership, Transfer
from gongqiao.notices import queries as notices
from gongqiao.organisations import actions as posts
from gongqiao.organisations.models import Organisation
from gongqiao.people import identities
from gongqiao.people import queries as people
from gongqiao.people.models import Account, Person
from tests import make
from tests.changes.made import paper, refused
from tests.cockpit.tree import nothing_is_wrong
from tests.files import corpus
from tests.membership.test_api import program
from tests.membership.test_pages import letters

pytestmark = pytest.mark.django_db
BEFORE, TOMORROW, LATER = date(2026, 3, 9), date(2026, 3, 11), date(2026, 4, 1)
AT_LATER = make.AT + (LATER - make.TODAY)
WORDS = "同名登记错了人，本人持身份证到会"


@pytest.fixture(name="another")
def _another(life):
    """Somebody else of the same office than who recorded the death."""
    return make.actor("chair", life.union)


def undo(life, by, **parts):
    told = {"words": WORDS, "paper": paper(dated_on=LATER), "at": AT_LATER, **parts}
    return actions.undo_death(life.change, **told, by=by)


def counted(body, as_of=None):
    return sums.whole([body.pk], ["members"], as_of)["members"][body.pk]


@pytest.mark.parametrize("state", ["active", "retained"])
def test_her_membership_lasts_as_it_stood_and_her_history_keeps_both(life, another, state):
    if state == "retained":
        life.retained()
    life.died()
    undo(life, another)

    held = life.membership
    assert (held.state, held.left_on, life.state) == (state, None, "dropped")
    stays = held.stays.order_by("-pk").values_list("state", "since", "until")[:2]
    assert list(stays) == [(state, make.TODAY, None), ("left", make.TODAY, make.TODAY)]
    assert members.card_shown(held.card.token, on=LATER).valid
    assert people.persons(life.clerk).filter(pk=held.person_id).exists()
    record = Record.objects.get(event="changes.DeathUndone")
    assert (record.law, record.facts["union"]) == ("个人信息保护法 第四十六条", life.union.pk)
    assert [each.get_step_display() for each in Change.objects.get(pk=life.change).papers.order_by("pk")] == [
        "死亡证明",
        "本人在世的证明",
    ]


@pytest.mark.parametrize("folded", [True, False])
def test_as_known_now_she_was_counted_all_along_and_as_told_then_she_was_not(life, another, folded):
    life.died()
    if folded:
        cockpit.fold()
    assert counted(life.union) == 0
    undo(life, another)
    if folded:
        cockpit.fold()

    days = AsOf(TOMORROW), AsOf(TOMORROW, as_told=True), AsOf(LATER, as_told=True), None
    assert [counted(life.union, each) for each in days] == [1, 0, 1, 1]
    nothing_is_wrong()
    found = [cockpit.recount_past("members", on=on, by=OPERATOR, at=AT_LATER) for on in (BEFORE, TOMORROW, LATER)]
    assert [each for each in found if each.cells] == []


def test_the_phone_she_names_signs_in_as_her_again(life, another, let_in, hear):
    life.died()
    hear()
    undo(life, another, phone="13900008888")
    hear()

    account = Account.objects.get(phone_index__of="13900008888")
    assert (account.person_id, account.tied_by) == (life.herself.person_id, "union")
    assert Account.objects.get(pk=life.account.pk).closed_at == make.AT
    told = [each.words for each in notices.notices(make.oneself(account))]
    assert any("误登记的去世已经撤销" in words for words in told)
    page = letters(let_in(account).get("/me/membership/"))
    assert "去世登记有误，已撤销" in page
    assert WORDS in page


def test_without_a_phone_nobody_signs_in_as_her(life, another):
    life.died()
    undo(life, another)

    assert not Account.objects.filter(person=life.herself.person_id, closed_at=None).exists()


def test_a_phone_that_is_somebody_elses_opens_nothing_to_her(life, another):
    stranger = make.account(make.person())
    life.died()

    assert refused(undo, life, another, phone=stranger.phone.reveal()) == ["tied"]
    assert (life.membership.state, life.state) == ("left", "done")


def test_who_signed_in_anew_meanwhile_is_known_by_that_account(life, another):
    anew = make.account()
    life.died()
    undo(life, another, phone=anew.phone.reveal())

    assert Account.objects.get(pk=anew.pk).person_id == life.herself.person_id


def test_her_posts_her_move_and_her_wish_to_leave_do_not_come_back_by_themselves(life, another):
    posts.appoint(
        life.herself.person_id,
        role="delegate",
        since=BEFORE,
        body_id=life.union.pk,
        by=make.actor("installer"),
        at=make.AT,
    )
    life.declared()
    wish = life.change
    life.died()
    undo(life, another)

    assert identities.held(life.herself.person_id, on=TOMORROW) == []
    assert Change.objects.get(pk=wish).state == "dropped"
    assert not Transfer.objects.under_way().exists()


def test_whoever_recorded_the_death_does_not_undo_it(life, another):
    life.died()
    assert refused(undo, life, life.clerk) == ["four_eyes"]

    undo(life, another)
    assert refused(undo, life, another) == ["wrong_state"]


def test_it_is_undone_by_her_own_union_alone(life):
    life.died()
    for by in (life.above, life.herself, make.actor("clerk", life.tree["community"].body)):
        assert refused(undo, life, by) == ["forbidden"]


def test_only_a_death_is_undone_with_a_reason_and_a_paper_of_a_possible_day(life, another):
    life.retained()
    assert refused(undo, life, another) == ["not_a_death"]
    life.died()

    assert refused(undo, life, another, words=" ") == ["no_words"]
    assert refused(undo, life, another, paper=paper(dated_on=BEFORE)) == ["before_it_began"]
    assert refused(undo, life, another, paper=paper(dated_on=LATER + timedelta(days=1))) == ["in_the_future"]


def test_of_whom_nothing_is_left_that_says_who_she_was_no_death_is_undone(life, another):
    life.died()
    Person.objects.filter(pk=life.membership.person_id).update(name="")

    assert refused(undo, life, another) == ["erased"]


def test_a_union_that_has_ended_takes_nobody_back(life, another):
    life.died()
    Organisation.objects.filter(body=life.union).update(dissolved_on=TOMORROW)

    assert refused(undo, life, another) == ["union_closed"]


def test_who_has_joined_anew_meanwhile_stays_what_she_is_and_is_dead_no_more(life, another):
    life.died()
    person = life.herself.person_id
    joined = Membership.objects.create(
        person_id=person, union_body=life.union, employment_form="contract", sex="1", joined_on=TOMORROW
    )
    undo(life, another)

    assert (life.membership.state, life.state, queries.any_dead([person])) == ("left", "dropped", False)
    assert Record.objects.get(event="changes.DeathUndone").facts["union"] is None
    assert counted(life.union) == 0, "who joined is made without its verb here"
    trace = [each.words for each in queries.trace(Change.objects.get(pk=life.change))]
    assert "去世登记有误，已撤销；本人另有会籍，这一份不再接续" in trace
    joined.delete()


def test_what_comes_after_is_reckoned_as_if_nothing_had_been(life, another):
    life.died()
    undo(life, another)

    actions.retain(
        life.pk, cause="jobless", effect_on=TOMORROW, paper=paper(dated_on=LATER), by=life.clerk, at=AT_LATER
    )
    assert life.membership.state == "retained"
    assert queries.any_dead([life.herself.person_id]) is False


@pytest.mark.usefixtures("demo_day")
def test_at_the_desk_and_by_program(life, let_in):
    life.died()
    desk = let_in(make.account(make.person()), "chair", life.union)
    case = f"/desk/changes/{life.change}/"
    assert f"{case}undo/" in desk.get(case).content.decode()
    asked = letters(desk.get(f"{case}undo/"))
    assert "登记人以外的另一位同志" in asked

    written = {"number": "1号", "dated_on": "2026-03-10", "signed_by": "李明", "served": "hand"}
    told = {**written, "words": WORDS, "phone": "139 0000 8888"}
    assert desk.post(f"{case}undo/", {**told, "scan": corpus.kept().word}).url == case
    shown = letters(desk.get(case))
    for words in ("已撤销", "本人在世的证明", WORDS, "去世登记有误，已撤销，会籍照常"):
        assert words in shown
    assert f"{case}undo/" not in desk.get(case).content.decode()
    her = program(Account.objects.get(phone_index__of="13900008888"))
    assert her.get("/api/v1/my/change").json()["state"] == "已撤销"
