"""What is put off: written with the act, done after it, done again when a worker died, and never in the act's way."""

import json
import signal
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from gongqiao.kernel import jobs, queue, records, wall, worker
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body, Heard, Record
from gongqiao.kernel.records import Event, announce, ear_name, later, later_about
from gongqiao.kernel.worker import Appointed
from tests import make
from tests.worker import until, working


class BreakError(Exception):
    """What a broken ear or job says."""


@dataclass(frozen=True)
class Rung(Event):
    body_id: int
    bell: UUID
    on: date
    at: datetime
    once_on: date | None
    guests: tuple[UUID, ...]
    tallies: tuple[tuple[str, int], ...]


GUEST = uuid7()
RUNG = Rung(7, uuid7(), make.TODAY, make.AT, None, (GUEST,), (("flexible", 3), ("platform", 9)))


@pytest.fixture(name="heard", autouse=True)
def _heard(monkeypatch):
    """Ears of this test alone."""
    monkeypatch.setattr(records, "LATER", {**records.LATER, Rung: []})
    monkeypatch.setattr(records, "ABOUT", {Body._meta.label_lower: []})
    return []


def ring(**changes):
    with transaction.atomic():
        body = make.body(**changes)
        return announce(RUNG, by=make.actor("visitor", body), about=body, at=make.AT)


def jobs_waiting():
    return [job.args for job in ProcrastinateJob.objects.filter(status="todo").order_by("pk")]


def hear_all():
    for asked in jobs_waiting():
        queue.run(asked["job"], **asked["arguments"])


@pytest.mark.django_db
def test_a_later_ear_is_asked_for_in_the_transaction_of_the_act(heard):
    records.LATER[Rung] = [lambda event, record: heard.append(event)]

    record = ring()

    assert heard == []
    assert jobs_waiting() == [
        {"job": "hear", "arguments": {"ear": ear_name(records.LATER[Rung][0]), "record": record.pk}}
    ]


@pytest.mark.django_db(transaction=True)
def test_an_act_that_is_taken_back_leaves_no_job(heard):
    later(Rung)(lambda event, record: heard.append(event))
    assert len(records.LATER[Rung]) == 1

    def act():
        with transaction.atomic():
            ring()
            raise BreakError

    with pytest.raises(BreakError):
        act()

    assert (Record.objects.count(), ProcrastinateJob.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_an_ear_hears_the_event_as_it_was_told(heard):
    records.LATER[Rung] = [lambda event, record: heard.append(event)]
    ring()

    hear_all()

    assert heard == [RUNG]


@pytest.mark.django_db
def test_an_ear_may_listen_to_whatever_is_told_about_a_kind_of_thing(heard):
    later_about(Body._meta.label_lower, listen := lambda event, record: heard.append(record.subject_id))
    later_about(Body._meta.label_lower, listen)
    record = ring()

    hear_all()

    assert heard == [record.subject_id]


@pytest.mark.django_db(transaction=True)
def test_a_broken_ear_takes_neither_the_act_nor_what_it_began_itself(heard):
    def broken(event, record):
        make.body(name="写了一半")
        raise BreakError

    records.LATER[Rung] = [broken]
    ring(name="办成了")

    with pytest.raises(BreakError):
        hear_all()

    assert Body.objects.filter(name="办成了").exists()
    assert not Body.objects.filter(name="写了一半").exists()
    assert Heard.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_job_that_breaks_leaves_the_wall_as_it_found_it(settings, monkeypatch):
    settings.WALL_AT_REST = wall.UP
    wall.rest()
    seen = []

    def broken():
        seen.append(_wall())
        raise BreakError

    monkeypatch.setitem(queue.JOBS, "broken", broken)

    with pytest.raises(BreakError):
        queue.run("broken")

    assert seen == [wall.DOWN]
    assert _wall() == wall.UP


def _wall():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('gongqiao.wall')")
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("cron", "after", "then"),
    [
        ("30 0 0 * * *", "2026-03-10T12:00:00+08:00", "2026-03-11T00:00:30+08:00"),
        ("30 0 0 * * *", "2026-03-10T00:00:29+08:00", "2026-03-10T00:00:30+08:00"),
        ("0 */10 * * * *", "2026-03-10T07:31:00+08:00", "2026-03-10T07:40:00+08:00"),
        ("0 0 7 * * *", "2026-12-31T23:00:00+08:00", "2027-01-01T07:00:00+08:00"),
    ],
)
def test_the_timetable_is_read_with_seconds_first_and_in_shanghai(cron, after, then):
    appointed = Appointed(task=None, cron=cron, periodic_id="x", configure_kwargs={})
    start = datetime.fromisoformat(after).timestamp()

    following = appointed.croniter.get_next(ret_type=float, start_time=start)

    assert datetime.fromtimestamp(following, UTC) == datetime.fromisoformat(then)


def test_the_sweep_is_on_the_timetable_and_at_every_start():
    assert queue.JOBS["sweep"] is jobs.nightly
    assert queue.TIMETABLE["sweep"] == "30 0 0 * * *"
    assert "sweep" in queue.AT_START


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_what_waits_and_stops_when_told():
    queue.defer("write", name="报告")
    queue.defer("stumble")

    with working("-m", "tests.kernel.slow_jobs", "0") as process:
        done = until(lambda: Body.objects.filter(name="报告的下半").exists())
        again = until(lambda: Body.objects.filter(name="绊了一跤").count() == 2)
        ticked = until(lambda: Body.objects.filter(name="嘀嗒").count() >= 2)
        process.send_signal(signal.SIGTERM)
        code = process.wait(20)

    assert (done, again, ticked, code) == (True, True, True, 0)
    waiting = Counter(json.dumps(asked["job"]) for asked in jobs_waiting())
    assert waiting["write"] + waiting["stumble"] == 0


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_leaves_nothing_half_done_and_another_does_it_once():
    queue.defer("write", name="报告")

    with working("-m", "tests.kernel.slow_jobs", "600") as first:
        assert any(line == "half\n" for line in first.stdout)
        assert ProcrastinateJob.objects.filter(status="doing", args__job="write").exists()
        first.kill()
        first.wait()
    assert Body.objects.filter(name__startswith="报告").count() == 0

    with working("-m", "tests.kernel.slow_jobs", "0"):
        assert until(lambda: Body.objects.filter(name="报告的下半").exists(), seconds=worker.DEAD_AFTER * 3)

    assert Body.objects.filter(name__startswith="报告").count() == 2
    assert not ProcrastinateJob.objects.filter(args__job="write").exists()
