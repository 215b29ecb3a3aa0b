"""退会: free and without a reason, told to her group, announced by the committee; silence keeps nobody in."""

from datetime import UTC, date, datetime

import pytest

from gongqiao.changes import actions
from gongqiao.changes.models import Change, Paper
from gongqiao.kernel.actions import running
from gongqiao.kernel.models import Record
from gongqiao.kernel.sweep import sweep
from gongqiao.membership import actions as membership
from gongqiao.membership import queries as members
from gongqiao.membership.models import Membership, Transfer
from gongqiao.people.models import Belonging
from gongqiao.rosters import actions as rosters
from tests import make
from tests.changes.made import LAST_DAY, MEETING, Life, paper, refused
from tests.membership import made
from tests.membership.moving import Way

pytestmark = pytest.mark.django_db
BEFORE, TOMORROW = date(2026, 3, 9), date(2026, 3, 11)
ON_THE_LAST_DAY = datetime(2026, 3, 24, 15, 59, tzinfo=UTC)
A_MINUTE_LATER = datetime(2026, 3, 24, 16, 0, tzinfo=UTC)


def test_she_says_that_she_leaves_and_need_not_say_why(life):
    life.declared()

    assert (life.state, life.membership.state) == ("declared", "active")
    assert running(Change.objects.get()).get().due_on == LAST_DAY
    assert Record.objects.get(event="changes.LeavingDeclared").law == "中国工会章程 第六条"


def test_the_committee_announces_it_and_her_card_is_void(life):
    life.declared().announced(card="returned")

    assert life.stands == ("left", [("active", make.TODAY), ("left", None)])
    assert life.membership.left_on == make.TODAY
    change = Change.objects.get()
    assert (change.state, change.present, change.get_card_display()) == ("done", ["李明", "王芳"], "纸质会员证已收回")
    assert not members.card_shown(life.membership.card.token, on=make.TODAY).valid
    assert members.own_membership(life.herself) is None
    assert not Belonging.objects.filter(person=life.herself.person_id, until=None).exists()
    assert running(change).count() == 0


def test_who_has_left_may_join_anew_with_another_card(life):
    life.declared().announced()
    before = life.membership.card.number

    again = made.member(life.union, of=life.account)

    assert (again.state, again.pk == life.pk) == ("active", False)
    assert again.card.number != before
    assert life.membership.state == "left"


def test_until_it_is_announced_she_may_take_it_back(life):
    life.declared()

    actions.take_back(life.change, by=life.herself, at=make.AT)

    assert (life.state, life.stands) == ("dropped", ("active", [("active", None)]))
    assert refused(life.announced) == ["wrong_state"]
    life.declared()
    assert life.state == "declared"


def test_declared_and_taken_back_on_paper_counts_from_the_day_it_bears(life):
    later = datetime(2026, 3, 12, 4, tzinfo=UTC)
    life.declared(by=life.clerk, paper=paper(), at=later)
    assert running(Change.objects.get()).get().due_on == LAST_DAY

    told = {"by": life.clerk, "at": later}
    early = refused(actions.take_back, life.change, paper=paper(dated_on=BEFORE), **told)
    actions.take_back(life.change, paper=paper(dated_on=TOMORROW), **told)

    assert early == ["before_it_began"]
    assert [each.get_step_display() for each in Paper.objects.order_by("dated_on")] == ["退会声明", "撤回退会声明"]


def test_two_do_not_run_at_once(life):
    life.declared()

    assert refused(life.declared) == ["under_way"]
    assert refused(life.expelled) == ["under_way"]


def test_only_herself_declares_and_only_her_union_announces(life):
    other = make.oneself(make.account(make.person()))
    assert refused(life.declared, by=life.clerk) == ["forbidden"]
    assert refused(life.declared, by=other) == ["forbidden"]
    life.declared()
    assert refused(actions.take_back, life.change, by=other, at=make.AT) == ["forbidden"]
    for by in (life.herself, life.above, make.actor("clerk", life.tree["community"].body)):
        assert refused(life.announced, by=by) == ["forbidden"]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"group_on": BEFORE}, "before_it_began"),
        ({"met_on": TOMORROW}, "in_the_future"),
        ({"present": []}, "nobody_present"),
        ({"group_on": TOMORROW, "at": datetime(2026, 3, 12, 4, tzinfo=UTC)}, "before_the_group"),
    ],
)
def test_group_and_committee_come_in_their_order(life, told, code):
    life.declared()

    assert refused(life.announced, **told) == [code]


def test_on_the_last_day_the_union_may_still_announce_and_a_minute_later_she_has_left(life):
    life.declared().announced(at=ON_THE_LAST_DAY)
    other = Life(life.tree).declared()

    assert life.membership.left_on == make.TODAY
    assert refused(other.announced, at=A_MINUTE_LATER) == ["wrong_state"]
    sweep(A_MINUTE_LATER)
    assert (other.membership.state, other.membership.left_on) == ("left", LAST_DAY)
    told = Record.objects.filter(event="changes.MembershipEnded").latest("pk")
    assert (told.role, told.facts["lapsed"]) == ("system", True)


def test_who_took_up_retained_membership_meanwhile_leaves_on_the_last_day_all_the_same(life):
    life.declared().retained()
    sweep(A_MINUTE_LATER)

    assert life.stands == (
        "left",
        [("active", make.TODAY), ("retained", LAST_DAY), ("left", None)],
    )
    assert Record.objects.get(event="changes.MembershipEnded").facts["state"] == "retained"


def test_the_move_she_was_on_ends_with_her_membership(tree):
    way = Way(tree).released()
    change = actions.declare(way.membership.pk, by=way.herself, at=make.AT)

    actions.announce_leaving(change.pk, group_on=make.TODAY, card="none", **MEETING, by=way.at_old, at=make.AT)

    assert Transfer.objects.get().state == "called_off"
    assert running(Transfer.objects.get()).count() == 0
    told = Record.objects.get(event="membership.CalledOff")
    assert told.facts["was"] == "released"
    assert refused(membership.take_in, way.pk, by=way.at_new, at=make.AT) == ["wrong_state"]


def test_who_was_taken_in_elsewhere_does_not_leave_by_what_she_told_the_old_union(hear, tree):
    way = Way(tree).released()
    change = actions.declare(way.membership.pk, by=way.herself, at=make.AT)
    membership.take_in(way.pk, by=way.at_new, at=make.AT)

    told = {"group_on": make.TODAY, "card": "none", **MEETING}
    assert refused(actions.announce_leaving, change.pk, **told, by=way.at_old, at=make.AT) == ["moved"]
    hear()

    assert Change.objects.get().state == "dropped"
    assert Membership.objects.get().state == "active"
    assert Record.objects.get(event="changes.ChangeDropped").facts["because"] == "moved"


def test_a_union_with_somebody_who_has_left_may_end(life):
    life.declared().announced()

    assert list(members.bonds_of(life.union.pk)) == []


def test_a_list_is_not_taken_back_once_somebody_on_it_has_declared_that_she_leaves(union):
    clerk, roster = make.actor("clerk", union), [(make.facts(), "contract")]
    told = {"number": "9号", "roster": roster, **MEETING, "by": clerk, "at": make.AT}
    resolution = rosters.admit_many(union.pk, **told)
    free = list(members.why_not_undone(resolution.pk))

    actions.declare(Membership.objects.get().pk, paper=paper(), by=clerk, at=make.AT)

    assert free == []
    assert len(members.why_not_undone(resolution.pk)) == 1
