"""The house's ground: what the app's role may do, and that tests leave nothing behind."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import ProgrammingError, connection

COMMITTED = {"app_label": "left", "model": "behind"}


@pytest.mark.django_db
def test_the_app_owns_no_table_and_is_no_superuser():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["CREATE TABLE more (id int)", "DROP TABLE kernel_record", "TRUNCATE kernel_record"])
def test_the_app_cannot_change_the_shape_of_the_tables(words):
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute(words)


@pytest.mark.django_db(transaction=True)
def test_a_committing_test_may_commit():
    ContentType.objects.create(**COMMITTED)
    assert ContentType.objects.filter(**COMMITTED).exists()


@pytest.mark.django_db(transaction=True)
def test_and_the_next_one_finds_nothing_of_it():
    assert not ContentType.objects.filter(**COMMITTED).exists()


@pytest.mark.django_db
def test_an_ordinary_test_finds_the_migrated_tables():
    assert ContentType.objects.exists()
