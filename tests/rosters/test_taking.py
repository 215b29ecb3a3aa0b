"""A list of people, from the file an office hands in to the memberships that rest on one resolution."""

from base64 import urlsafe_b64decode
from datetime import timedelta

import pytest
from stdnum import luhn

from gongqiao.files import queries as documents
from gongqiao.kernel.actions import running
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Refused
from gongqiao.kernel.sweep import sweep
from gongqiao.membership.models import Card, Membership, Resolution, Stay
from gongqiao.organisations import actions as organisations
from gongqiao.people.models import Belonging, Person
from gongqiao.rosters.actions.reading import read_roster
from gongqiao.rosters.models import Roster, RosterLine
from tests import make
from tests.membership import made
from tests.rosters import lists

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


def told(kind):
    return list(Record.objects.filter(event__endswith=f".{kind}").order_by("pk").values_list("facts", flat=True))


def test_a_list_is_handed_in_read_decided_and_entered_under_one_resolution(union):
    rows = [lists.row("张三"), lists.row("李四", form="劳务派遣"), lists.row("王五")]

    roster = lists.checked(union, lists.listed(*rows))
    assert (roster.state, roster.rows, roster.good, roster.bad) == ("checked", 3, 3, 0)
    assert Membership.objects.count() == 0

    roster = lists.entered(union, of=roster, number="萧江工〔2026〕1号")

    resolution = Resolution.objects.get()
    assert (roster.state, roster.resolution, resolution.count) == ("entered", resolution.pk, 3)
    assert (resolution.number, resolution.met_on, resolution.present) == (
        "萧江工〔2026〕1号",
        made.MET,
        ["李明", "王芳"],
    )
    assert Membership.objects.filter(union_body=union, state="active", joined_on=made.MET).count() == 3
    assert (Stay.objects.filter(resolution=resolution).count(), Card.objects.count()) == (3, 3)
    assert Belonging.objects.filter(body=union, kind="member", since=made.MET).count() == 3
    assert sorted(Person.objects.values_list("name", flat=True)) == sorted(["张三", "李四", "王五"])
    assert RosterLine.objects.count() == 0


def test_everybody_can_be_found_by_the_number_and_the_phone_on_the_list(union):
    name, number, phone, _ = told_row = lists.row("张三", make.identity_number(sequence=2))
    lists.entered(union, lists.listed(told_row))

    person = Person.objects.get(document_index__of=number, phone_index__of=phone)
    assert (person.name, person.document_number, person.phone, person.sex) == (name, number, phone, "2")


def test_the_batch_has_one_record_each_of_reading_deciding_and_entering(union):
    roster = lists.entered(union, lists.listed(lists.row(), lists.row(form="劳务派遣")))

    (admitted,) = told("Admitted")
    assert (admitted["count"], admitted["tallies"]) == (2, admitted_tallies())
    assert [told(kind)[0]["roster_id"] for kind in ("RosterReceived", "RosterChecked", "RosterDecided")] == [
        str(roster.pk)
    ] * 3
    batch = Record.objects.filter(batch=roster.pk).order_by("pk").values_list("event", flat=True)
    assert list(batch) == [
        "rosters.RosterChecked",
        "people.PersonsRegistered",
        "membership.Admitted",
        "rosters.RosterEntered",
    ]
    assert Record.objects.get(event="membership.Admitted").law == "中国工会章程 第二条"


def admitted_tallies():
    kept = Membership.objects.values_list("employment_form", "sex")
    return {f"{form}.{sex}": 1 for form, sex in kept}


def test_the_cards_have_numbers_with_a_right_check_digit(union):
    lists.entered(union, lists.listed(*(lists.row() for _ in range(30))))

    numbers = Card.objects.values_list("number", flat=True)
    assert [number for number in numbers if not luhn.is_valid(number)] == []
    assert {len(number) for number in numbers} == {12}
    assert {len(token) for token in Card.objects.values_list("token", flat=True)} == {22}


def test_rows_with_problems_are_told_with_row_and_column_and_the_good_ones_taken(union):
    bad = make.identity_number()
    rows = [
        lists.row(),
        lists.row("", bad),
        lists.row("李四", bad[:-1] + ("0" if bad[-1] != "0" else "1")),
        lists.row(),
    ]

    roster = lists.checked(union, lists.listed(*rows))
    assert (roster.rows, roster.good, roster.bad) == (4, 2, 2)
    assert lists.wrong(roster) == [(3, "A", "no_name"), (4, "B", "check_digit")]

    roster = lists.entered(union, of=roster)
    assert (roster.state, Membership.objects.count()) == ("entered", 2)
    assert len(lists.wrong(roster)) == 2


def test_a_list_whose_file_is_gone_is_told_so(union):
    roster = lists.received(union)
    documents.place_of(documents.of(roster).get()).unlink()

    roster = lists.read(roster)

    assert (roster.state, bool(roster.fault)) == ("unreadable", True)


def test_a_reading_that_another_one_has_overtaken_stops_and_says_nothing(union):
    roster = lists.received(union)

    read_roster(roster.pk, at=make.AT, tell=lambda _: Roster.objects.filter(pk=roster.pk).update(attempt=7))

    assert (lists.fresh(roster).state, lists.fresh(roster).attempt) == ("reading", 7)


def test_what_has_been_read_is_not_read_again_by_a_job_that_comes_late(union):
    roster = lists.checked(union)

    assert lists.read(roster).attempt == roster.attempt


def test_a_union_that_has_ended_takes_no_list(union, tree):
    organisations.dissolve(union.pk, by=make.actor("cadre", tree["township"].body), at=make.AT)

    with pytest.raises(Refused) as refused:
        lists.received(union, at=make.AT + timedelta(days=1))
    assert [reason.code for reason in refused.value.reasons] == ["union_closed"]


def test_a_list_that_nobody_takes_in_goes_with_its_people_and_its_file(union):
    roster = lists.checked(union)
    (clock,) = running(roster)

    sweep(make.AT + timedelta(days=(clock.due_on - make.TODAY).days + 1))

    assert lists.fresh(roster).state == "discarded"
    assert told("RosterDiscarded")[0]["lapsed"] is True
    assert (RosterLine.objects.count(), list(documents.of(roster))) == (0, [])


def test_every_card_has_a_token_of_its_own_that_nobody_can_guess_from_another(union):
    for _ in range(2):
        lists.entered(union, lists.listed(*(lists.row() for _ in range(50))))

    tokens = [card.token for card in Card.objects.all()]
    drawn = [urlsafe_b64decode(f"{token}==") for token in tokens]
    assert len({*tokens}) == 100
    assert {len(each) for each in drawn} == {16}
    assert min(len({each[place] for each in drawn}) for place in range(16)) > 50
