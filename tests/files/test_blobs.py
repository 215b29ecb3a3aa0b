"""Bytes outside the database: whole or not at all, and nobody's after a day without a document."""

import os
import time
from hashlib import sha256

import pytest

from gongqiao.files import actions, blobs
from gongqiao.files.fields import Kept
from gongqiao.files.models import StoredFile
from gongqiao.kernel import wall
from tests import make

DAY = 24 * 3600
CONTENT = b"%PDF-1.7 %%EOF"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


def on_disk(settings):
    return sorted(path.name for path in settings.FILES.rglob("*") if path.is_file() and path.name != "lock")


def aged(settings, name, seconds):
    then = time.time() - seconds
    os.utime(next(settings.FILES.rglob(name)), (then, then))


def store(content=CONTENT, **changes):
    kept = Kept(blobs.put(content), len(content), "application/pdf", "合同.pdf")
    body = make.body()
    return actions.store(kept, owner=body, by=make.actor("visitor", body), at=make.AT, **changes)


def test_the_same_bytes_are_kept_once_under_their_digest(settings):
    digests = {blobs.put(CONTENT) for _ in range(3)}

    assert digests == {sha256(CONTENT).hexdigest()}
    assert on_disk(settings) == sorted(digests)
    assert (settings.FILES / next(iter(digests))[:2]).exists()


def test_a_crash_before_the_rename_leaves_nothing_to_be_found(settings, monkeypatch):
    def crash(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("pathlib.Path.replace", crash)
    with pytest.raises(KeyboardInterrupt):
        blobs.put(CONTENT)

    assert not blobs.held(sha256(CONTENT).hexdigest())


@pytest.mark.django_db
def test_the_sweep_takes_what_no_document_points_to_after_a_day_and_nothing_else(settings):
    stored, removed = store(), store(b"removed")
    actions.remove(removed.pk, by=make.actor("visitor"), at=make.AT)
    fresh, old = blobs.put(b"fresh"), blobs.put(b"old")
    aside = settings.FILES / "incoming" / "left by a crash"
    aside.write_bytes(b"half")
    for name in (stored.digest, removed.digest, old, aside.name):
        aged(settings, name, DAY + 1)
    aged(settings, fresh, DAY - 5)

    assert actions.sweep(time.time()) == 3

    assert on_disk(settings) == sorted([stored.digest, fresh])


@pytest.mark.django_db
def test_what_is_handed_in_again_is_young_again(settings):
    digest = blobs.put(CONTENT)
    aged(settings, digest, 2 * DAY)

    blobs.put(CONTENT)

    assert actions.sweep(time.time()) == 0
    assert blobs.held(digest)


@pytest.mark.django_db
def test_bytes_that_another_document_has_too_stay(settings):
    first, second = store(), store()
    actions.remove(first.pk, by=make.actor("visitor"), at=make.AT)
    aged(settings, second.digest, 2 * DAY)

    assert actions.sweep(time.time()) == 0


@pytest.mark.django_db
def test_the_sweep_sees_every_document_even_from_behind_the_wall(settings):
    stored = store()
    aged(settings, stored.digest, 2 * DAY)
    settings.WALL_AT_REST = wall.UP
    wall.rest()

    assert StoredFile.objects.count() == 0
    assert actions.sweep(time.time()) == 0

    settings.WALL_AT_REST = wall.DOWN
    wall.rest()
    assert blobs.held(stored.digest)
