"""Erasing: what no term keeps at once, the file when its years are over, whole or not at all."""

from datetime import date, datetime, timedelta

import pytest

from gongqiao.changes.models import Change
from gongqiao.erasure import actions, queries
from gongqiao.erasure.actions import clearing
from gongqiao.erasure.models import Erasure
from gongqiao.kernel.actions import running
from gongqiao.kernel.clock import SHANGHAI
from gongqiao.kernel.models import Record
from gongqiao.kernel.periods import Jurisdiction
from gongqiao.kernel.sweep import sweep
from gongqiao.membership.models import Application, Card, Membership
from gongqiao.notices.models import Notice
from gongqiao.people import actions as people
from gongqiao.people.models import Account, Person, SignIn, Token
from gongqiao.people.queries.own_data import HOLDINGS
from tests import make
from tests.changes.made import Life, paper
from tests.erasure.made import Gone, later, refused, told
from tests.membership import made
from tests.merging.made import Twins
from tests.merging.test_merging import recounted

pytestmark = pytest.mark.django_db
NOTHING_OFF = {"members": 0, "joined": 0, "applications": 0}
LAST_DAY = date(2036, 3, 10)
"""Of ten years that began on 10 March 2026."""


def on(day, hour=8):
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


def test_the_first_night_after_the_day_of_grace_what_no_term_keeps_goes(gone):
    by = gone.herself
    people.let_in(gone.account.pk, origin=make.origin(), by=by, at=make.AT)
    people.issue(name="对接我的程序", days=30, strong_at=None, by=by, at=make.AT)
    gone.asked()

    assert gone.swept(1).state == "asked"
    assert SignIn.objects.exists()
    gone.swept(2)

    assert gone.state == "stored"
    account = Account.objects.get(pk=gone.account.pk)
    assert (account.phone, account.closed_at, SignIn.objects.count()) == (None, later(2), 0)
    assert (Token.objects.get().name, Notice.objects.filter(person=gone.person_id).count()) == ("", 0)
    assert gone.person.name == "张三丰"  # the file is stored until its last day
    assert running(gone.erasure).get().due_on == LAST_DAY
    told = Record.objects.get(event="erasure.Cleared")
    assert told.facts["until"] == str(LAST_DAY)


def test_what_is_stored_goes_the_day_after_its_last_day(gone):
    gone.asked().swept(2)

    sweep(on(LAST_DAY, 23))
    assert (gone.state, gone.person.name) == ("stored", "张三丰")
    sweep(on(LAST_DAY + timedelta(days=1), 0))

    person = gone.person
    assert {person.shown_name, Change.objects.get().shown_name} == {"已删除"}
    assert (gone.state, person.name, person.phone, person.phone_index) == ("done", "", None, None)
    assert (person.birth_on, person.ethnic, person.political, person.education) == (date(1990, 1, 1), "", "", "")
    assert Card.objects.get().number.startswith("X")
    told = Record.objects.get(event="erasure.Erased")
    assert (told.facts["on"], told.law) == (str(LAST_DAY), "个人信息保护法 第四十七条")


@pytest.mark.parametrize(("left_on", "state"), [(date(2016, 3, 12), "stored"), (date(2016, 3, 11), "done")])
def test_a_file_whose_ten_years_are_over_goes_with_the_rest(tree, left_on, state):
    gone = Gone(tree, left_on=left_on)

    assert gone.asked().swept(2).state == state
    assert (gone.person.name == "") == (state == "done")


def test_of_somebody_who_never_was_a_member_nothing_is_kept(tree):
    account = make.account(make.person(phone=make.phone()))
    application = made.applied(tree["joint"].body, of=account)
    Application.objects.filter(pk=application.pk).update(state="rejected")
    pk = actions.ask(strong_at=None, by=make.oneself(account), at=make.AT).pk

    sweep(later(2))

    assert (Erasure.objects.get(pk=pk).state, Person.objects.get().name) == ("done", "")


def test_no_figure_changes_on_any_day(gone):
    gone.asked()
    assert recounted() == NOTHING_OFF
    gone.swept(2)
    assert recounted() == NOTHING_OFF
    sweep(on(LAST_DAY + timedelta(days=1)))

    assert gone.state == "done"
    assert recounted() == NOTHING_OFF


def test_who_joins_again_by_the_same_document_is_a_new_person(tree):
    gone = Gone(tree, left_on=date(2010, 1, 4))
    facts = make.facts(document_number=gone.who.document_number)
    gone.asked().swept(2)

    again = people.register(facts, body_id=gone.union.pk, by=gone.clerk, at=later(3))

    assert (again.pk != gone.person_id, again.name, gone.person.name) == (True, "张三丰", "")
    assert list(Person.objects.holding("card", facts.document_number)) == [again]


def test_the_index_under_a_coming_key_finds_her_as_little(tree):
    gone = Gone(tree, left_on=date(2010, 1, 4))
    number = gone.who.document_number
    Person.objects.filter(pk=gone.person_id).update(document_index_next=b"before", phone_index_next=b"before")
    gone.asked().swept(2)

    person = gone.person
    assert (person.document_index_next, person.phone_index_next) == (None, None)
    assert not Person.objects.holding("card", number).exists()


def test_somebody_who_is_a_member_again_is_not_erased(gone):
    gone.asked()
    Membership.objects.filter(pk=gone.membership).update(state="active", left_on=None)

    gone.swept(2)

    assert (gone.state, gone.erasure.because, gone.person.name) == ("dropped", "back", "张三丰")
    assert Account.objects.get(pk=gone.account.pk).closed_at is None


def test_rows_that_were_merged_into_hers_go_with_it(tree):
    twins = Twins(tree).merged()
    joined = {"joined_on": date(2009, 1, 5)}
    Membership.objects.update(state="left", left_on=date(2010, 1, 4), **joined)
    herself = make.oneself(Account.objects.get(pk=twins.phone_old.pk))
    actions.ask(strong_at=None, by=herself, at=make.AT)

    assert sweep(later(2)).failed == 0

    assert set(Person.objects.values_list("name", flat=True)) == {""}
    assert set(Account.objects.values_list("closed_at", flat=True)) == {later(2)}
    assert twins.merger.called == twins.merger.also_called == ""


def test_broken_off_in_the_middle_nothing_is_half_done_and_the_next_night_does_it(gone, monkeypatch):
    gone.asked()
    last = list(HOLDINGS)[-1]
    whole = clearing.DISPOSALS
    broken = {label: told for label, told in whole.items() if label != last._meta.label}
    monkeypatch.setattr(clearing, "DISPOSALS", broken)

    assert sweep(later(2)).failed == 1
    assert (gone.state, Account.objects.get(pk=gone.account.pk).closed_at) == ("asked", None)
    monkeypatch.setattr(clearing, "DISPOSALS", whole)

    assert gone.swept(3).state == "stored"


def test_done_once_it_is_not_done_again(tree):
    gone = Gone(tree, left_on=date(2010, 1, 4))
    gone.asked().swept(2)
    card = Card.objects.get().number

    assert sweep(later(3)).struck == 0
    assert refused(actions.erase, gone.pk, due_on=make.TODAY, by=gone.clerk, at=later(3)) == ["wrong_state"]
    assert Card.objects.get().number == card


def test_nobody_finds_anything_to_ask_for_afterwards(tree):
    gone = Gone(tree, left_on=date(2010, 1, 4))
    gone.asked().swept(2)

    assert refused(actions.ask, strong_at=None, by=make.oneself(make.account()), at=later(3)) == ["not_known"]


def test_what_a_backup_brought_back_goes_again_at_once(gone):
    operator = make.actor("system-admin")
    actions.erase_again(gone.person_id, by=operator, at=make.AT)

    assert (gone.person.name, Erasure.objects.get().state) == ("", "done")
    told = Record.objects.get(event="erasure.ErasedAgain")
    assert told.subject_id == str(gone.person_id)
    assert recounted() == NOTHING_OFF


def test_a_request_that_was_open_in_the_backup_is_done_with_it(gone):
    gone.asked()
    actions.erase_again(gone.person_id, by=make.actor("system-admin"), at=make.AT)

    assert (gone.state, running(gone.erasure).count(), Erasure.objects.count()) == ("done", 0, 1)


def test_the_years_run_from_the_last_of_several_memberships(tree):
    gone = Gone(tree, left_on=date(2010, 1, 4))
    keys = [gone.person_id]

    assert queries.archive_from(keys) == date(2010, 1, 4)
    assert queries.keeps(date(2010, 1, 4), Jurisdiction("330109")) == date(2020, 1, 4)
    assert queries.keeps(None, Jurisdiction()) is None
    assert queries.longest_hold(make.TODAY) == date(2027, 3, 10)


def test_who_was_a_member_once_more_in_the_meantime_is_kept_by_the_new_years(gone):
    gone.asked().swept(2)
    Membership.objects.filter(pk=gone.membership).update(left_on=date(2030, 1, 4))

    sweep(on(LAST_DAY + timedelta(days=1)))

    assert (gone.state, gone.erasure.because, gone.person.name) == ("dropped", "back", "张三丰")


def test_of_a_dead_member_the_same_is_done(tree):
    life = Life(tree).died()
    actions.enter(told(life.membership.person), by_kin=True, paper=paper(), by=life.clerk, at=make.AT)

    assert sweep(later(2)).failed == 0
    assert Erasure.objects.get().state == "stored"
