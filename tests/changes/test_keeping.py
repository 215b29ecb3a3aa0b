"""保留会籍: kept without dues and vote, active again when she works, each day standing in her history."""

from datetime import date

import pytest

from gongqiao.changes import actions
from gongqiao.changes.models import Change, Paper
from gongqiao.files.models import StoredFile
from gongqiao.kernel.models import Record
from gongqiao.membership import actions as membership
from gongqiao.membership import queries as members
from gongqiao.membership.models import Membership
from gongqiao.membership.models.memberships import LEFT, PENDING
from tests import make
from tests.changes.made import paper, refused
from tests.membership.moving import Way

pytestmark = pytest.mark.django_db
BEFORE, TOMORROW = date(2026, 3, 9), date(2026, 3, 11)


def test_who_loses_her_work_keeps_her_membership_by_her_own_word(life):
    life.retained(cause="jobless")

    assert life.stands == ("retained", [("active", make.TODAY), ("retained", None)])
    assert (life.state, Change.objects.get().get_cause_display()) == ("done", "失业")
    record = Record.objects.get(event="changes.Retained")
    assert (record.role, record.law, record.facts["on_paper"]) == ("self", "中国工会章程 第八条", False)
    assert members.own_membership(life.herself).pk == life.pk
    assert members.card_shown(life.membership.card.token, on=make.TODAY).valid


def test_whoever_keeps_her_membership_cannot_join_a_second_time(life):
    life.retained()

    assert members.is_member(life.herself.person_id)


def test_what_she_signed_on_paper_her_union_enters_with_the_scan(life):
    life.retained(cause="retired", by=life.clerk, paper=paper(number="无"))

    kept = Paper.objects.get()
    assert (kept.get_step_display(), kept.recorded_by) == ("保留会籍申请", life.clerk.person_id)
    assert StoredFile.objects.filter(owner_id=kept.pk).values_list("body_id", flat=True).get() == life.union.pk
    assert Record.objects.get(event="changes.Retained").facts["on_paper"] is True


def test_without_a_paper_nobody_keeps_it_for_her(life):
    assert refused(life.retained, by=life.clerk) == ["forbidden"]
    assert refused(life.retained, by=make.oneself(make.account(make.person()))) == ["forbidden"]
    assert refused(life.retained, by=make.actor("clerk", life.tree["community"].body), paper=paper()) == ["forbidden"]
    assert life.stands[0] == "active"


def test_a_paper_is_no_older_than_the_membership_and_of_no_day_to_come(life):
    for on, code in ((BEFORE, "before_it_began"), (TOMORROW, "in_the_future")):
        assert refused(life.retained, by=life.clerk, paper=paper(dated_on=on)) == [code]


@pytest.mark.parametrize(("on", "code"), [(BEFORE, "before_her_stay"), (TOMORROW, "in_the_future")])
def test_a_change_counts_from_a_day_of_her_present_stay(life, on, code):
    assert refused(life.retained, effect_on=on) == [code]
    life.retained()
    told = {"employment_form": "contract", "effect_on": on}
    assert refused(actions.restore, life.pk, **told, by=life.herself, at=make.AT) == [code]


def test_she_works_again_and_is_a_member_as_before_in_the_form_she_works_in_now(life):
    life.retained()

    actions.restore(life.pk, employment_form="contract", effect_on=make.TODAY, by=life.herself, at=make.AT)

    assert life.stands[0] == "active"
    assert life.membership.employment_form == "contract"
    told = Record.objects.get(event="changes.Restored").facts
    assert (told["was"], told["employment_form"]) == ("platform", "contract")


def test_what_is_kept_is_not_kept_twice_and_what_is_active_not_restored(life):
    told = {"employment_form": "contract", "effect_on": make.TODAY}
    assert refused(actions.restore, life.pk, **told, by=life.herself, at=make.AT) == ["active"]
    life.retained()
    assert refused(life.retained) == ["retained"]


@pytest.mark.parametrize(("state", "code"), [(LEFT, "over"), (PENDING, "unconfirmed")])
def test_what_is_over_or_not_confirmed_is_not_changed(life, state, code):
    Membership.objects.update(state=state, left_on=make.TODAY if state == LEFT else None)
    told = {"employment_form": "contract", "effect_on": make.TODAY}

    assert refused(life.retained) == [code]
    assert refused(actions.restore, life.pk, **told, by=life.herself, at=make.AT) == [code]
    assert refused(life.declared) == [code]
    assert refused(life.expelled) == [code]
    assert refused(life.died) == [code]


def test_a_move_to_another_union_makes_it_active_too(tree):
    way = Way(tree)
    told = {"cause": "jobless", "effect_on": make.TODAY}
    actions.retain(way.membership.pk, **told, by=way.herself, at=make.AT)
    way.released()

    membership.take_in(way.pk, by=way.at_new, at=make.AT)

    assert Membership.objects.get().state == "active"
