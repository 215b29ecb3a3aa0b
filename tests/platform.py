"""The whole platform as its users meet it: web, live and worker, in processes of their own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from gongqiao.postgres import Server, kit, place
from gongqiao.shell.environment import CLONE
from tests.province import copied

READY = "工桥已就绪"


def free_port() -> int:
    """A port whose neighbour is free as well: live listens beside the web."""
    while True:
        with socket.socket() as one, socket.socket() as next_one:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            try:
                next_one.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


@contextmanager
def own_server(name: str, *, province: str = "") -> Iterator[Server]:
    """The embedded server that every platform started in the block uses; its data lies where an account may reach it.

    What it acknowledged it keeps, whoever is killed: nothing about it is careless. It begins with nothing, or with a
    copy of the demo province as it is built on a day.
    """
    folder = Path(f"/var/tmp/gongqiao-{name}-{os.getpid()}")
    if province:
        copied(folder, province)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGQIAO_DATA", str(folder))
        patch.delenv("DATABASE_URL", raising=False)
        chosen = place.choose(CLONE)
        server = Server(kit.find().copied_to(chosen.home), chosen, "main")
        try:
            yield server
        finally:
            server.stop()
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def platform(*words: str, seconds: int = 180, **environment: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`gongqiao run WORDS` until the block ends: its address and its process. Whoever looks on sees no traceback."""
    port = free_port()
    told = os.environ | {"PORT": str(port), "GONGQIAO_MODE": "demo", "GONGQIAO_METRICS": "127.0.0.1:0"} | environment
    command = [sys.executable, "-m", "gongqiao.shell.command", "run", *words]
    with (
        TemporaryFile("w+") as said,
        subprocess.Popen(command, env=told, stdout=subprocess.PIPE, stderr=said, text=True) as process,
    ):
        try:
            line = process.stdout.readline() if process.stdout else ""
            if f"{READY}：http://127.0.0.1:{port}/" not in line:
                raise RuntimeError(f"the platform did not come up: {line}")
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=seconds)
            said.seek(0)
            lines = said.read().splitlines(keepends=True)
            sys.stderr.writelines(lines)
        assert [line for line in lines if line.startswith("Traceback")] == []
