"""What an operator types, in a process of its own, and what comes back."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

AWAY = "postgresql://app:a-password@127.0.0.1:9/none"


class Said(NamedTuple):
    code: int
    out: str
    err: str


def typed(*words: str, **told: str) -> Said:
    """`gongqiao WORDS` where nobody serves; a database that is not there, unless told of one."""
    done = subprocess.run(_command(words), env=_told(told), capture_output=True, text=True, check=False, timeout=120)
    return Said(done.returncode, done.stdout, done.stderr)


def started(*words: str, **told: str) -> subprocess.Popen[str]:
    """The same, going on until somebody stops it."""
    return subprocess.Popen(_command(words), env=_told(told), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def typed_at_a_terminal(*words: str, answers: str = "", **told: str) -> Said:
    """The same with somebody looking on, who answers what is asked: standard error and input are a terminal."""
    ours, theirs = pty.openpty()
    os.write(ours, answers.encode())
    with subprocess.Popen(
        _command(words), env=_told(told), stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, text=True
    ) as process:
        os.close(theirs)
        shown = b"".join(_until_hung_up(ours))
        out = process.stdout.read() if process.stdout else ""
    os.close(ours)
    return Said(process.returncode, out, shown.decode())


def _until_hung_up(terminal: int) -> Iterator[bytes]:
    with suppress(OSError):
        while piece := os.read(terminal, 4096):
            yield piece


def _command(words: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "gongqiao.shell.command", *words]


def _told(told: dict[str, str]) -> dict[str, str]:
    """What an operator's shell knows: nothing of Django, which the tests' own process has told its surroundings of."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    return known | {"DATABASE_URL": AWAY, "GONGQIAO_LOG": "-"} | told
