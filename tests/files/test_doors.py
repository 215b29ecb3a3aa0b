"""A document comes as an attachment, to its uploader, its person and whom its thing lets; for nobody else it exists."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import RequestFactory
from django.urls import reverse

from gongqiao.files import actions, api, blobs, pages, queries
from gongqiao.files.fields import Kept
from gongqiao.kernel import wall
from gongqiao.kernel.authority import SELF, Actor
from gongqiao.kernel.identifiers import uuid7
from gongqiao.people import queries as people
from tests import make
from tests.files import corpus

pytestmark = pytest.mark.django_db
CONTENT = corpus.pdf(1000)
OFFICER = "test-officer"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="rider")
def _rider():
    return make.oneself(make.account(make.person()))


@pytest.fixture(name="stored")
def _stored(rider):
    kept = Kept(blobs.put(CONTENT), len(CONTENT), "application/pdf", "劳动合同.pdf")
    union = make.body()
    return actions.store(
        kept, owner=union, by=rider, at=make.AT, body_id=union.pk, person_id=rider.person_id, retention="case"
    )


def ask(stored, viewer):
    request = RequestFactory().get(reverse("files:file", args=[stored.pk]))
    request.actor, request.arrived_at = viewer, make.AT
    return pages.file(request, stored.pk)


def test_it_comes_as_an_attachment_in_a_sandbox(stored, rider):
    answer = ask(stored, rider)

    assert b"".join(answer.streaming_content) == CONTENT
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == ("attachment; filename*=utf-8''%E5%8A%B3%E5%8A%A8%E5%90%88%E5%90%8C.pdf")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"
    answer.file_to_stream.close()


STRANGERS = {
    "another rider": make.actor(SELF, account_id=uuid7()),
    "an officer nobody named": Actor(role=OFFICER, person_id=uuid7(), body_id=1, account_id=uuid7()),
}


@pytest.mark.parametrize("viewer", STRANGERS.values(), ids=STRANGERS)
def test_to_a_stranger_it_does_not_exist(stored, viewer):
    with pytest.raises(Http404):
        ask(stored, viewer)


def test_nobody_is_told_to_sign_in_whether_it_exists_or_not(stored, client):
    for pk in (stored.pk, uuid7()):
        assert client.get(f"/files/{pk}/").url.startswith("/sign-in/")


def test_the_person_in_another_office_reads_no_more_than_that_office(stored, rider):
    with pytest.raises(Http404):
        ask(stored, Actor(role=OFFICER, person_id=rider.person_id, body_id=1))


def test_the_module_of_its_thing_says_who_else_may_read(stored, monkeypatch):
    monkeypatch.setattr(queries, "READERS", {})
    here, elsewhere = (Actor(role=OFFICER, person_id=uuid7(), body_id=body) for body in (stored.body_id, 0))

    queries.shown_by("kernel.body", lambda viewer, owner_id: str(viewer.body_id) == owner_id)

    assert queries.readable(here, stored.pk) == stored
    assert queries.readable(elsewhere, stored.pk) is None


def test_an_office_that_opens_it_leaves_a_trace_the_person_reads_and_she_herself_none(stored, rider, monkeypatch):
    monkeypatch.setitem(queries.READERS, "kernel.body", lambda viewer, owner_id: True)
    clerk = make.actor("clerk", make.body(name="审查工会"), person_id=None)

    for viewer in (rider, clerk):
        ask(stored, viewer).file_to_stream.close()

    look = people.looks(rider).get()
    assert (look.what, look.body_words, look.reason) == ("附件（PDF）", "审查工会", "办理事项时打开附件")


def test_a_removed_document_and_lost_bytes_are_not_found(stored, rider):
    with blobs.take(stored.digest) as lost:
        path = lost.name
    blobs.drop(blobs.settings.FILES / path, untouched_since=float("inf"))
    with pytest.raises(Http404):
        ask(stored, rider)

    actions.remove(stored.pk, by=rider, at=make.AT)
    assert queries.readable(rider, stored.pk) is None


def test_the_wall_alone_shows_it_to_its_person_and_its_account_only(stored, rider, settings):
    viewers = (rider, Actor(account_id=rider.account_id), Actor(SELF, rider.person_id), make.actor(SELF))
    settings.WALL_AT_REST = wall.UP
    seen = []

    for viewer in viewers:
        wall.raise_for(viewer)
        seen.append(type(stored).objects.filter(pk=stored.pk).exists())

    settings.WALL_AT_REST = wall.DOWN
    wall.rest()
    assert seen == [True, True, True, False]


@pytest.mark.parametrize(
    ("content", "status", "field"),
    [(CONTENT, 200, "word"), (corpus.SVG, 422, "reasons"), (b"", 422, "reasons")],
)
def test_a_program_hands_in_a_file_and_gets_a_word_or_the_reason(content, status, field):
    upload = SimpleUploadedFile("合同.pdf", content, "application/pdf")
    request = RequestFactory().post("/api/v1/files", {"file": upload})

    answer = api.deposit(request)

    assert answer.status_code == status
    assert field in json.loads(json.dumps(answer.value))
