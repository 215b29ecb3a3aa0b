"""A list of employers, from the file an office hands in to the ledger, and back."""

import sys
from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from gongqiao.intake import actions, queries
from gongqiao.intake.actions import reading
from gongqiao.intake.actions.running import how
from gongqiao.intake.models import Intake, IntakeLine
from gongqiao.kernel.models import Body, Line, Record
from gongqiao.kernel.reasons import Refused
from gongqiao.kernel.sweep import sweep
from gongqiao.organisations import actions as organisations
from gongqiao.organisations.models import Coverage, Employer
from tests import make
from tests.design.books import book
from tests.intake import lists

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="county")
def _county(tree):
    return tree["county"].body


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


def test_a_list_is_handed_in_read_and_entered_under_the_unions_of_the_places(county, tree):
    content = lists.firms(
        lists.firm("城厢食品有限公司", industry="13 农副食品加工业", union="城厢社区工会联合会"),
        lists.firm("萧山物流有限公司", place="萧山区", staff=""),
    )

    intake = lists.checked(county, content)
    assert (intake.state, intake.rows, intake.good, intake.bad) == ("checked", 2, 2, 0)
    assert Employer.objects.count() == 0

    intake = lists.entered(county, of=intake)

    first, second = Employer.objects.order_by("pk")
    assert (intake.state, intake.good) == ("entered", 2)
    assert (first.name, first.union_body, first.division_id) == (
        "城厢食品有限公司",
        tree["township"].body,
        "330109001",
    )
    assert (first.industry, first.staff, first.staff_counted_on, first.staff_source) == (
        "13",
        120,
        make.TODAY,
        "单位自报",
    )
    assert (second.union_body, second.staff, second.staff_counted_on, second.staff_source) == (county, 0, None, "")
    assert Coverage.objects.get().union_body == tree["community"].body
    assert Line.objects.filter(line="employer").count() == 2
    assert list(Record.objects.filter(batch=intake.pk).order_by("pk").values_list("event", flat=True)) == [
        "intake.IntakeChecked",
        "organisations.RegisteredMany",
        "intake.IntakeEntered",
    ]


def test_the_name_of_nobody_waits_in_the_open(county):
    intake = lists.checked(county)
    line = IntakeLine.objects.get(intake=intake)

    assert "食品" not in str(line.facts)
    assert "城厢食品有限公司" in line.facts.reveal()


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"name": ""}, [(2, "A", "required")]),
        ({"code": "91330109MA0000000X"}, [(2, "B", "uscc")]),
        ({"code": "913301"}, [(2, "B", "shape")]),
        ({"code": "81330109MA0000001P"}, [(2, "B", "uscc")]),
        ({"place": "看不懂的地方"}, [(2, "C", "place")]),
        ({"staff": "很多"}, [(2, "D", "invalid")]),
        ({"staff": "-3"}, [(2, "D", "min_value")]),
        ({"industry": "种太阳"}, [(2, "E", "invalid_choice")]),
        ({"union": "没有的工会"}, [(2, "F", "unknown")]),
        ({"union": "萧山区总工会"}, [(2, "F", "kind")]),
        ({"staff": "1,200 人"}, []),
        ({"industry": "C13"}, []),
        ({"industry": "1"}, []),
        ({"industry": "农副食品加工业"}, []),
    ],
    ids=lambda value: None,
)
def test_each_fault_of_a_row_is_told_at_its_column(county, parts, told):
    intake = lists.checked(county, lists.firms(lists.firm(**parts)))

    assert lists.wrong(intake) == told
    assert intake.good == (0 if told else 1)


def test_what_stands_twice_or_is_registered_already_is_told(county):
    known = make.credit_code()
    organisations.enter_employer(
        name="老单位", uscc=known, division="330109001", by=make.actor("cadre", county), at=make.AT
    )
    row = lists.firm()
    intake = lists.checked(county, lists.firms(row, lists.firm(code=known), row, [*row[:2], "萧山区", *row[3:]]))

    assert lists.wrong(intake) == [(3, "B", "taken"), (4, "B", "twice")]
    assert intake.good == 2
    assert "第 2 行" in intake.problems.get(code="twice").words


def test_a_table_without_a_needed_column_is_not_read(county):
    intake = lists.checked(county, book([["单位名称", "信用代码"], ["甲公司", make.credit_code()]]))

    assert lists.wrong(intake) == [(0, "", "missing_column")]
    assert "所在乡镇（街道）" in intake.problems.get().words
    with pytest.raises(Refused) as refused:
        lists.accepted(intake)
    assert codes(refused) == ["nothing"]


def test_a_file_that_is_no_table_of_ours_says_so(county):
    intake = lists.checked(county, book([["一二三", "四五六"], ["七", "八"]]))

    assert intake.state == "unreadable"
    assert intake.fault


def test_a_file_that_is_gone_is_told(county, settings, tmp_path):
    intake = lists.received(county)
    settings.FILES = tmp_path / "elsewhere"

    assert lists.read(intake).state == "unreadable"
    assert "重新上传" in lists.fresh(intake).fault


def test_what_was_registered_meanwhile_hands_the_whole_list_back(county):
    row, other = lists.firm(), lists.firm()
    intake = lists.accepted(lists.checked(county, lists.firms(row, other)))
    organisations.enter_employer(
        name="抢先", uscc=row[1], division="330109001", by=make.actor("cadre", county), at=make.AT
    )

    lists.queue.run(lists.ENTER, intake=str(intake.pk), at=make.AT.isoformat())

    intake = lists.fresh(intake)
    assert (intake.state, intake.good) == ("checked", 1)
    assert "什么也没有登记" in intake.fault
    assert Employer.objects.count() == 1


def test_the_same_file_is_not_taken_twice_until_the_first_is_undone(county):
    content = lists.firms(lists.firm())
    intake = lists.entered(county, content)
    with pytest.raises(Refused) as refused:
        lists.received(county, content)
    assert codes(refused) == ["same_file"]

    actions.undo_intake(intake.pk, by=intake.actor, at=make.AT)
    assert lists.received(county, content).state == "reading"


def test_all_that_a_list_brought_is_gone_when_it_is_undone_and_can_be_entered_again(county):
    bodies = Body.objects.count()
    intake = lists.entered(county, lists.firms(lists.firm(union="城厢社区工会联合会"), lists.firm()))

    actions.undo_intake(intake.pk, by=intake.actor, at=make.AT)

    assert lists.fresh(intake).state == "undone"
    assert (Employer.objects.count(), Coverage.objects.count(), Body.objects.count()) == (0, 0, bodies)
    assert IntakeLine.objects.count() == 0

    actions.reread_intake(intake.pk, by=intake.actor, at=make.AT)
    lists.entered(county, of=lists.read(intake))
    assert Employer.objects.count() == 2


@pytest.mark.parametrize("use", ["appoint", "cover", "found"])
def test_what_was_built_on_it_keeps_it_standing(county, tree, use):
    intake = lists.entered(county, lists.firms(lists.firm(), lists.firm(union="城厢社区工会联合会")))
    covered = Coverage.objects.get().employer_body
    free = Employer.objects.exclude(body=covered).get().body
    cadre = make.actor("cadre", county)
    if use == "appoint":
        free.appointments.create(person=make.person(), role="hr", since=make.TODAY)
    elif use == "cover":
        organisations.cover(covered.pk, union=tree["township"].pk, by=cadre, at=make.AT + timedelta(days=1))
    else:
        organisations.cover(free.pk, union=tree["community"].pk, by=cadre, at=make.AT + timedelta(days=1))

    assert [reason.code for reason in queries.what_keeps_intake(intake)] == ["built_on"]
    with pytest.raises(Refused) as refused:
        actions.undo_intake(intake.pk, by=intake.actor, at=make.AT)
    assert codes(refused) == ["built_on"]
    with pytest.raises(Refused) as refused:
        organisations.unregister_employers([covered.pk, free.pk], batch=intake.pk, by=cadre, at=make.AT)
    assert codes(refused) == ["used"]
    assert Employer.objects.count() == 2


def test_an_officer_enters_employers_under_her_own_union(tree):
    union = tree["community"].body
    officer = make.actor("officer", union)

    lists.entered(union, lists.firms(lists.firm()), by=officer)

    assert Employer.objects.get().union_body == union


@pytest.mark.usefixtures("demo_day")
def test_a_list_that_nobody_enters_in_time_is_let_go(county):
    intake = lists.checked(county)

    sweep(make.AT + timedelta(days=40))

    assert lists.fresh(intake).state == "discarded"
    assert IntakeLine.objects.count() == 0


def test_what_ends_it_or_begins_it_anew_asks_where_it_stands(county):
    intake = lists.entered(county)
    for verb in (actions.discard_intake, actions.reread_intake, actions.accept_intake):
        with pytest.raises(Refused):
            verb(intake.pk, by=intake.actor, at=make.AT)


def test_a_reading_that_nobody_wants_any_more_says_nothing(county):
    intake = lists.checked(county)
    told = Record.objects.count()

    lists.read(intake)

    assert Record.objects.count() == told


def test_a_worker_that_comes_second_goes_home(county):
    intake = lists.entered(county)
    lists.queue.run(lists.ENTER, intake=str(intake.pk), at=make.AT.isoformat())

    assert Employer.objects.count() == 1


def test_a_closed_union_hands_nothing_in(county):
    county.organisation.dissolved_on = make.TODAY
    county.organisation.save()

    with pytest.raises(Refused) as refused:
        lists.received(county)
    assert codes(refused) == ["union_closed"]


def test_what_the_office_said_of_all_rows_holds_where_they_say_nothing(county):
    usual = {"staff_counted_on": date(2026, 1, 1), "staff_source": "社会保险参保人数"}
    lists.entered(county, usual=usual)

    employer = Employer.objects.get()
    assert (employer.staff_counted_on, employer.staff_source) == (date(2026, 1, 1), "社会保险参保人数")


def test_only_the_own_office_sees_its_lists(county, tree):
    lists.checked(county)

    assert queries.intakes(make.actor("cadre", county)).count() == 1
    for role, where in (("cadre", "city"), ("cadre", "other"), ("clerk", "county"), ("chair", "county")):
        assert queries.intakes(make.actor(role, tree[where].body)).count() == 0
    assert Intake.objects.count() == 1


def test_entered_by_a_cadre_a_list_that_an_officer_had_read_goes_under_the_unions_of_the_places(county, tree):
    officer, cadre = make.actor("officer", county), make.actor("cadre", county)
    intake = lists.checked(county, lists.firms(lists.firm()), by=officer)

    lists.accepted(intake, by=cadre)
    lists.queue.run(lists.ENTER, intake=str(intake.pk), at=make.AT.isoformat())

    assert Employer.objects.get().union_body == tree["township"].body


def test_the_other_way_round_they_go_under_the_officers_own(county):
    officer, cadre = make.actor("officer", county), make.actor("cadre", county)
    intake = lists.checked(county, lists.firms(lists.firm()), by=cadre)

    lists.accepted(intake, by=officer)
    lists.queue.run(lists.ENTER, intake=str(intake.pk), at=make.AT.isoformat())

    assert Employer.objects.get().union_body == county


def test_a_union_that_ended_meanwhile_hands_the_list_back(county, tree):
    intake = lists.accepted(lists.checked(county, lists.firms(lists.firm(union="城厢社区工会联合会"))))
    organisations.dissolve(tree["community"].pk, by=make.actor("cadre", county), at=make.AT)

    lists.queue.run(lists.ENTER, intake=str(intake.pk), at=make.AT.isoformat())

    assert lists.wrong(lists.fresh(intake)) == [(2, "F", "union_closed")]
    assert Employer.objects.count() == 0


def test_an_employer_whose_union_was_said_by_hand_on_the_same_day_is_used(county, tree):
    intake = lists.entered(county, lists.firms(lists.firm()))
    employer = Employer.objects.get()
    organisations.cover(employer.pk, union=tree["community"].pk, by=make.actor("cadre", county), at=make.AT)

    with pytest.raises(Refused) as refused:
        actions.undo_intake(intake.pk, by=intake.actor, at=make.AT)
    assert codes(refused) == ["built_on"]


def test_of_a_long_list_what_was_built_on_it_is_asked_when_it_is_undone(county, monkeypatch):
    intake = lists.entered(county)
    Employer.objects.get().body.appointments.create(person=make.person(), role="hr", since=make.TODAY)
    monkeypatch.setattr(sys.modules["gongqiao.intake.queries.intakes"], "ASKED_OF", 0)

    assert queries.what_keeps_intake(intake) == []
    with pytest.raises(Refused):
        actions.undo_intake(intake.pk, by=intake.actor, at=make.AT)


@pytest.mark.parametrize("industry", ["511", "0511", "05"])
def test_a_code_that_a_sheet_took_for_a_number_is_not_guessed(county, industry):
    intake = lists.checked(county, lists.firms(lists.firm(industry=industry)))

    assert lists.wrong(intake) == ([(2, "E", "invalid_choice")] if industry == "511" else [])


def test_what_the_database_refuses_hands_the_list_back(county, monkeypatch):
    intake = lists.accepted(lists.checked(county))

    def disturbed(*_args, **_told):
        raise IntegrityError

    monkeypatch.setattr(actions, "enter_intake", disturbed)
    lists.queue.run(lists.ENTER, intake=str(intake.pk), at=make.AT.isoformat())

    assert (lists.fresh(intake).state, "重新核对" in lists.fresh(intake).fault) == ("checked", True)


def test_a_reading_that_was_overtaken_says_nothing_of_its_end(county):
    intake = lists.received(county)
    begun = reading._begun(intake.pk, how(make.AT))
    lists.read(intake)
    told = Record.objects.count()

    reading._end(begun, how(make.AT), lambda: actions.check_intake(intake.pk, by=intake.actor, at=make.AT))
    with pytest.raises(reading.OvertakenError):
        reading._keep(begun, how(make.AT), reading.Judged(rows=1))

    assert (lists.fresh(intake).rows, Record.objects.count()) == (1, told)
