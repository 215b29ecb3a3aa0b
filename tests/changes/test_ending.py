"""开除会籍 and 会员去世: decided by people, on papers, never by the platform."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gongqiao.changes import actions
from gongqiao.changes.models import Change, Paper
from gongqiao.files.models import StoredFile
from gongqiao.kernel.actions import running
from gongqiao.kernel.models import Line, Record
from gongqiao.kernel.sweep import sweep
from gongqiao.membership import queries as members
from gongqiao.notices import queries as notices
from gongqiao.organisations import actions as posts
from gongqiao.organisations.models import Appointment
from gongqiao.people import identities
from gongqiao.people.models import Account, SignIn
from tests import make
from tests.changes.made import LAST_DAY, decision, judgment, paper, refused

pytestmark = pytest.mark.django_db
BEFORE, TOMORROW = date(2026, 3, 9), date(2026, 3, 11)


def test_the_committee_expels_and_the_union_above_has_it_on_file(life):
    life.expelled()

    change = Change.objects.get()
    assert (change.state, change.superior_body, change.number) == (
        "decided",
        life.tree["township"].body,
        "联会〔2026〕8号",
    )
    assert (life.membership.state, life.membership.left_on) == ("left", make.TODAY)
    assert running(change).get().due_on == LAST_DAY
    assert Record.objects.get(event="changes.MembershipEnded").law == "中国工会章程 第七条"

    actions.file_expulsion(life.change, filed_as="城厢总工备〔2026〕3号", by=life.above, at=make.AT)
    assert life.state == "done"


def test_the_receipt_on_paper_is_entered_by_the_union_that_decided(life):
    life.expelled()
    told = {"filed_as": "已备案", "at": make.AT}
    assert refused(actions.file_expulsion, life.change, **told, by=life.clerk) == ["forbidden"]
    early = refused(actions.file_expulsion, life.change, **told, paper=paper(dated_on=BEFORE), by=life.clerk)

    actions.file_expulsion(life.change, **told, paper=paper(), by=life.clerk)

    assert early == ["before_it_began"]
    assert StoredFile.objects.filter(owner_id=Paper.objects.get().pk).count() == 2


def test_what_is_not_filed_in_time_is_overdue_and_nothing_more(life):
    life.expelled()
    sweep(datetime.combine(LAST_DAY + timedelta(days=1), datetime.min.time(), UTC))

    assert (life.state, running(Change.objects.get()).get().overdue_on) == ("decided", LAST_DAY)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"judgment": judgment(judged_on=TOMORROW)}, "before_the_judgment"),
        ({"decision": decision(group_on=TOMORROW)}, "before_the_group"),
        ({"decision": decision(group_on=BEFORE, met_on=BEFORE)}, "before_her_stay"),
        ({"decision": decision(met_on=TOMORROW)}, "in_the_future"),
        ({"decision": decision(present=[])}, "nobody_present"),
    ],
)
def test_judgment_group_and_committee_come_in_their_order(life, parts, code):
    assert refused(life.expelled, **parts) == [code]
    assert life.membership.state == "active"


def test_nobody_above_or_beside_expels_and_no_union_without_one_above(tree, life):
    for by in (life.above, life.herself, make.actor("clerk", tree["community"].body)):
        assert refused(life.expelled, by=by) == ["forbidden"]
    Line.objects.filter(body=life.union, line="union").update(above=None, path=f"u{life.union.pk}.")
    assert refused(life.expelled) == ["nobody_above"]


def test_of_one_who_has_died_the_card_is_void_and_nobody_signs_in_as_her(hear, let_in, life):
    browser = let_in(life.account)
    hear()
    before = notices.notices(life.herself).count()

    life.died(died_on=make.TODAY)
    hear()

    assert life.stands == ("left", [("active", make.TODAY), ("left", None)])
    assert not members.card_shown(life.membership.card.token, on=make.TODAY).valid
    assert (Account.objects.get(pk=life.account.pk).closed_at, SignIn.objects.count()) == (make.AT, 0)
    assert browser.get("/me/card/").url.startswith("/sign-in/")
    assert notices.notices(life.herself).count() <= before
    assert Paper.objects.get().get_step_display() == "死亡证明"


def test_whoever_has_died_holds_no_post_any_more_and_was_never_given_the_next(life):
    installer = make.actor("installer")
    told = {"body_id": life.union.pk, "by": installer, "at": make.AT}
    person_id = life.herself.person_id
    held = posts.appoint(person_id, role="delegate", since=BEFORE, **told)
    coming = posts.appoint(person_id, role="scrutineer", since=TOMORROW + timedelta(days=5), **told)
    over = posts.appoint(person_id, role="recorder", since=BEFORE, until=BEFORE, **told)

    life.died()

    lasts = [Appointment.objects.get(pk=each.pk).until for each in (held, coming, over)]
    assert lasts == [make.TODAY, coming.since, BEFORE]
    assert identities.held(person_id, on=TOMORROW) == []
    assert Record.objects.filter(event="organisations.Relieved").count() == 2


def test_a_death_sets_aside_what_she_had_declared(hear, life):
    life.declared()
    wish = life.change
    life.died()
    hear()

    assert Change.objects.get(pk=wish).state == "dropped"
    assert Record.objects.get(event="changes.ChangeDropped").facts["because"] == "death"
    assert list(notices.tasks(life.clerk)) == []


@pytest.mark.parametrize(("on", "code"), [(BEFORE, "before_her_stay"), (TOMORROW, "in_the_future")])
def test_nobody_dies_before_her_stay_or_after_today(life, on, code):
    assert refused(life.died, died_on=on) == [code]


def test_a_death_is_recorded_by_her_own_union_alone(life):
    for by in (life.above, make.actor("clerk", life.tree["community"].body)):
        assert refused(life.died, by=by) == ["forbidden"]
