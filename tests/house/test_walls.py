"""Whatever tells of a person stands behind the database's wall, or says here why it cannot."""

import pytest
from django.apps import apps
from django.db import connection, models

from gongqiao.kernel.secrets import EncryptedTextField
from gongqiao.people.models import Account, Person

NAMES = {"present", "called"}
OF_NOBODY = {"appointment", "batch"}
OPEN = {
    "kernel_draft": "sealed, and its owner is a keyed digest",
    "kernel_message": "sealed; read by the worker, and in a demo by the outbox",
    "kernel_record": "ids only; every office asks what was done to a thing it may see",
    "organisations_appointment": "who holds which post; who acts is learned from it, before there is a wall to raise",
    "people_belonging": "what the wall itself asks",
    "people_code": "sealed; asked for before anybody is known",
    "people_deniedlook": "counts; written while the wall rests",
    "people_lookalarm": "counts; read by those who keep watch over all",
    "people_signin": "who acts is learned from it, before there is a wall to raise",
    "people_token": "who acts is learned from it, before there is a wall to raise",
}


def _tells_of_a_person(column):
    named = isinstance(column, models.UUIDField) and column.name not in {"id", *OF_NOBODY}
    return (
        isinstance(column, EncryptedTextField)
        or column.related_model in {Person, Account}
        or column.name in NAMES
        or (named and not column.is_relation)
    )


def _personal():
    ours = (model for model in apps.get_models() if model.__module__.startswith("gongqiao."))
    return {
        model._meta.db_table
        for model in ours
        if model is Person or any(map(_tells_of_a_person, model._meta.concrete_fields))
    }


@pytest.mark.django_db
def test_every_table_that_tells_of_a_person_is_walled_or_says_why_not():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        walled = {name for (name,) in cursor.fetchall()}

    assert _personal() - walled == set(OPEN)
    assert walled <= _personal()
