"""How the platform stands beside its pages: database, queue, workers, archive, disk, witnesses.

The doctor reads these and advises; `metrics` tells them to Prometheus, asked anew at each look.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from gongqiao.audit import queries as audit
from gongqiao.kernel.clock import moment
from gongqiao.postgres import wal

WAITING = "FROM procrastinate_jobs WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())"
# A job that is tried again waits since its new time, any other since it was asked for.
OLDEST = """
    SELECT coalesce(extract(epoch FROM max(now() - coalesce(j.scheduled_at, e.at))), 0)
    FROM procrastinate_jobs j LEFT JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
    WHERE j.status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= now())
"""


def workers() -> int:
    """How many breathe."""
    return int(_one("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '30 s'"))


def waiting() -> int:
    """Jobs whose time has come and that nobody has begun."""
    return int(_one(f"SELECT count(*) {WAITING}"))


def oldest() -> float:
    """Seconds for which the longest of these has waited."""
    return _one(OLDEST)


def given_up() -> int:
    """Jobs that no worker will try again."""
    return int(_one("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'"))


def archive() -> wal.State | None:
    """Nothing where nobody archives."""
    with connection.cursor() as cursor:
        cursor.execute(wal.STATE)
        return wal.State.told(cursor.fetchone())


def _one(query: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return float(cursor.fetchone()[0])


@dataclass(frozen=True)
class Work:
    """What only the database knows."""

    workers: int
    waiting: int
    oldest: float
    given_up: int
    archive: wal.State | None
    witnesses_ill: int


def work() -> Work | None:
    """Nothing while the database is away or its tables are not there yet."""
    try:
        ill = sum(each.ill for each in audit.standings(moment()))
        return Work(workers(), waiting(), oldest(), given_up(), archive(), ill)
    except DatabaseError:
        return None


def told(found: Work | None) -> Iterator[Metric]:
    disk = shutil.disk_usage(settings.ENVIRONMENT.data)
    yield _gauge("disk_free_bytes", "Free on the disk that holds the data folder", disk.free)
    yield _gauge("disk_size_bytes", "Size of that disk", disk.total)
    yield _gauge("database_up", "Whether the database answers and has its tables", found is not None)
    if found is None:
        return
    yield _gauge("workers", "Workers that breathe", found.workers)
    yield _gauge("queue_waiting_jobs", "Jobs whose time has come and that nobody has begun", found.waiting)
    yield _gauge("queue_oldest_seconds", "How long the longest of them has waited", found.oldest)
    yield _gauge("queue_given_up_jobs", "Jobs that no worker will try again", found.given_up)
    yield _gauge("witnesses_ill", "Witnesses that are silent or confirmed another tree", found.witnesses_ill)
    if found.archive:
        yield _gauge("archive_active", "Whether the archive is being kept", found.archive.active)
        yield _gauge("archive_lost", "Whether the server has let go of what the archive lacks", found.archive.lost)
        yield _gauge("archive_behind_bytes", "Log of the server that is not yet in the archive", found.archive.behind)


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(f"gongqiao_{name}", words, value=value)


class Figures(Collector):
    def collect(self) -> Iterator[Metric]:
        try:
            found = work()
        finally:
            connection.close()  # each look comes in a thread of its own
        return told(found)
