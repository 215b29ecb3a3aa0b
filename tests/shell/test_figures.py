"""How queue, workers, archive, disk and witnesses stand, as Prometheus is told."""

import pytest
from django.db import connection
from prometheus_client import CollectorRegistry, generate_latest

from gongqiao.audit.models import Witness
from gongqiao.audit.notes import COSIGNS, NamedKey
from gongqiao.kernel import queue
from gongqiao.postgres.wal import State
from gongqiao.shell import figures
from gongqiao.shell.environment import CLONE
from tests import make
from tests.shell.test_ops import WORK

JOB = "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, scheduled_at)"
PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")


def told(work):
    return {each.name.removeprefix("gongqiao_"): each.samples[0].value for each in figures.told(work)}


def job(status, scheduled_at="NULL"):
    with connection.cursor() as cursor:
        cursor.execute(f"{JOB} VALUES ('default', 'work', '{{}}', '{status}', {scheduled_at}) RETURNING id")
        return cursor.fetchone()[0]


def test_what_was_found_is_told_each_under_its_name():
    found = told(WORK)
    disk = [found.pop(name) for name in ("disk_free_bytes", "disk_size_bytes")]

    assert 0 < disk[0] < disk[1]
    assert found == {
        "database_up": 1,
        "workers": 1,
        "queue_waiting_jobs": 2,
        "queue_oldest_seconds": 3.5,
        "queue_given_up_jobs": 4,
        "witnesses_ill": 6,
        "archive_active": 1,
        "archive_lost": 0,
        "archive_behind_bytes": 5,
    }


def test_the_manual_tells_every_figure():
    manual = (CLONE / "docs/how-to/run.md").read_text()

    assert [each.name for each in figures.told(WORK) if f"`{each.name}`" not in manual] == []


def test_where_nobody_archives_nothing_is_told_of_an_archive():
    nobody = figures.Work(0, 0, 0, 0, None, 0)

    assert [name for name in told(nobody) if "archive" in name] == []


def test_an_archive_that_stands_still_or_lost_its_place_is_told():
    found = told(figures.Work(0, 0, 0, 0, State(active=False, lost=True, behind=9), 0))

    assert (found["archive_active"], found["archive_lost"], found["archive_behind_bytes"]) == (0, 1, 9)


def test_while_the_database_is_away_the_disk_is_still_told():
    assert sorted(told(None)) == ["database_up", "disk_free_bytes", "disk_size_bytes"]
    assert told(None)["database_up"] == 0


@pytest.mark.django_db
def test_a_quiet_platform():
    assert figures.work() == figures.Work(0, 0, 0, 0, None, 0)


@pytest.mark.django_db
def test_only_jobs_whose_time_has_come_wait():
    job("todo")
    job("todo", "now() - interval '1 minute'")
    job("todo", "now() + interval '1 minute'")
    job("doing")
    job("failed")

    work = figures.work()
    assert (work.waiting, work.given_up) == (2, 1)
    assert 60 <= work.oldest < 90


@pytest.mark.django_db
def test_a_job_waits_since_it_was_asked_for():
    queue.defer("forget_messages")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '10 minutes'")

    assert 600 <= figures.work().oldest < 630


@pytest.mark.django_db
def test_a_worker_that_no_longer_breathes_is_none():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now()), (now() - interval '31 seconds')"
        )

    assert figures.work().workers == 1


@pytest.mark.django_db
def test_a_witness_that_sees_another_tree_is_counted(settings):
    settings.WITNESSES = [(str(NamedKey("court.example", COSIGNS, PUBLIC)), "https://court.example")]
    Witness.objects.create(name="court.example", named_at=make.AT, trouble=Witness.DIFFERS)

    assert figures.work().witnesses_ill == 1


@pytest.mark.django_db(transaction=True)
def test_a_look_leaves_no_connection_behind():
    registry = CollectorRegistry()
    registry.register(figures.Figures())

    assert "gongqiao_database_up 1.0" in generate_latest(registry).decode()
    assert connection.connection is None


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_told_and_breaks_nothing(monkeypatch):
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")

    assert figures.work() is None
