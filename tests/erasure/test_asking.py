"""Asking that what is held of oneself be deleted: by phone, on paper, and taking it back."""

from datetime import timedelta

import pytest

from gongqiao.changes import actions as changes
from gongqiao.erasure import actions
from gongqiao.erasure.models import Erasure, Paper
from gongqiao.files.models import StoredFile
from gongqiao.kernel.actions import running
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden
from gongqiao.membership.models import Membership
from gongqiao.organisations import actions as organisations
from gongqiao.organising.models import Founding
from gongqiao.people.models import Account
from tests import make
from tests.changes.made import Life
from tests.erasure.made import Gone, later, paper, refused
from tests.membership import made
from tests.merging.made import Twins
from tests.rosters import lists

pytestmark = pytest.mark.django_db


def ask(account, **parts):
    return refused(actions.ask, **{"strong_at": None, "by": make.oneself(account), "at": make.AT, **parts})


def test_somebody_who_has_left_asks_and_may_take_it_back_for_a_day(gone):
    gone.asked()

    erasure = gone.erasure
    assert (erasure.state, erasure.union_body, erasure.archive_from) == ("asked", gone.union, make.TODAY)
    clock = running(erasure).get()
    assert (clock.clock, clock.due_on) == ("erasure.grace", make.TODAY + timedelta(days=1))
    record = Record.objects.get(event="erasure.ErasureAsked")
    assert (record.law, record.facts["union"]) == ("个人信息保护法 第四十七条", gone.union.pk)


def test_a_member_is_told_to_leave_first(tree):
    life = Life(tree)
    assert ask(life.account) == ["member"]

    life.retained()
    assert ask(life.account) == ["member"]
    assert not Erasure.objects.exists()


def test_who_waits_for_a_unions_answer_is_told_to_wait_or_withdraw(tree):
    account = make.account(make.person())
    made.applied(tree["joint"].body, of=account)

    assert ask(account) == ["application_under_way", "applying"]


def test_an_expulsion_that_is_still_to_be_filed_keeps_her(tree):
    life = Life(tree).expelled()
    assert ask(life.account) == ["changing"]

    changes.file_expulsion(life.change, filed_as="备1号", by=make.actor("chair", tree["township"].body), at=make.AT)
    assert actions.ask(strong_at=None, by=life.herself, at=make.AT).state == "asked"


def test_who_holds_a_post_is_told_which(gone):
    organisations.appoint(
        gone.person_id, role="officer", body_id=gone.union.pk, since=make.TODAY, by=gone.above, at=make.AT
    )

    assert ask(gone.account) == ["post_held"]


def test_two_rows_that_are_being_merged_keep_her(tree):
    twins = Twins(tree).proposed()
    Membership.objects.update(state="left", left_on=make.TODAY)

    assert ask(twins.phone_old) == ["merging"]


def test_who_stands_on_a_list_that_is_not_done_waits_for_it(gone):
    lists.checked(gone.union, lists.listed(lists.row(number=gone.who.document_number)))

    assert ask(gone.account) == ["listed"]


def test_the_contact_of_a_founding_is_told_to_have_it_done_with(gone):
    days = {"begun_at": make.AT, "begun_on": make.TODAY, "moved_on": make.TODAY, "expected": 25}
    parties = {"employer_body": make.body(kind="employer"), "superior_body": gone.union}
    Founding.objects.create(state="petitioned", account=gone.account.pk, called="李华", **parties, **days)

    assert ask(gone.account) == ["founding"]


def test_an_account_that_is_nobodys_is_told_to_close_it():
    assert ask(make.account()) == ["not_known"]


def test_a_second_request_is_refused_while_the_first_goes_on(gone):
    gone.asked()

    assert ask(gone.account) == ["asked"]
    assert Erasure.objects.count() == 1


@pytest.mark.parametrize(("minutes", "told"), [(15, []), (16, ["step_up"])])
def test_who_has_a_one_time_password_gives_it_within_a_quarter_of_an_hour(gone, minutes, told):
    Account.objects.filter(pk=gone.account.pk).update(otp_since=make.AT)
    strong_at = make.AT - timedelta(minutes=minutes)

    if told:
        assert ask(gone.account, strong_at=strong_at) == told
        assert ask(gone.account) == told
    else:
        assert gone.asked(strong_at=strong_at).state == "asked"


def test_she_takes_it_back_until_it_is_done(gone):
    gone.asked()
    actions.withdraw(gone.pk, by=gone.herself, at=later(1))

    assert (gone.state, gone.erasure.because, running(gone.erasure).count()) == ("dropped", "withdrawn", 0)
    assert gone.swept(30).person.name != ""
    assert gone.asked(at=later(30)).state == "asked"


def test_a_day_too_late_the_rest_may_still_be_kept_but_not_what_has_gone(gone):
    gone.asked()
    actions.withdraw(gone.pk, by=gone.herself, at=later(2))

    assert (gone.state, Account.objects.get(pk=gone.account.pk).closed_at) == ("dropped", later(2))


def test_nobody_takes_back_what_another_asked(gone):
    gone.asked()

    with pytest.raises(Forbidden):
        actions.withdraw(gone.pk, by=make.oneself(make.account(make.person())), at=make.AT)
    with pytest.raises(Forbidden):
        actions.withdraw(gone.pk, paper=paper(), by=gone.beside, at=make.AT)


@pytest.mark.parametrize("desk", ["clerk", "above"])
def test_her_last_union_and_the_federation_above_it_enter_what_she_signed(gone, desk):
    by = getattr(gone, desk)
    gone.pk = actions.enter(gone.who, paper=paper(), by=by, at=make.AT).pk

    assert (gone.state, gone.erasure.by_kin) == ("asked", False)
    kept = Paper.objects.get(erasure=gone.pk)
    assert StoredFile.objects.get(owner_id=str(kept.pk)).body == gone.union
    actions.withdraw(gone.pk, paper=paper(), by=by, at=make.AT)
    assert gone.state == "dropped"


def test_a_union_that_never_knew_her_finds_nobody(gone):
    assert refused(actions.enter, gone.who, paper=paper(), by=gone.beside, at=make.AT) == ["not_found"]


@pytest.mark.parametrize("part", [{"name": "别人"}, {"document_number": "110101199001011237"}])
def test_document_and_name_must_both_be_hers(gone, part):
    who = actions.Told(**{**gone.who.__dict__, **part})

    assert refused(actions.enter, who, paper=paper(), by=gone.clerk, at=make.AT) == ["not_found"]


def test_an_employer_enters_nothing(gone):
    with pytest.raises(Forbidden):
        actions.enter(gone.who, paper=paper(), by=make.actor("hr", gone.union), at=make.AT)


def test_a_paper_is_not_of_tomorrow(gone):
    told = paper(dated_on=make.TODAY + timedelta(days=1))

    assert refused(actions.enter, gone.who, paper=told, by=gone.clerk, at=make.AT) == ["in_the_future"]


def test_the_next_of_kin_ask_for_somebody_who_died_and_for_nobody_else(tree):
    gone = Gone(tree)
    living = refused(actions.enter, gone.who, by_kin=True, paper=paper(), by=gone.clerk, at=make.AT)
    dead = Life(tree).died()
    person = dead.membership.person
    who = actions.Told(person.document_type, person.document_number.reveal(), person.name)

    assert living == ["not_dead"]
    assert refused(actions.enter, who, paper=paper(), by=dead.clerk, at=make.AT) == ["dead"]
    assert actions.enter(who, by_kin=True, paper=paper(), by=dead.clerk, at=make.AT).by_kin


def test_two_rows_of_one_human_being_are_asked_for_as_one(tree):
    twins = Twins(tree).merged()
    Membership.objects.update(state="left", left_on=make.TODAY)

    erasure = actions.ask(strong_at=None, by=make.oneself(Account.objects.get(pk=twins.phone_old.pk)), at=make.AT)

    assert erasure.person == twins.kept
