"""A real backup, an erasing after it, the backup put back in a second folder: whoever is back goes by the list."""

import os
import shutil
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from gongqiao.postgres import embedded
from gongqiao.postgres.server import SUPERUSER
from gongqiao.shell.environment import CLONE
from tests import make
from tests.platform import own_server
from tests.shell.keeping import facts, operate, told
from tests.typed import started

pytestmark = pytest.mark.long
PATIENCE = 60  # seconds
TWO_NIGHTS_LATER = "2026-03-12"
LONG_AGO = """
    WITH asked AS (UPDATE erasure_erasure SET archive_from = '2010-01-04' WHERE state = 'asked' RETURNING person_id)
    UPDATE membership_membership SET joined_on = '2008-01-04', left_on = '2010-01-04'
    WHERE person_id IN (SELECT person_id FROM asked) RETURNING person_id
"""
HELD = """
    SELECT p.name, p.phone IS NULL, e.state, e.called, c.called, c.words, (SELECT count(*) FROM files_storedfile
        WHERE removed_at IS NULL AND owner_id IN (SELECT id::text FROM erasure_paper WHERE person_id = p.id))
    FROM people_person p JOIN erasure_erasure e ON e.person_id = p.id JOIN changes_change c ON c.person_id = p.id
    WHERE p.id = %s
"""
GONE = ("", True, "done", "", "", "", 0)


@pytest.fixture(name="first")
def _first():
    """The demo province, where one asked the day before; as if she had left so long ago that nothing keeps her file."""
    with own_server("erasing", province=str(make.TODAY)) as server:
        server.start()
        yield Path(os.environ["GONGQIAO_DATA"])


@pytest.fixture(name="second")
def _second():
    folder = Path(f"/var/tmp/gongqiao-erasing-second-{os.getpid()}")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def ask(folder, words, *given):
    """One row of the database of a folder, whether its server runs or not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGQIAO_DATA", str(folder))
        server = embedded(CLONE)
        begun = server.start()
        try:
            with psycopg.connect(server.url(SUPERUSER, "gongqiao")) as connection:
                return connection.execute(words, given).fetchone()
        finally:
            if begun:
                server.stop()


@contextmanager
def at_work(folder):
    """A worker as of two nights later: it does at its start what the nights have left."""
    process = started("worker", **told(folder, GONGQIAO_TODAY=TWO_NIGHTS_LATER))
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def work_until(folder, done):
    with at_work(folder) as worker:
        patience = time.monotonic() + PATIENCE
        while not done():
            assert worker.poll() is None, worker.communicate()
            assert time.monotonic() < patience
            time.sleep(0.2)


def test_whom_a_real_backup_brings_back_is_erased_again_by_the_list_that_was_kept_beside_it(first, second, tmp_path):
    (key,) = ask(first, LONG_AGO)
    before = ask(first, HELD, key)
    assert (before[0] != "", before[2], before[-1]) == (True, "asked", 1)
    facts(operate("backup", str(tmp_path), "--json", data=first))
    listed = first / "erased.txt"
    work_until(first, lambda: ask(first, HELD, key) == GONE)
    work_until(first, listed.exists)
    assert listed.read_text() == f"{key}\n"

    second.mkdir()
    shutil.copy(first / "keys.json", second)
    restored = facts(operate("restore", str(tmp_path), "--json", data=second))
    assert restored["tables"]["people_person"] > 20_000
    assert ask(second, HELD, key) == before  # the backup knows her still

    again = facts(operate("erasure", "again", str(listed), "--json", data=second))
    assert {name: again[name] for name in ("listed", "erased")} == {"listed": 1, "erased": 1}
    assert ask(second, HELD, key) == GONE
    once_more = facts(operate("erasure", "again", str(listed), "--json", data=second))
    assert once_more["erased"] == 0
