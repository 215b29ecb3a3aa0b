"""What is put off: written with the act, done after it, done again when a worker died, and never in the act's way."""

import asyncio
import json
import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import OperationalError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job
from psycopg.conninfo import make_conninfo

from gongqiao.kernel import jobs, queue, records, wall, worker
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body, Heard, Record
from gongqiao.kernel.records import Event, announce, ear_name, later, later_about
from gongqiao.kernel.worker import Appointed
from tests import make
from tests.worker import database_url, until, working


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


@pytest.mark.django_db(transaction=True)
def test_a_database_that_goes_while_a_job_ends_leaves_the_next_job_seeing_what_it_should(settings, monkeypatch):
    """The next one has a new connection, and must not take it for the one whose wall it had lowered."""
    settings.WALL_AT_REST = wall.UP
    options = connection.settings_dict["OPTIONS"]
    monkeypatch.setitem(options, "options", options["options"].replace("gongqiao.wall=down", "gongqiao.wall=up"))
    connection.close()
    other = connection.copy()
    seen = []

    def end_it():
        with connection.cursor() as mine, other.cursor() as cursor:
            mine.execute("SELECT pg_backend_pid()")
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", mine.fetchone())

    monkeypatch.setitem(queue.JOBS, "last", end_it)
    monkeypatch.setitem(queue.JOBS, "next", lambda: seen.append(_wall()))

    with pytest.raises(OperationalError):
        queue.run("last")
    other.close()
    queue.run("next")

    assert seen == [wall.DOWN]


@pytest.mark.django_db(transaction=True)
def test_a_job_that_gives_its_connection_away_and_breaks_leaves_the_next_one_behind_the_wall(settings, monkeypatch):
    settings.WALL_AT_REST = wall.UP

    def give_it_away():
        connection.close()
        raise ZeroDivisionError

    monkeypatch.setitem(queue.JOBS, "broken", give_it_away)

    with pytest.raises(ZeroDivisionError):
        queue.run("broken")

    assert (_wall(), wall.standing()) == (wall.UP, wall.UP)


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


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_starts_before_the_tables_are_laid_waits_for_them(tmp_path):
    empty = make_conninfo(database_url(), dbname="postgres")
    log = tmp_path / "log"

    with working("-m", "tests.kernel.slow_jobs", "0", DATABASE_URL=empty, GONGQIAO_LOG=str(log)) as process:
        told = until(lambda: log.exists() and log.read_text().count("worker.database_away") >= 2)
        process.send_signal(signal.SIGTERM)
        code = process.wait(20)

    assert (told, code) == (True, 0)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_worker_whose_database_cut_it_off_comes_back_by_itself():
    with working("-m", "tests.kernel.slow_jobs", "0") as process:
        assert until(lambda: Body.objects.filter(name="嘀嗒").exists())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        ticks = Body.objects.filter(name="嘀嗒").count()
        back = until(lambda: Body.objects.filter(name="嘀嗒").count() > ticks)
        process.send_signal(signal.SIGTERM)
        code = process.wait(20)

    assert (back, code) == (True, 0)


def in_its_loop(*acts):
    """In a thread of its own: a browser test may have left a loop running in this one."""

    async def one_after_the_other():
        app = worker.build()
        async with app.open_async():
            for act in acts:
                await act(app)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, one_after_the_other()).result()


@pytest.mark.django_db(transaction=True)
def test_the_jobs_of_a_worker_that_died_are_done_by_another_and_one_that_killed_them_all_is_given_up():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 min') RETURNING id"
        )
        dead = cursor.fetchone()[0]
        for attempts in (1, worker.ATTEMPTS):
            queue.defer("write", name=f"第{attempts}次")
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s WHERE status = 'todo'",
                [dead, attempts],
            )

    in_its_loop(worker.take_over)

    told = ProcrastinateJob.objects.order_by("pk").values_list("status", "attempts")
    assert [status for status, _ in told] == ["todo", "failed"]


def given_up(name, /, **arguments):
    queue.defer(name, **arguments)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE status = 'todo'")


@pytest.mark.django_db
def test_what_no_worker_will_try_again_is_said_once_and_what_cannot_be_said_takes_nothing_with_it(monkeypatch):
    said = []

    def breaks(**told):
        make.body(name="半件")
        raise BreakError(told)

    monkeypatch.setattr(queue, "OTHERWISE", {"broken": breaks, "list": lambda **told: said.append(told)})
    given_up("broken", name="甲")
    given_up("list", name="乙")
    given_up("another", name="丙")
    queue.defer("list", name="还在做的")

    for _ in "twice":
        queue.run("tell_given_up")

    assert said == [{"name": "乙"}]
    assert Body.objects.filter(name="半件").count() == 0


def test_a_job_is_tried_again_ever_later_and_in_the_end_no_more():
    waits = [asked_again(attempts=n) for n in (0, 1, 5, 11, 12)]

    assert waits == [3, 9, 600, 600, None]
    assert asked_again(attempts=5, task_kwargs={"timestamp": 1}) == 60


def asked_again(**parts):
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="do", **parts)
    decision = worker.Patience().get_retry_decision(exception=BreakError(), job=job)
    return decision and round((decision.retry_at - datetime.now(UTC)).total_seconds())


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
        assert until(lambda: not ProcrastinateJob.objects.filter(args__job="write").exists())  # after its commit

    assert Body.objects.filter(name__startswith="报告").count() == 2
