from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import DatabaseError, connection, transaction

from gongqiao.audit import actions, canon, merkle
from gongqiao.audit.models import Head, Leaf
from gongqiao.kernel.models import Record
from gongqiao.kernel.secrets import ring
from tests import make
from tests.at_once import apart

pytestmark = pytest.mark.django_db


def record(**parts):
    given = {
        "at": make.AT, "event": "audit.Test", "role": "self", "subject_type": "kernel.body", "subject_id": "1",
        "facts": {"n": 1, "words": "决议“一”", "a": [1, None, True]},
    }  # fmt: skip
    return Record.objects.create(**given | parts)


def newest():
    return Head.objects.order_by("-size").first()


def test_what_was_committed_becomes_leaves_under_a_signed_head():
    rows = [record(), record(), record()]

    assert actions.seal(make.AT) == len(rows)

    assert list(Leaf.objects.order_by("place").values_list("place", "record")) == [
        (place, row.pk) for place, row in enumerate(rows)
    ]
    head = newest()
    assert (head.size, head.at) == (3, make.AT)
    digests = [bytes(each.digest) for each in Leaf.objects.order_by("place")]
    assert bytes(head.root) == merkle.Edge().grown(digests).root
    words = canon.statement(head.size, bytes(head.root), head.at)
    Ed25519PublicKey.from_public_bytes(bytes(head.key)).verify(bytes(head.signature), words)
    with pytest.raises(InvalidSignature):
        Ed25519PublicKey.from_public_bytes(bytes(head.key)).verify(bytes(head.signature), words + b"!")


def test_nothing_new_makes_no_new_head():
    record()
    assert [actions.seal(make.AT), actions.seal(make.AT)] == [1, 0]
    assert Head.objects.count() == 1


def test_each_head_is_built_on_the_one_before():
    for _ in range(5):
        record()
        actions.seal(make.AT)

    assert list(Head.objects.order_by("size").values_list("size", flat=True)) == [1, 2, 3, 4, 5]
    digests = [bytes(each.digest) for each in Leaf.objects.order_by("place")]
    assert [bytes(head.root) for head in Head.objects.order_by("size")] == [
        merkle.Edge().grown(digests[:size]).root for size in range(1, 6)
    ]


def test_more_than_a_chunk_is_sealed_chunk_by_chunk(monkeypatch):
    monkeypatch.setattr(actions, "CHUNK", 2)
    rows = [record() for _ in range(5)]

    assert actions.seal(make.AT) == len(rows)
    assert list(Head.objects.order_by("size").values_list("size", flat=True)) == [2, 4, 5]


def test_of_two_who_seal_at_once_one_leaves_it_to_the_other():
    record()

    assert actions.seal(make.AT) == 1
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(apart, actions.seal, make.AT).result(20) == 0


def test_a_record_committed_late_is_sealed_after_those_above_it():
    first, late, last = record(pk=10_001), 10_002, record(pk=10_003)
    actions.seal(make.AT)
    record(pk=late)
    actions.seal(make.AT)

    assert list(Leaf.objects.order_by("place").values_list("record", flat=True)) == [first.pk, last.pk, late]


def test_a_record_later_than_that_is_found_at_night(monkeypatch):
    monkeypatch.setattr(actions, "LATE", 1)
    record(pk=10_010)
    actions.seal(make.AT)
    record(pk=10_002)

    assert actions.seal(make.AT) == 0
    assert actions.seal(make.AT, everything=True) == 1


@pytest.mark.parametrize("table", ["audit_leaf", "audit_head"])
@pytest.mark.parametrize("words", ["DELETE FROM {}", "UPDATE {} SET {} = {}", "TRUNCATE {}"])
def test_leaves_and_heads_are_only_ever_added(table, words):
    record()
    actions.seal(make.AT)
    column = "digest" if table == "audit_leaf" else "root"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(words.format(table, column, column))


def test_after_its_key_has_changed_heads_are_signed_with_the_new_one(settings, tmp_path):
    settings.KEY_RING = tmp_path / "keys.json"
    ring.make(settings.KEY_RING, make.AT)
    record()
    actions.seal(make.AT)
    ring.put(ring.current().turned("heads", {"active": "retired"}).with_new("heads", "active", make.AT))
    record()
    actions.seal(make.AT)

    keys = list(Head.objects.order_by("size").values_list("key", flat=True))
    assert bytes(keys[0]) != bytes(keys[1])


def test_an_entry_is_written_in_one_form_only():
    row = record(at=datetime(2026, 3, 10, 9, 30, tzinfo=timezone(timedelta(hours=8))), law="工会法 第三条")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(canon.COLUMNS)} FROM kernel_record WHERE id = %s", [row.pk])
        written = canon.entry(cursor.fetchone())

    assert written.decode() == (
        '{"act":null,"appointment":null,"at":"2026-03-10T01:30:00.000000Z","batch":null,"body":null,'
        '"event":"audit.Test","facts":{"a":[1,null,true],"n":1,"words":"决议“一”"},'
        f'"id":{row.pk},"law":"工会法 第三条","person":null,"role":"self","subject_id":"1",'
        '"subject_type":"kernel.body"}'
    )
    assert canon.instant(datetime(2026, 3, 10, 1, 30, tzinfo=UTC)) == "2026-03-10T01:30:00.000000Z"
