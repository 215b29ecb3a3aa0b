"""Keeps several processes running together: started together, stopped together, one that dies is started again."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

import structlog

log = structlog.get_logger()

LOOK, GRACE, LEAST_LIFE = 0.2, 10, 2  # seconds


@dataclass
class Child:
    """One process: how to start it, and the running instance."""

    name: str
    command: list[str]
    env: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    began: float = 0

    def start(self) -> None:
        """Start it so that it ends when we end, however we end; workers of one that was killed end first."""
        self.bury()
        tied = [shutil.which("setpriv") or "", "--pdeathsig", "TERM", "--"]
        command = [*tied, *self.command] if tied[0] else self.command
        self.process = subprocess.Popen(command, env=dict(self.env), stdin=subprocess.DEVNULL, process_group=0)  # noqa: S603 -- our own words
        self.began = time.monotonic()

    def dead(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def bury(self) -> None:
        """End whatever it made and left behind: a web worker without its parent would answer for ever."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


@dataclass
class Supervisor:
    children: list[Child]
    stopping: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        for told in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(told, self._told)
        for child in self.children:
            child.start()

    def watch(self) -> None:
        """Until told to stop: whoever dies is started again, but not over and over in one breath."""
        while not self.stopping.wait(LOOK):
            for child in self.children:
                if child.dead() and time.monotonic() - child.began > LEAST_LIFE:
                    log.warning("process.died", kind=child.name)
                    child.start()

    def stop(self) -> None:
        for child in self.children:
            if child.process and not child.dead():
                child.process.terminate()
        patience = time.monotonic() + GRACE
        for child in self.children:
            if child.process:
                with suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(0.1, patience - time.monotonic()))
                child.bury()
                child.process.wait()

    def _told(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping.set()


def ours(*words: str) -> list[str]:
    """A command line of this very installation."""
    return [sys.executable, "-m", *words]
