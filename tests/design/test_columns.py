"""Columns say what the ORM and the resolver would say, only sooner."""

from types import SimpleNamespace
from uuid import UUID

from django.urls import reverse

from gongqiao.design.columns import address, choice
from gongqiao.membership.models import Membership
from gongqiao.people.models import Person

ID = UUID("01a20b5f-05fe-72de-9728-1af46a1cde77")


def test_a_choice_is_said_in_the_words_of_its_field():
    row = Membership(state="retained", employment_form="", person=Person(sex="2"))

    assert choice("state")(row) == row.get_state_display()
    assert choice("person.sex")(row) == row.person.get_sex_display()
    assert choice("employment_form")(row) == row.get_employment_form_display()


def test_what_is_no_choice_of_its_field_is_said_as_it_stands():
    assert choice("state")(Membership(state="gone")) == "gone"


def test_an_address_is_the_one_the_page_answers_at():
    assert address("membership:member")(SimpleNamespace(pk=ID)) == reverse("membership:member", args=[ID])
    assert address("organisations:union")(SimpleNamespace(pk=7)) == reverse("organisations:union", args=[7])
