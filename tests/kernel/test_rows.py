"""How the kernel's rows are called in a log or a message: by codes and days, never by what a person wrote.

And how rows become objects.
"""

import pytest
from django.apps import apps
from django.db import models
from django.db.models.signals import post_init, pre_init

from gongqiao.kernel.drafts import Draft
from gongqiao.kernel.models import Body, Deadline, Heard, Line, Record
from gongqiao.kernel.rows import Read
from tests.make import AT, TODAY


@pytest.mark.parametrize(
    ("row", "called"),
    [
        (Body(name="萧山区总工会"), "萧山区总工会"),
        (Line(path="u1.12."), "u1.12."),
        (Record(at=AT, event="membership.Submitted"), "2026-03-10 02:00 membership.Submitted"),
        (Deadline(clock="membership.review", due_on=TODAY), "membership.review 2026-03-10"),
        (Heard(ear="notices.tell", record=7), "notices.tell 7"),
        (Draft(path="/join/", body="name=张三"), "/join/"),
    ],
)
def test_a_row_is_called_by_codes_and_days(row, called):
    assert str(row) == called


READ = [model for model in apps.get_models() if issubclass(model, Read)]


def test_nobody_listens_to_the_making_of_objects():
    assert not any(signal.has_listeners(model) for signal in (pre_init, post_init) for model in READ)


@pytest.mark.parametrize("model", READ, ids=lambda model: model.__name__)
def test_an_object_that_was_read_is_the_one_django_would_make(model):
    names = [field.attname for field in model._meta.concrete_fields]
    values = [b"%d" % number for number in range(len(names))]
    ours, djangos = (
        made(model, "default", names, values) for made in (Read.from_db.__func__, models.Model.from_db.__func__)
    )
    assert vars(ours) | {"_state": 0} == vars(djangos) | {"_state": 0}
    assert (ours._state.db, ours._state.adding, ours._state.fields_cache) == ("default", False, {})


@pytest.mark.django_db
def test_a_column_that_was_not_read_is_fetched_when_it_is_asked_for(django_assert_num_queries):
    key = Body.objects.create(kind="union", name="萧山区总工会").pk
    with django_assert_num_queries(2):
        read = Body.objects.only("kind").get(pk=key)
        assert (read.get_deferred_fields(), read.name) == ({"name", "since", "until"}, "萧山区总工会")


@pytest.mark.django_db
def test_what_was_read_is_changed_and_not_made_anew():
    key = Body.objects.create(kind="union", name="萧山区总工会").pk
    read = Body.objects.get(pk=key)
    read.name = "滨江区总工会"
    read.save()
    assert [body.name for body in Body.objects.filter(pk=key)] == ["滨江区总工会"]
