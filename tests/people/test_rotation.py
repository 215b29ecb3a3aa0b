import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from gongqiao.kernel.secrets import KeyRingError, SealError, ring, rotation
from gongqiao.kernel.secrets.sealing import is_current
from gongqiao.people import actions
from gongqiao.people.models import Account, Person
from tests import make
from tests.at_once import apart
from tests.make import AT
from tests.people.conftest import REGISTRAR

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_strides(settings, tmp_path, monkeypatch):
    """A ring of the test's own, and batches so small that there are many."""
    monkeypatch.setattr(rotation, "BATCH", 3)
    settings.KEY_RING = tmp_path / "keys.json"
    ring.make(settings.KEY_RING, datetime(2026, 3, 10, tzinfo=UTC))


def people(number=10):
    return {make.person(phone=make.phone()).pk: None for _ in range(number)}


def sealed(model, column):
    """What the table really holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {column} FROM {model._meta.db_table}")
        return {pk: bytes(value) for pk, value in cursor.fetchall()}


def numbers():
    return {person.pk: person.document_number.reveal() for person in Person.objects.all()}


def test_a_value_is_sealed_in_the_table_and_masked_in_print():
    person = make.person(phone="13812345678")
    assert person.phone == "13812345678"
    assert b"13812345678" not in sealed(Person, "phone")[person.pk]
    assert f"{Person.objects.get().phone} {Person.objects.get().phone!r}" == "138****5678 138****5678"


def test_values_swapped_between_two_rows_no_longer_open():
    one, other = make.person(), make.person()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_person a SET document_number = b.document_number FROM people_person b WHERE a.id <> b.id"
        )
    for pk in (one.pk, other.pk):
        with pytest.raises(SealError):
            Person.objects.get(pk=pk).document_number.reveal()


def test_a_value_moved_to_another_row_by_the_platform_is_sealed_anew():
    one, other = make.person(phone="13812345678"), make.person()
    other.phone = Person.objects.get(pk=one.pk).phone
    other.save()
    assert Person.objects.get(pk=other.pk).phone == "13812345678"
    assert len(set(sealed(Person, "phone").values())) == 2


def test_an_unchanged_value_is_not_sealed_again_on_save():
    person = make.person()
    before = sealed(Person, "document_number")
    person = Person.objects.get(pk=person.pk)
    person.name = "别名"
    person.save()
    assert sealed(Person, "document_number") == before


def test_secrets_are_neither_filtered_nor_updated_in_the_clear():
    with pytest.raises(TypeError, match="blind index"):
        Person.objects.filter(phone="13812345678").exists()
    with pytest.raises(TypeError, match="blind index"):
        Person.objects.update(phone="13812345678")


@pytest.mark.parametrize("cipher", ["aes-256-gcm", "sm4-gcm"])
def test_a_new_key_takes_over_every_value_and_finds_the_same_people(settings, cipher):
    settings.SECRETS_CIPHER = cipher
    people()
    before, told = sealed(Person, "document_number"), numbers()

    strides = list(rotation.rotate("fields", AT, grace=0))

    after = sealed(Person, "document_number")
    assert numbers() == told
    assert all(before[pk] != after[pk] and is_current(after[pk]) for pk in before)
    assert sum(stride.changed for stride in strides if stride.table == "people_person") == 10
    assert [(key.id, key.state) for key in ring.current().of("fields", "active", "retired")] == [
        (1, "retired"), (2, "active"),
    ]  # fmt: skip


def test_a_new_cipher_takes_over_with_the_next_round(settings):
    people(4)
    told = numbers()
    settings.SECRETS_CIPHER = "sm4-gcm"
    list(rotation.resume(grace=0))
    assert numbers() == told
    assert all(is_current(value) for value in sealed(Person, "phone").values())


def test_a_rotation_that_was_cut_short_is_resumed():
    people()
    told = numbers()
    strides = rotation.rotate("fields", AT, grace=0)
    while next(strides).table != "people_person":
        pass
    strides.close()
    half = [is_current(value) for value in sealed(Person, "phone").values()]
    assert {True, False} == set(half)
    assert numbers() == told

    list(rotation.resume(grace=0))

    assert all(is_current(value) for value in sealed(Person, "phone").values())
    assert (numbers(), ring.current().active("fields").id) == (told, 2)


def test_a_new_index_key_keeps_everybody_found_and_unique_in_every_stride():
    people(4)
    account = make.account()
    told = numbers()
    by = make.actor(REGISTRAR, make.body())

    def still_holds():
        for pk, number in told.items():
            assert Person.objects.holding("card", number).get().pk == pk
            assert actions.register(make.facts(document_number=number), body_id=by.body_id, by=by, at=AT).pk == pk
        assert actions.open_account(account.phone.reveal(), AT)[0].pk == account.pk

    states = set()
    for _ in rotation.rotate("index", AT, grace=0):
        states.add(tuple(key.state for key in ring.current().keys if key.purpose == "index"))
        still_holds()

    assert states == {("active", "coming"), ("retiring", "active"), ("retired", "active")}
    assert set(Person.objects.values_list("document_index_next", flat=True)) == {None}
    assert Account.objects.count() == 1
    still_holds()


def test_an_index_rotation_that_was_cut_short_is_finished_before_another_begins():
    people(4)
    strides = rotation.rotate("index", AT, grace=0)
    next(strides)
    strides.close()
    with pytest.raises(KeyRingError, match="resume"):
        next(rotation.rotate("fields", AT, grace=0))

    list(rotation.resume(grace=0))

    assert [key.state for key in ring.current().keys if key.purpose == "index"] == ["retired", "active"]


def _read_and_write(told, stop, rounds):
    """Find people by their numbers and change their phones, round after round."""
    while not stop.is_set():
        pk, number = list(told.items())[rounds % len(told)]
        rounds += 7
        assert Person.objects.holding("card", number).get().document_number == number
        with transaction.atomic():
            person = Person.objects.locked(pk)
            person.phone = f"138{rounds:08d}"
            person.save()


@pytest.mark.django_db(transaction=True)
def test_readers_and_writers_go_on_while_the_keys_change():
    people(12)
    told, stop = numbers(), threading.Event()

    with ThreadPoolExecutor(3) as pool:
        working = [pool.submit(apart, _read_and_write, told, stop, seed) for seed in range(3)]
        try:
            list(rotation.rotate("fields", AT, grace=0.2))
            list(rotation.rotate("index", AT, grace=0.2))
        finally:
            stop.set()

    assert [each.result() for each in working] == [None] * 3
    assert numbers() == told
    assert all(is_current(value) for value in sealed(Person, "document_number").values())
    assert set(Person.objects.values_list("phone_index_next", flat=True)) == {None}
    for person in Person.objects.all():
        assert Person.objects.get(phone_index__of=person.phone.reveal(), pk=person.pk)
