"""Two people, one list; one person, two lists; and whoever is faster than whom."""

from threading import Event

import pytest
from django.db import transaction

from gongqiao.intake.actions import reading
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Refused
from gongqiao.membership import actions as members
from gongqiao.membership.models import Card, Membership, Resolution, Transfer
from gongqiao.people.models import Person
from gongqiao.rosters import actions
from gongqiao.rosters.actions.reading import how
from gongqiao.rosters.models import Roster, RosterLine
from tests import make
from tests.at_once import at_once, somebody_waits
from tests.rosters import lists
from tests.worker import until

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
    begun = reading._begun(roster.pk, how(make.AT))
    lists.read(roster)

    first = next(reading._pieces(begun, how(make.AT)))

    with pytest.raises(reading.OvertakenError):
        reading._keep(begun, how(make.AT), first)

    assert (RosterLine.objects.count(), lists.fresh(roster).rows) == (5, 5)


def test_a_reading_that_was_cut_short_begins_anew_and_counts_each_row_once(union):
    roster = lists.received(union, lists.listed(*(lists.row() for _ in range(5)), lists.row(number="1")))
    begun = reading._begun(roster.pk, how(make.AT))
    for found in reading._pieces(begun, how(make.AT)):
        reading._keep(begun, how(make.AT), found)
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


def in_turn(first, second):
    """The second begins while the first is done and not yet kept, and so waits for it."""
    begun = Event()

    def holds():
        with transaction.atomic():
            first()
            begun.set()
            assert until(somebody_waits)

    def waits():
        assert begun.wait(30)
        return second()

    return at_once(holds, waits)


@pytest.fixture(name="moving")
def _moving(union, tree):
    """A list that was entered, how it is undone, and how another union asks for one of its members."""
    roster = lists.entered(union, lists.listed(lists.row("张三"), lists.row()))
    card, elsewhere = Card.objects.get(membership__person__name="张三"), tree["community"].body
    asked = {"card_number": card.number, "name": "张三", "employment_form": "contract"}
    by = make.actor("clerk", elsewhere)

    def undo():
        actions.undo_roster(roster.pk, by=roster.actor, at=make.AT)

    def transfer():
        members.invite(elsewhere.pk, **asked, by=by, at=make.AT)

    return roster, undo, transfer


def test_an_undoing_that_comes_while_one_of_it_is_asked_for_elsewhere_waits_and_is_told_why_not(moving):
    roster, undo, transfer = moving

    _, told = in_turn(transfer, undo)

    assert told == [
        "名册登记以后，有 1 人会籍已经变动、正在办转会，或者换过会员证，不能整批撤销；个别登错的，请逐人办理更正"
    ]
    assert (lists.fresh(roster).state, Membership.objects.count(), Transfer.objects.count()) == ("entered", 2, 1)


def test_whoever_asks_for_one_of_a_list_while_it_is_undone_waits_and_finds_nobody(moving):
    roster, undo, transfer = moving

    _, told = in_turn(undo, transfer)

    assert isinstance(told, list)
    assert (lists.fresh(roster).state, Membership.objects.count(), Transfer.objects.count()) == ("undone", 0, 0)
    assert Person.objects.count() == 0


def test_taken_in_elsewhere_and_undone_at_once_the_transfer_holds(moving, tree):
    roster, undo, transfer = moving
    transfer()
    pk, by = Transfer.objects.get().pk, make.actor("clerk", tree["community"].body)
    herself = make.oneself(make.account(Transfer.objects.get().person))
    members.agree(pk, by=herself, at=make.AT)
    members.release(pk, by=make.actor("clerk", roster.union_body), at=make.AT)

    outcomes = at_once(undo, lambda: members.take_in(pk, by=by, at=make.AT))

    assert len([outcome for outcome in outcomes if isinstance(outcome, list)]) == 1
    assert Membership.objects.filter(union_body=tree["community"].body).count() == 1
    assert (lists.fresh(roster).state, Membership.objects.count()) == ("entered", 2)
