"""The house's ground: what the app's role may do, and that tests leave nothing behind."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import ProgrammingError, connection, connections

from gongqiao.kernel.models import Record
from gongqiao.places.models import Division
from tests import emptied, make

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


def test_a_thread_has_one_connection_while_a_browsers_loop_runs_in_it_and_after():
    """Else one of two would be left behind when a database is dropped, and be met again closed."""

    async def inside():
        return connections["default"]

    def both():
        return connections["default"], asyncio.run(inside())

    with ThreadPoolExecutor(1) as pool:
        before, within = pool.submit(both).result()
    assert within is before


@pytest.mark.django_db
def test_an_ordinary_test_finds_the_migrated_tables():
    assert ContentType.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_kept_connection_is_known_to_stand_without_asking_the_server(django_assert_num_queries):
    connection.ensure_connection()
    with django_assert_num_queries(0):
        assert connection.is_usable()


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_ended_is_known_to_be_gone():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [number])
    other.close()
    assert not connection.is_usable()


@pytest.mark.django_db(transaction=True)
def test_a_notice_waiting_to_be_read_is_no_end():
    with connection.cursor() as cursor:
        cursor.execute("LISTEN somebody")
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("NOTIFY somebody")
    other.close()
    assert connection.is_usable()


def _size():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size('kernel_record')")
        return cursor.fetchone()[0]


MET: dict[str, int] = {}
"""The database, as PostgreSQL numbers it, that a test of this file worked in."""


@pytest.mark.django_db(transaction=True)
def test_a_test_may_record_what_nobody_may_take_back():
    _recorded()
    if _size() <= emptied.LARGE:  # else it is copied anew: those before this one have left too many dead rows
        MET["recorded"] = _database()


@pytest.mark.django_db(transaction=True)
def test_and_the_next_one_finds_the_same_database_empty_and_counting_from_one():
    assert (MET.get("recorded", _database()), Record.objects.count()) == (_database(), 0)
    assert _recorded().pk == 1


@pytest.mark.django_db(transaction=True)
def test_a_test_may_change_what_was_there_before_it():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE places_division SET name = 'x' WHERE code = '330000'")
    MET["changed"] = _database()


@pytest.mark.django_db(transaction=True)
def test_and_the_next_one_finds_another_copy():
    assert (MET.get("changed") == _database(), Division.objects.get(code="330000").name) == (False, "浙江省")


def _database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        return cursor.fetchone()[0]


def _recorded():
    return Record.objects.create(
        at=make.AT, event="people.PhoneChanged", role="self", subject_type="people.account", subject_id="1", facts={}
    )
