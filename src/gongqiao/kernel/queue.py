"""Work for later, in the same database: a job's row is written in the transaction of the act that asks for it.

Procrastinate keeps the rows; `kernel.worker` does the work. A job is a plain function under a name; `every` gives it a
timetable. A job may be done twice, when a worker dies after the work and before saying so: jobs are idempotent.
"""

from collections.abc import Callable
from json import loads
from typing import Any

import structlog
from django.db import close_old_connections, connection, transaction
from procrastinate.contrib.django import app

from gongqiao.kernel import wall

log = structlog.get_logger()

TASK = "work"
JOBS: dict[str, Callable[..., None]] = {}
TIMETABLE: dict[str, str] = {}
AT_START: list[str] = []
OTHERWISE: dict[str, Callable[..., None]] = {}
GIVEN_UP = """
    UPDATE procrastinate_jobs SET args = args || '{"told": true}' WHERE id IN (
        SELECT id FROM procrastinate_jobs WHERE status = 'failed' AND args->>'job' = ANY(%s) AND NOT args ? 'told'
        ORDER BY id FOR UPDATE SKIP LOCKED)
    RETURNING args->>'job', args->>'arguments'
"""


def job(
    name: str, *, every: str = "", at_start: bool = False, otherwise: Callable[..., None] | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Enter a job. `every` is a cron line of Shanghai time, seconds first; such a job takes no arguments.

    `otherwise` is told the arguments, once, when no worker will try again: it says so where the work is waited for.
    """

    def enter(work: Callable[..., None]) -> Callable[..., None]:
        JOBS[name] = work
        if every:
            TIMETABLE[name] = every
        if at_start:
            AT_START.append(name)
        if otherwise:
            OTHERWISE[name] = otherwise
        return work

    return enter


def defer(name: str, /, **arguments: Any) -> None:
    """Ask for a job once this transaction is committed."""
    app.configure_task(TASK).defer(job=name, arguments=arguments)


def run(name: str, /, **arguments: Any) -> None:
    """What the worker does with a job; also how tests and the command line do it at once."""
    if not connection.in_atomic_block:
        close_old_connections()
    with wall.lowered():
        JOBS[name](**arguments)


def tell_given_up() -> None:
    """Of each job that no worker will try again, say so once; what cannot be said takes nothing else with it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(GIVEN_UP, [list(OTHERWISE)])
        for name, arguments in cursor.fetchall():
            try:
                with transaction.atomic(), wall.lowered():
                    OTHERWISE[name](**loads(arguments))
            except Exception:
                log.exception("job.given_up_untold", job=name)
