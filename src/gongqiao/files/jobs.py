"""The night work on stored files."""

import time

from gongqiao.files import actions
from gongqiao.kernel.clock import moment
from gongqiao.kernel.queue import job


@job("files.tidy", every="0 10 3 * * *")
def tidy() -> None:
    """Documents whose time is over go first, then the bytes nobody points to (their age is the file system's)."""
    actions.expire(moment())
    actions.sweep(time.time())
