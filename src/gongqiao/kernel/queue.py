"""Work for later, in the same database: a job's row is written in the transaction of the act that asks for it.

Procrastinate keeps the rows; `kernel.worker` does the work. A job is a plain function under a name; `every` gives it a
timetable. A job may be done twice, when a worker dies after the work and before saying so: jobs are idempotent.
"""

from collections.abc import Callable
from typing import Any

from django.db import close_old_connections, connection
from procrastinate.contrib.django import app

from gongqiao.kernel import wall

TASK = "work"
JOBS: dict[str, Callable[..., None]] = {}
TIMETABLE: dict[str, str] = {}
AT_START: list[str] = []


def job(name: str, *, every: str = "", at_start: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Enter a job. `every` is a cron line of Shanghai time, seconds first; such a job takes no arguments."""

    def enter(work: Callable[..., None]) -> Callable[..., None]:
        JOBS[name] = work
        if every:
            TIMETABLE[name] = every
        if at_start:
            AT_START.append(name)
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
