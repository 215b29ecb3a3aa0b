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
    "kernel_record": "ids only; every office asks what was done to a thing it may see",
    "organisations_appointment": "who holds which post; who acts is learned from it, before there is a wall to raise",
    "people_belonging": "what the wall itself asks",
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
    """The tables that tell of a person by a column of their own, and those that belong to one of these."""
    ours = {model for model in apps.get_models() if model.__module__.startswith("gongqiao.")}
    told = {model for model in ours if model is Person or any(map(_tells_of_a_person, model._meta.concrete_fields))}
    while more := {model for model in ours - told if any(c.related_model in told for c in model._meta.concrete_fields)}:
        told |= more
    return {model._meta.db_table for model in told}


def test_a_table_that_only_leads_to_a_personal_one_counts_as_one():
    assert "membership_card" in _personal()


@pytest.mark.django_db
def test_every_table_that_tells_of_a_person_is_walled_or_says_why_not():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        walled = {name for (name,) in cursor.fetchall()}

    assert _personal() - walled == set(OPEN)
    assert walled <= _personal()
