"""Two people, one list; one person, two lists; and whoever is faster than whom."""

import pytest

from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Refused
from gongqiao.membership import actions as members
from gongqiao.membership.models import Membership, Resolution
from gongqiao.people.models import Person
from gongqiao.rosters import actions
from gongqiao.rosters.actions import reading
from gongqiao.rosters.models import Roster, RosterLine
from tests import make
from tests.at_once import at_once
from tests.rosters import lists

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


def states():
    return sorted(Roster.objects.values_list("state", flat=True))


def test_of_two_who_hand_in_one_file_at_once_one_is_told(union):
    content = lists.listed(lists.row())

    outcomes = at_once(*(lambda: lists.received(union, content) for _ in range(2)))

    (told,) = [outcome for outcome in outcomes if isinstance(outcome, list)]
    assert told == ["同样的文件已经交过，现在是“正在读取”，不用再交；请在名册列表里接着办"]
    assert Roster.objects.count() == 1


def test_of_two_who_enter_the_same_people_at_once_one_stands_and_the_other_is_told(union):
    rows = [lists.row() for _ in range(20)]
    first, second = (lists.checked(union, lists.listed(*each)) for each in (rows, rows[::-1]))

    at_once(*(lambda r=r: lists.entered(union, of=r) for r in (first, second)))

    assert states() == ["checked", "entered"]
    assert (Membership.objects.count(), Person.objects.count(), Resolution.objects.count()) == (20, 20, 1)
    loser = Roster.objects.get(state="checked")
    assert loser.fault.startswith("登记前又核对了一遍，有 20 行现在不能接收")
    assert {code for _, _, code in lists.wrong(loser)} == {"already_here"}
    assert Record.objects.filter(event="membership.Admitted").count() == 1


def test_of_two_unions_that_share_people_one_has_them_whatever_their_order(union, tree):
    rows = [lists.row() for _ in range(40)]
    first = lists.checked(union, lists.listed(*rows))
    second = lists.checked(tree["community"].body, lists.listed(*reversed(rows)))

    at_once(*(lambda r=r: lists.entered(None, of=r) for r in (first, second)))

    assert states() == ["checked", "entered"]
    assert (Membership.objects.count(), Person.objects.count()) == (40, 40)


def test_of_two_workers_that_enter_one_list_one_does_and_the_other_goes_home(union):
    roster = lists.decided(lists.checked(union, lists.listed(*(lists.row() for _ in range(5)))))

    def work():
        actions.enter_roster(roster.pk, by=roster.actor, at=make.AT)

    outcomes = at_once(work, work)

    assert len([outcome for outcome in outcomes if isinstance(outcome, list)]) == 1
    assert (Membership.objects.count(), Resolution.objects.count()) == (5, 1)


def test_a_reading_that_was_overtaken_keeps_nothing_of_its_own(union, monkeypatch):
    roster = lists.received(union, lists.listed(*(lists.row() for _ in range(5))))
    begun = reading._begun(roster.pk)
    lists.read(roster)

    first = next(reading._pieces(begun, make.AT))

    with pytest.raises(reading.OvertakenError):
        reading._keep(begun, first)

    assert (RosterLine.objects.count(), lists.fresh(roster).rows) == (5, 5)


def test_a_reading_that_was_cut_short_begins_anew_and_counts_each_row_once(union):
    roster = lists.received(union, lists.listed(*(lists.row() for _ in range(5)), lists.row(number="1")))
    begun = reading._begun(roster.pk)
    for found in reading._pieces(begun, make.AT):
        reading._keep(begun, found)
        break  # killed here

    roster = lists.read(roster)

    assert (roster.state, roster.rows, roster.good, roster.problems.count()) == ("checked", 6, 5, 1)


def test_of_an_undoing_and_a_confirmation_at_once_both_agree_on_who_came_first(union):
    row = lists.row("张三")
    roster = lists.entered(union, lists.listed(row), kind="signed")
    line, account = RosterLine.objects.get(), make.account(phone=row[2])

    outcomes = at_once(
        lambda: actions.undo_roster(roster.pk, by=roster.actor, at=make.AT),
        lambda: actions.confirm(line.pk, name="张三", document_number=row[1], by=make.oneself(account), at=make.AT),
    )

    assert len([outcome for outcome in outcomes if isinstance(outcome, list)]) == 1
    assert (lists.fresh(roster).state, Membership.objects.count()) in {("undone", 0), ("confirming", 1)}


def test_an_undoing_while_somebody_of_it_applies_for_a_new_card_leaves_one_truth(union):
    row = lists.row("张三")
    roster = lists.entered(union, lists.listed(row))
    membership = Membership.objects.get()
    account = make.account(membership.person)

    at_once(
        lambda: actions.undo_roster(roster.pk, by=roster.actor, at=make.AT),
        lambda: _renewed(membership.pk, make.oneself(account)),
    )

    undone = lists.fresh(roster).state == "undone"
    assert Membership.objects.count() == (0 if undone else 1)


def _renewed(pk, by):
    try:
        members.renew_card(pk, by=by, at=make.AT)
    except Membership.DoesNotExist:
        raise Refused([]) from None  # it was gone before
