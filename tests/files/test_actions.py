"""A document of a thing: stored once its bytes are there, removed, and let go when its time is over."""

from datetime import date, timedelta

import pytest

from gongqiao.files import actions, queries
from gongqiao.files.fields import Kept
from gongqiao.files.models import StoredFile
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Refused
from tests import make
from tests.files import corpus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="union")
def _union():
    return make.body()


def store(union, **changes):
    by = changes.pop("by", None) or make.actor("visitor", union)
    return actions.store(corpus.kept(), **{"owner": union, "by": by, "at": make.AT, **changes})


def test_a_document_is_stored_for_a_thing_and_told_by_ids_only(union):
    by = make.oneself(make.account(make.person()))

    stored = store(union, by=by, body_id=union.pk, person_id=by.person_id)

    stored.refresh_from_db()
    assert (stored.owner_type, stored.owner_id, stored.body_id) == ("kernel.body", str(union.pk), union.pk)
    assert (stored.person_id, stored.account_id, stored.uploaded_by) == (by.person_id, by.account_id, by.person_id)
    assert (stored.retention, stored.keep_until) == ("case", None)
    record = Record.objects.get()
    assert record.facts == {
        "file_id": str(stored.pk),
        "owner_type": "kernel.body",
        "owner_id": str(union.pk),
        "on": "2026-03-10",
    }


def test_what_an_officer_hands_in_belongs_to_the_office_and_not_to_her_account(union):
    stored = store(union, by=make.actor("visitor", union, account_id=uuid7()))

    assert stored.account_id is None


def test_bytes_that_are_gone_cannot_be_stored(union):
    gone = Kept("0" * 64, 10, "application/pdf", "合同.pdf")

    with pytest.raises(Refused, match="上传的文件已过期，请重新上传"):
        actions.store(gone, owner=union, by=make.actor("visitor", union), at=make.AT)

    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize(("retention", "last"), [("month", date(2026, 4, 9)), ("year", date(2027, 3, 10))])
def test_a_document_kept_for_a_time_goes_the_day_after(union, retention, last):
    stored = store(union, retention=retention)
    assert stored.keep_until == last

    on_the_last = make.AT + (last - make.TODAY)
    assert actions.expire(on_the_last) == 0
    assert actions.expire(on_the_last + timedelta(days=1)) == 1
    assert list(queries.of(union)) == []


def test_removing_twice_is_removing_once(union):
    stored = store(union)

    for _ in range(2):
        actions.remove(stored.pk, by=make.actor("visitor", union), at=make.AT)

    assert [record.event for record in Record.objects.order_by("pk")] == ["files.Stored", "files.Removed"]
    assert list(queries.of(union)) == []


def test_the_documents_of_a_thing_are_listed_oldest_first(union):
    first, second = store(union), store(union)
    store(make.body())

    assert list(queries.of(union)) == [first, second]


def test_the_documents_of_a_thing_go_with_it_to_the_body_that_handles_it_now(union):
    other, stays = make.body(), make.body()
    stored, beside = store(union, body_id=union.pk), store(stays, body_id=union.pk)

    actions.hand_to(union, other.pk)

    for each, body in ((stored, other), (beside, union)):
        each.refresh_from_db()
        assert each.body_id == body.pk
