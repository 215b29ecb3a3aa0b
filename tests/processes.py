"""Looking at processes from outside, and killing them without a word. Only ever those that a test started."""

import os
import signal
from contextlib import suppress
from pathlib import Path

SOON = 0.02
"""After how many seconds a server that runs in a thread looks whether it is to stop: left alone, after half of one."""


def below(pid):
    """Every process started by this one, and by those. A helper of the database may end while we look: it has none."""
    try:
        children = [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [number for child in children for number in (child, *below(child))]


def command_of(pid):
    """The words a process was started with."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def kill(numbers):
    """Without a word; some end by themselves when the first is gone."""
    for number in numbers:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def alive(numbers):
    """Which of these processes still run; one that waits to be buried does not."""
    states = {number: Path(f"/proc/{number}/stat") for number in numbers}
    return [number for number, stat in states.items() if stat.exists() and stat.read_text().split()[2] != "Z"]
