"""The version before goes on serving while the tables change: what it writes must still be taken.

A column it does not know of may be empty or has a default in the database itself, and nothing it knows is taken away or
given another name in the same step (`ops/README.md`).
"""

import pytest
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader
from django.db.models import NOT_PROVIDED

BEFORE = {
    "alliances": 1, "audit": 1, "calendar": 1, "changes": 5, "cockpit": 1, "delegations": 1, "exports": 2, "files": 2,
    "kernel": 3, "law": 2, "membership": 6, "notices": 2, "openid": 1, "organisations": 2, "organising": 1, "people": 7,
    "phones": 1, "places": 2, "rosters": 1,
}  # fmt: skip
"""The last step of each module that was taken before this was asked."""
TAKING = (migrations.RemoveField, migrations.RenameField, migrations.DeleteModel, migrations.RenameModel)


def steps():
    loader = MigrationLoader(None)
    for (app, name), step in sorted(loader.disk_migrations.items()):
        if step.__module__.startswith("gongqiao.") and int(name[:4]) > BEFORE.get(app, 0):
            yield f"{app}.{name}", step


STEPS = dict(steps())


@pytest.mark.parametrize("name", STEPS)
def test_a_new_column_is_no_hindrance_to_the_version_before(name):
    demanding = [
        f"{each.model_name}.{each.name}"
        for each in STEPS[name].operations
        if isinstance(each, migrations.AddField) and not each.field.null and each.field.db_default is NOT_PROVIDED
    ]

    assert demanding == []


@pytest.mark.parametrize("name", STEPS)
def test_nothing_the_version_before_knows_is_taken_away(name):
    assert [each for each in STEPS[name].operations if isinstance(each, TAKING)] == []


BY_STATEMENT = (
    ("changes_resettlement", "stood"),
    ("cockpit_delta", "since"),
    ("cockpit_delta", "told_on"),
    ("membership_stay", "employment_form"),
)


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "column"), BY_STATEMENT)
def test_what_was_added_by_a_statement_of_ours_has_a_default_too(table, column):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_default FROM information_schema.columns WHERE table_name = %s AND column_name = %s",
            [table, column],
        )
        assert cursor.fetchone()[0]
