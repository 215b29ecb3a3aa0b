"""A list of who holds which post: known people recognised, unknown ones registered, everything taken back if unused."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client

from gongqiao.intake import actions, queries
from gongqiao.intake.models import IntakeLine
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.organisations import actions as organisations
from gongqiao.organisations.models import Appointment
from gongqiao.people import actions as people
from gongqiao.people.models import Belonging, Person
from gongqiao.people.queries import own_data
from tests import make
from tests.intake import lists

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="county")
def _county(tree):
    return tree["county"].body


def checked(county, *rows):
    return lists.checked(county, lists.posts(*rows), kind="posts")


def entered(county, *rows):
    return lists.entered(county, lists.posts(*rows), kind="posts")


def test_everybody_on_it_holds_the_post_from_the_day_on_it(county, tree):
    number = make.identity_number()
    rows = [
        lists.post(name="王主席", number=number, role="主席", since="2026年1月5日"),
        lists.post("城厢社区工会联合会", "王主席", number, "13900001111", "工会经办人"),
        lists.post(name="李四", role="女职工委员会主任"),
    ]

    intake = entered(county, *rows)

    assert (intake.state, intake.good) == ("entered", 3)
    held = Appointment.objects.order_by("since", "role").values_list("person__name", "role", "body", "since")
    assert sorted(held) == sorted(
        [
            ("王主席", "chair", tree["joint"].pk, date(2026, 1, 5)),
            ("王主席", "clerk", tree["community"].pk, date(2026, 3, 1)),
            ("李四", "women-chair", tree["joint"].pk, date(2026, 3, 1)),
        ]
    )
    assert Belonging.objects.filter(kind="post", until=None).count() == 3
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"union": "没有的工会"}, [(2, "A", "unknown")]),
        ({"union": "西湖区总工会"}, [(2, "A", "out_of_reach")]),
        ({"union": "杭州市总工会"}, [(2, "A", "out_of_reach")]),
        ({"name": ""}, [(2, "B", "required")]),
        ({"number": "330109199001011230"}, [(2, "C", "check_digit")]),
        ({"number": "33010919900101"}, [(2, "C", "shape")]),
        ({"phone": "1390000"}, [(2, "D", "shape")]),
        ({"role": "首席摸鱼官"}, [(2, "E", "invalid_choice")]),
        ({"role": "法定代表人"}, [(2, "E", "invalid_choice")]),
        ({"since": "前天"}, [(2, "F", "invalid")]),
        ({"union": "萧山区总工会"}, []),
    ],
    ids=lambda value: None,
)
def test_each_fault_of_a_row_is_told_at_its_column(county, parts, told):
    assert lists.wrong(checked(county, lists.post(**parts))) == told


def test_a_row_without_a_number_is_no_signature_where_all_else_is_filled(county):
    without = [*lists.post()[:2], "", *lists.post()[3:]]
    intake = checked(county, lists.post(), without, ["经办人：张三"])

    assert (intake.rows, lists.wrong(intake)) == (2, [(3, "C", "required")])
    assert [note[:3] for note in intake.notes] == [["outside", "表1", 4]]


def test_who_stands_twice_or_under_two_names_or_holds_it_already_is_told(county, tree):
    known = make.person(name="张三")
    cadre = make.actor("cadre", county)
    organisations.appoint(
        known.pk, role="clerk", body_id=tree["joint"].pk, since=date(2026, 2, 1), by=cadre, at=make.AT
    )
    number = known.document_number.reveal()
    twice = lists.post(name="李四")
    intake = checked(
        county,
        lists.post(name="张三", number=number),
        lists.post(name="章三", number=number, role="主席"),
        lists.post(name="张三", number=number, role="主席"),
        twice,
        twice,
        [*twice[:1], "李五", *twice[2:4], "主席", twice[5]],
    )

    assert lists.wrong(intake) == [
        (2, "E", "held"),
        (3, "B", "other_name"),
        (6, "E", "twice"),
        (7, "B", "two_names"),
    ]
    assert IntakeLine.objects.get(row=4).known == known.pk


def test_whoever_is_known_finds_the_list_in_her_data(county):
    known = make.person(name="张三")
    checked(county, lists.post(name="张三", number=known.document_number.reveal()))

    told = own_data(make.oneself(make.account(known)))

    assert "张三" in told["登记行"][0]["内容"]


def test_an_undone_list_leaves_nobody_it_brought_and_everybody_who_was_there(county, tree):
    known = make.person(name="张三")
    cadre = make.actor("cadre", county)
    organisations.appoint(
        known.pk, role="clerk", body_id=tree["joint"].pk, since=date(2026, 2, 1), by=cadre, at=make.AT
    )
    number = known.document_number.reveal()
    intake = entered(county, lists.post(name="张三", number=number, role="主席"), lists.post(name="李四"))

    actions.undo_intake(intake.pk, by=intake.actor, at=make.AT)

    assert [(post.person, post.role) for post in Appointment.objects.all()] == [(known, "clerk")]
    assert list(Person.objects.all()) == [known]
    assert list(Belonging.objects.values_list("person", flat=True)) == [known.pk]


@pytest.mark.usefixtures("demo_day")
@pytest.mark.parametrize("use", ["sign in", "act", "leave", "switch back"])
def test_a_post_that_was_used_keeps_the_list_standing(county, tree, use):
    intake = entered(county, lists.post(role="工会干部"), lists.post(name="王五"))
    post = Appointment.objects.get(role="cadre")
    account = make.account(post.person)
    if use == "sign in":
        told = {"origin": make.origin(), "appointment_id": post.pk}
        people.let_in(account.pk, **told, by=make.oneself(account), at=make.AT)
    elif use == "switch back":
        entered_as = people.let_in(account.pk, origin=make.origin(), by=make.oneself(account), at=make.AT)
        browser = Client()
        browser.cookies[settings.SESSION_COOKIE_NAME] = entered_as.key
        for appointment in (post.pk, ""):
            browser.post("/me/identities/", {"appointment_id": appointment, "act": str(appointment) or "back"})
    elif use == "leave":
        organisations.relieve(post.pk, until=make.TODAY, by=make.actor("cadre", county), at=make.AT)
    else:
        by = make.actor("cadre", tree["joint"].body, person_id=post.person_id, appointment_id=post.pk)
        organisations.enter_employer(
            name="新单位", uscc=make.credit_code(), division="330109001", by=by, at=make.AT + timedelta(hours=1)
        )

    with pytest.raises(Refused) as refused:
        actions.undo_intake(intake.pk, by=intake.actor, at=make.AT)

    assert [reason.code for reason in refused.value.reasons] == [
        "used" if use in {"act", "switch back"} else "built_on"
    ]
    assert Appointment.objects.count() == 2


def test_an_officer_hands_in_employers_and_no_posts(tree):
    officer = make.actor("officer", tree["joint"].body)

    assert list(queries.kinds_for(officer)) == ["employers"]
    with pytest.raises(Forbidden):
        lists.received(tree["joint"].body, kind="posts", by=officer)


def test_a_name_that_was_registered_otherwise_meanwhile_hands_the_list_back(county):
    row = lists.post(name="李四")
    intake = lists.accepted(checked(county, row))
    make.person(name="王五", document_number=row[2])

    lists.queue.run(lists.ENTER, intake=str(intake.pk), at=make.AT.isoformat())

    intake = lists.fresh(intake)
    assert (intake.state, intake.good) == ("checked", 0)
    assert lists.wrong(intake) == [(2, "B", "other_name")]
    assert Appointment.objects.count() == 0


def test_two_posts_of_one_person_at_one_union_leave_nothing_behind_when_they_are_undone(county):
    number, phone = make.identity_number(), make.phone()
    rows = [
        lists.post(name="王五", number=number, phone=phone, role="主席", since="2026-02-01"),
        lists.post(name="王五", number=number, phone=phone, role="女职工委员会主任", since="2026-03-01"),
    ]
    intake = entered(county, *rows)

    actions.undo_intake(intake.pk, by=intake.actor, at=make.AT)

    assert (Appointment.objects.count(), Belonging.objects.count(), Person.objects.count()) == (0, 0, 0)


def test_one_person_with_two_numbers_has_a_post_once(county):
    known, other = make.person(name="王五"), make.person(name="王五")
    Person.objects.filter(pk=other.pk).update(same_as=known)
    numbers = [each.document_number.reveal() for each in (known, other)]

    intake = checked(county, *(lists.post(name="王五", number=number) for number in numbers))

    assert lists.wrong(intake) == [(3, "E", "twice")]


def test_a_union_that_left_the_cadres_reach_is_told_before_anything_is_entered(county, tree):
    intake = lists.accepted(checked(county, lists.post()))
    city = make.actor("cadre", tree["city"].body)
    organisations.move_under(tree["joint"].pk, above=tree["other"].pk, by=city, at=make.AT)

    lists.queue.run(lists.ENTER, intake=str(intake.pk), at=make.AT.isoformat())

    assert lists.wrong(lists.fresh(intake)) == [(2, "A", "out_of_reach")]
