"""Persons of a list: prepared as their table will hold them, registered at once, taken back when nobody knows them."""

from datetime import timedelta

import pytest
from django.db import connection

from gongqiao.kernel.identifiers import uuid7
from gongqiao.people import actions
from gongqiao.people.models import Person
from tests import make
from tests.make import AT

pytestmark = pytest.mark.django_db


def unregistered(registrar, *persons, at=AT):
    keys = [person.pk for person in persons]
    told = {"about": persons[0], "batch": uuid7(), "body_id": registrar.body_id}
    return actions.unregister(keys, registered_at=at, **told, by=registrar, at=AT)


def test_a_prepared_row_is_what_the_table_holds_of_her_and_opens_under_its_new_key():
    facts = make.facts(phone=make.phone(), ethnic="01")
    row = dict(zip(actions.COLUMNS, actions.Preparing()(facts), strict=True))

    with connection.cursor() as cursor:
        names = ", ".join([*row, "registered_at"])
        cursor.execute(f"INSERT INTO people_person ({names}) VALUES ({', '.join(['%s'] * 15)})", [*row.values(), AT])

    person = Person.objects.holding("card", facts.number).get()
    assert (person.pk, person.document_number, person.phone) == (row["id"], facts.number, facts.phone)
    assert (person.sex, person.birth_on, person.ethnic) == (facts.of_sex, facts.born, "01")


def test_only_those_of_that_act_whom_nothing_refers_to_are_taken_back(registrar):
    alone, known, signs_in, earlier = make.person(), make.person(), make.person(), make.person()
    actions.belong([(known.pk, registrar.body_id)], kind="member", on=make.TODAY)
    make.account(signs_in)
    Person.objects.filter(pk=earlier.pk).update(registered_at=AT - timedelta(seconds=1))

    assert unregistered(registrar, alone, known, signs_in, earlier) == 1

    assert set(Person.objects.values_list("pk", flat=True)) == {known.pk, signs_in.pk, earlier.pk}


def test_a_belonging_of_another_day_stays_when_one_is_taken_back(registrar):
    person, other = make.person(), make.person()
    actions.belong([(person.pk, registrar.body_id)], kind="member", on=make.TODAY)
    actions.belong([(other.pk, registrar.body_id)], kind="member", on=make.TODAY - timedelta(days=1))

    actions.unbelong([person.pk, other.pk], registrar.body_id, kind="member", since=make.TODAY)

    assert [person.belongings.count(), other.belongings.count()] == [0, 1]


def test_a_whole_list_belongs_by_one_statement_and_once(registrar, django_assert_num_queries):
    persons = [make.person() for _ in range(3)]
    told = "SELECT id, %s::int, %s::date FROM people_person WHERE id = ANY(%s)"
    rows = told, [registrar.body_id, make.TODAY, [person.pk for person in persons]]

    for _ in range(2):
        with django_assert_num_queries(1):
            actions.belong_all(*rows, kind="member")

    assert [person.belongings.count() for person in persons] == [1, 1, 1]
