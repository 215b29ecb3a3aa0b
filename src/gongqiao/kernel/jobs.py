"""The kernel's own timetable."""

from gongqiao.kernel import queue
from gongqiao.kernel.clock import moment
from gongqiao.kernel.queue import job
from gongqiao.kernel.sweep import sweep


@job("sweep", every="30 0 0 * * *", at_start=True)
def nightly() -> None:
    """Half a minute after midnight, and whenever a worker starts: the day may have turned while none was running."""
    sweep(moment())


@job("tell_given_up", every="15 * * * * *")
def tell_given_up() -> None:
    queue.tell_given_up()
