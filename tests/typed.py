"""What an operator types, in a process of its own, and what comes back."""

import os
import subprocess
import sys
from typing import NamedTuple

AWAY = "postgresql://app:a-password@127.0.0.1:9/none"


class Said(NamedTuple):
    code: int
    out: str
    err: str


def typed(*words: str, **told: str) -> Said:
    """`gongqiao WORDS` where nobody serves; a database that is not there, unless told of one."""
    surroundings = os.environ | {"DATABASE_URL": AWAY, "GONGQIAO_LOG": "-"} | told
    command = [sys.executable, "-m", "gongqiao.shell.command", *words]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False, timeout=120)
    return Said(done.returncode, done.stdout, done.stderr)
