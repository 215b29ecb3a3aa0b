"""Work for later, in the same database: a job's row is written in the transaction of the act that asks for it.

Procrastinate keeps the rows and the workers. A job is a plain function under a name; `every` gives it a timetable.
"""

from collections.abc import Callable
from typing import Any

from django.db import close_old_connections, connection
from procrastinate.contrib.django import app

from gongqiao.kernel import wall

JOBS: dict[str, Callable[..., None]] = {}
TIMETABLE: dict[str, str] = {}


def job(name: str, *, every: str = "") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Enter a job. `every` is a cron line (six fields with seconds); such a job takes no arguments."""

    def enter(work: Callable[..., None]) -> Callable[..., None]:
        JOBS[name] = work
        if every:
            TIMETABLE[name] = every
        return work

    return enter


def defer(name: str, **arguments: Any) -> None:
    """Ask for a job once this transaction is committed."""
    app.configure_task("work", lock=None).defer(job=name, arguments=arguments)


@app.task(name="work")
def work(job: str, arguments: dict[str, Any]) -> None:
    """Run one job on a connection of its own, before the wall."""
    run(job, **arguments)


def run(name: str, **arguments: Any) -> None:
    """What the worker does with a job; also how tests and the command line do it at once."""
    if not connection.in_atomic_block:
        close_old_connections()
    with wall.lowered():
        JOBS[name](**arguments)
