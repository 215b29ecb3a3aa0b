"""A list that many signed on paper: one batch under one resolution, and each confirms by SMS or is not counted."""

from datetime import date, datetime, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from gongqiao.cockpit import actions as cockpit
from gongqiao.cockpit.queries import sums
from gongqiao.kernel import queue
from gongqiao.kernel.clock import SHANGHAI
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Refused
from gongqiao.kernel.senders import Message
from gongqiao.kernel.sweep import sweep
from gongqiao.membership import queries as membership_of
from gongqiao.membership.models import Card, Membership, Resolution, Stay
from gongqiao.people.models import Account, Consent, Person
from gongqiao.rosters import actions, queries
from gongqiao.rosters.models import RosterLine
from tests import make
from tests.membership import made
from tests.rosters import lists

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="rows")
def _rows():
    return [lists.row(name) for name in ("张三", "李四", "王五")]


@pytest.fixture(name="roster")
def _roster(union, rows):
    return lists.entered(union, lists.listed(*rows), kind="signed", number="1号")


def by_phone_of(row):
    return make.oneself(Account.objects.filter(phone_index__of=row[2]).first() or make.account(phone=row[2]))


def confirmed(row, *, by=None, at=make.AT, **typed):
    who = by or by_phone_of(row)
    line = RosterLine.objects.get(phone_index__of=row[2])
    told = {"name": row[0], "document_number": row[1], **typed}
    return actions.confirm_listing(line.pk, **told, by=who, at=at)


def why(verb, *args, **parts):
    with pytest.raises(Refused) as caught:
        verb(*args, **parts)
    return [reason.code for reason in caught.value.reasons]


def shown(union):
    members = sum(sums.by_cell(union.pk, ["members"])["members"].values())
    joined = sums.per_day(union.pk, "joined", made.MET, made.MET).get(made.MET, 0)
    wrong = [cockpit.recount(name, by=make.actor("system-admin"), at=make.AT).cells for name in ("members", "joined")]
    return members, joined, wrong


def test_entered_it_is_a_resolution_and_a_question_to_each_and_nobody_is_a_member(union, roster):
    assert (roster.state, roster.good, Resolution.objects.get().count) == ("confirming", 3, 0)
    assert (Membership.objects.count(), Person.objects.count(), RosterLine.objects.count()) == (0, 0, 3)
    assert shown(union) == (0, 0, [0, 0])
    (told,) = Record.objects.filter(event="rosters.RosterCalled").values_list("facts", "law")
    assert (told[0]["count"], told[1]) == (3, "中国工会章程 第二条")


def test_whoever_confirms_is_a_member_from_the_day_of_the_meeting_and_counts(union, roster, rows):
    confirmed(rows[0], at=make.AT + timedelta(days=9))

    membership = Membership.objects.get()
    assert (membership.union_body, membership.joined_on, membership.state) == (union, made.MET, "active")
    assert (Stay.objects.get().resolution_id, Card.objects.count()) == (roster.resolution, 1)
    assert (Resolution.objects.get().count, RosterLine.objects.count()) == (1, 2)
    assert shown(union) == (1, 1, [0, 0])


def test_her_account_is_hers_at_once_and_she_has_agreed(roster, rows):
    confirmed(rows[0])

    account = Account.objects.get(phone_index__of=rows[0][2])
    assert (account.person.name, account.tied_by) == ("张三", "roster")
    assert membership_of.own_membership(make.oneself(account)).person == account.person
    assert Consent.objects.get().purpose == "identity"


@pytest.mark.parametrize("typed", [{"name": "张三丰"}, {"document_number": "330106199001010011"}])
def test_what_differs_from_the_list_is_not_told_apart(roster, rows, typed):
    assert why(confirmed, rows[0], **typed) == ["not_the_same"]
    assert Membership.objects.count() == 0


def test_spelling_alone_is_no_difference(roster, rows):
    number = rows[0][1]

    confirmed(rows[0], name=" 张 三 ", document_number=f"{number[:6]} {number[6:].lower()}")

    assert Membership.objects.count() == 1


def test_another_phone_confirms_nothing(roster, rows):
    assert why(confirmed, rows[0], by=by_phone_of(rows[1])) == ["not_the_same"]


def test_the_tries_of_a_day_are_few(roster, rows):
    for _ in range(5):
        assert why(confirmed, rows[0], name="不对") == ["not_the_same"]

    assert why(confirmed, rows[0]) == ["too_often"]


def test_whoever_became_a_member_elsewhere_meanwhile_is_told_so_herself(union, tree, roster, rows):
    other = tree["community"].body
    person = make.person(name="张三", document_number=rows[0][1])
    Membership.objects.create(
        person=person, union_body=other, employment_form="contract", sex="1", joined_on=make.TODAY
    )

    assert why(confirmed, rows[0]) == ["already_member"]


def test_the_last_day_is_still_in_time_and_the_day_after_the_list_forgets_them(union, roster, rows):
    last = date(2026, 4, 9)
    confirmed(rows[0], at=make.AT + (last - make.TODAY))

    assert why(confirmed, rows[1], at=make.AT + (last - make.TODAY) + timedelta(days=1)) == ["closed"]
    sweep(make.AT + (last - make.TODAY) + timedelta(days=1))

    roster = lists.fresh(roster)
    assert (roster.state, RosterLine.objects.count(), Membership.objects.count()) == ("closed", 0, 1)
    (told,) = Record.objects.filter(event="rosters.RosterClosed").values_list("facts", flat=True)
    assert told["left_out"] == 2
    assert shown(union) == (1, 1, [0, 0])


def test_whoever_declines_is_forgotten(roster, rows):
    line = RosterLine.objects.get(phone_index__of=rows[0][2])

    actions.decline_listing(line.pk, by=by_phone_of(rows[0]), at=make.AT)

    assert RosterLine.objects.count() == 2
    assert why(actions.confirm, line.pk, name="张三", document_number="1", by=by_phone_of(rows[0]), at=make.AT) == [
        "answered"
    ]


def test_a_stranger_declines_nothing(roster, rows):
    line = RosterLine.objects.get(phone_index__of=rows[0][2])

    assert why(actions.decline_listing, line.pk, by=by_phone_of(rows[1]), at=make.AT) == ["not_the_same"]


def test_undone_before_anybody_confirmed_nobody_is_asked_any_more(union, roster):
    actions.undo_roster(roster.pk, by=roster.actor, at=make.AT)

    assert (lists.fresh(roster).state, RosterLine.objects.count()) == ("undone", 0)
    assert shown(union) == (0, 0, [0, 0])


def test_once_somebody_has_confirmed_it_stands(roster, rows):
    confirmed(rows[0])

    with pytest.raises(Refused, match="已经有 1 人确认入会"):
        actions.undo_roster(roster.pk, by=roster.actor, at=make.AT)


def texts():
    return sorted((each.to.reveal(), each.text.reveal()) for each in Message.objects.all())


@pytest.mark.parametrize(("hour", "count"), [(6, 0), (7, 3), (21, 3), (22, 0)])
def test_each_is_asked_by_sms_at_a_decent_hour(roster, hour, count):
    assert actions.invite(datetime(2026, 3, 10, hour, 0, tzinfo=SHANGHAI)) == count


def test_each_is_asked_once_and_the_words_name_nobody(union, roster, rows):
    morning = datetime(2026, 3, 10, 9, 0, tzinfo=SHANGHAI)
    actions.invite(morning)
    actions.invite(morning)

    told = texts()
    assert [phone for phone, _ in told] == sorted(row[2] for row in rows)
    assert {union.name in words for _, words in told} == {True}
    assert not any(row[0] in words or row[1] in words for row in rows for _, words in told)


def test_an_entered_list_asks_nobody(union):
    lists.entered(union)

    assert actions.invite(datetime(2026, 3, 10, 9, 0, tzinfo=SHANGHAI)) == 0


def test_every_row_needs_a_phone(union):
    roster = lists.checked(union, lists.listed(["张三", make.identity_number(), "", ""]), kind="signed")

    assert lists.wrong(roster) == [(2, "C", "no_phone")]


def test_somebody_who_waits_on_one_list_is_no_row_of_another(union, tree, roster, rows):
    here = lists.checked(union, lists.listed(rows[0], lists.row()))
    there = lists.checked(tree["community"].body, lists.listed(rows[0]))

    assert (lists.wrong(here), lists.wrong(there)) == ([(2, "B", "listed")], [(2, "B", "elsewhere")])


def test_her_own_phone_shows_what_waits_for_her_masked(union, roster, rows):
    (listing,) = queries.own_listings(by_phone_of(rows[0]))

    assert (listing.union, listing.number, listing.met_on, listing.until) == (
        union.name,
        "1号",
        made.MET,
        date(2026, 4, 9),
    )
    assert (listing.name, listing.document) == ("张*", f"{rows[0][1][:3]}{'*' * 11}{rows[0][1][-4:]}")
    assert queries.own_listings(make.oneself(make.account())) == []


def test_a_crew_that_shares_a_phone_confirms_one_by_one(union):
    phone = make.phone()
    rows = [lists.row(name, phone=phone) for name in ("甲某", "乙某")]
    lists.entered(union, lists.listed(*rows), kind="signed")
    who = make.oneself(make.account(phone=phone))
    assert len(queries.own_listings(who)) == 2

    line = RosterLine.objects.get(name="乙某")
    actions.confirm_listing(line.pk, name="乙某", document_number=rows[1][1], by=who, at=make.AT)

    assert [each.name for each in queries.own_listings(who)] == ["甲*"]


@pytest.mark.usefixtures("demo_day")
def test_declined_twice_by_a_double_click_one_is_led_home_twice(let_in, roster, rows):
    browser = let_in(make.account(phone=rows[1][2]))
    where = f"/join/confirm/{RosterLine.objects.get(phone_index__of=rows[1][2]).pk}/decline/"

    for _ in "twice":
        done = browser.post(where, {"act": "no"})
        assert (done.status_code, done["Location"]) == (302, "/")
    assert RosterLine.objects.count() == 2


@pytest.mark.usefixtures("demo_day")
def test_on_the_phone_it_takes_a_code_a_name_and_a_number(let_in, roster, rows):
    browser = let_in(make.account(phone=rows[0][2]))
    assert "还要您本人确认" in browser.get("/").content.decode()
    where = f"/join/confirm/{RosterLine.objects.get(phone_index__of=rows[0][2]).pk}/"

    wrong = browser.post(where, {"name": "张三", "document_number": rows[1][1], "agreed": "on", "act": "1"})
    assert "与名单上的不一致" in wrong.content.decode()
    told = {"name": "张三", "document_number": rows[0][1], "agreed": "on", "act": "2"}

    for _ in "twice":  # a double click
        done = browser.post(where, told)
        assert (done.status_code, done["Location"]) == (302, "/me/card/")
    assert Membership.objects.count() == 1
    assert browser.get(where).status_code == 404


def test_the_job_asks_as_soon_as_the_list_is_entered(union, rows):
    lists.entered(union, lists.listed(*rows), kind="signed")

    assert ProcrastinateJob.objects.filter(args__job="rosters.invite").count() == 1
    queue.run("rosters.invite")
