"""The process that does what was put off: it fetches jobs, keeps the timetable and takes over from workers that died.

Its queue connections are its own; inside a job everything goes through Django's, so that what a job does and the jobs
it asks for are one transaction.
"""

import asyncio
import signal
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import Any

import structlog
from croniter import croniter  # type: ignore[import-untyped]
from django.db import close_old_connections
from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.contrib.django import connector_params
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.periodic import PeriodicTask

from gongqiao.kernel import queue
from gongqiao.kernel.clock import SHANGHAI

log = structlog.get_logger()

HEARTBEAT, DEAD_AFTER, LOOK = 3, 12, 4  # seconds
DAY = 24 * 3600
ATTEMPTS = 12
AT_ONCE = 2
LONGEST, LONGEST_BY_THE_CLOCK = 600, 60


class Patience(BaseRetryStrategy):
    """Try again after 3, 9, 27 … seconds; what the timetable asks for anew anyway must not be kept waiting long."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:  # noqa: ARG002 -- whatever it was
        if job.attempts >= ATTEMPTS:
            return None
        most = LONGEST_BY_THE_CLOCK if "timestamp" in job.task_kwargs else LONGEST
        return RetryDecision(retry_in={"seconds": min(3 ** (job.attempts + 1), most)})


class Appointed(PeriodicTask[Any, Any, Any]):
    """A job with a timetable, read as written: seconds first, Shanghai time."""

    @cached_property
    def croniter(self) -> croniter:
        return croniter(self.cron, datetime.now(SHANGHAI), second_at_beginning=True)


def do(job: str, arguments: dict[str, Any], timestamp: int | None = None) -> None:
    """One job on a connection of its own. `timestamp` is when the timetable asked for it."""
    try:
        queue.run(job, **arguments)
    except Exception:
        log.exception("job.failed", job=job, asked_at=timestamp)
        raise
    finally:
        close_old_connections()


def build() -> App:
    """A queue client that knows our one task and the whole timetable."""
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4)
    app = App(connector=connector, periodic_defaults={"max_delay": DAY})
    task = app.task(name=queue.TASK, retry=Patience())(do)
    for name, cron in queue.TIMETABLE.items():
        app.periodic_registry.periodic_tasks[queue.TASK, name] = Appointed(
            task=task,
            cron=cron,
            periodic_id=name,
            configure_kwargs={"lock": name, "queueing_lock": name, "task_kwargs": {"job": name, "arguments": {}}},
        )
    return app


async def take_over(app: App) -> None:
    """Give the jobs of workers that no longer breathe to the living; one that killed them all is given up."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
        with suppress(ConnectorException):  # another worker was first
            await _again_or_never(app, job)


async def _again_or_never(app: App, job: Job) -> None:
    if job.attempts < ATTEMPTS:
        await app.job_manager.retry_job(job)
    else:
        log.error("job.given_up", job=job.id, attempts=job.attempts)
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)


async def _keep_taking_over(app: App) -> None:
    while True:
        await take_over(app)
        await asyncio.sleep(LOOK)


async def _ask_for_first_jobs(app: App) -> None:
    for name in queue.AT_START:
        with suppress(AlreadyEnqueued):
            await app.configure_task(queue.TASK, lock=name, queueing_lock=name).defer_async(job=name, arguments={})


async def _shift() -> None:
    """Work until told to stop or until the database goes away."""
    app = build()
    async with app.open_async():
        await _ask_for_first_jobs(app)
        watch = asyncio.create_task(_keep_taking_over(app))
        try:
            await app.run_worker_async(
                concurrency=AT_ONCE,
                fetch_job_polling_interval=0.5,
                update_heartbeat_interval=HEARTBEAT,
                stalled_worker_timeout=DEAD_AFTER,
                delete_jobs="successful",
                install_signal_handlers=False,
            )
        finally:
            watch.cancel()


async def _work() -> None:
    """Shift after shift: a database that was away is asked again after a second."""
    while True:
        try:
            await _shift()
        except ConnectorException:
            log.warning("worker.database_away")
        await asyncio.sleep(1)


async def _until_told() -> None:
    working = asyncio.create_task(_work())
    loop = asyncio.get_running_loop()
    for told in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(told, working.cancel)
    with suppress(asyncio.CancelledError):
        await working


def serve() -> None:
    """Be a worker until SIGINT or SIGTERM; a job in hand is finished first."""
    asyncio.run(_until_told())
