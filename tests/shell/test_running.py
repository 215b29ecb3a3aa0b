"""The whole platform as an operator runs it: it comes up, goes down, and survives what may happen to it."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg
import pytest

from gongqiao.postgres.server import APP, OWNER
from tests.platform import READY, free_port, own_server, platform
from tests.processes import alive, below, kill
from tests.worker import until

pytestmark = pytest.mark.long


# Whoever is begun in the background is deaf to Ctrl-C; at a terminal nobody is.
ATTENTIVE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv = ["gongqiao", "run", "--demo"]
from gongqiao.shell.command import main
main()
"""


@pytest.fixture(scope="module")
def server():
    with own_server("run") as made:
        yield made


def status(address):
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as answer:
        return answer.code
    except (urllib.error.URLError, ConnectionError):
        return 0


def test_ctrl_c_stops_everything_it_started(server):
    with platform() as (address, process):
        assert [status(f"{address}/{path}") for path in ("healthz", "readyz")] == [200, 200]
        started = below(process.pid)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        assert READY not in process.stdout.read()
    assert alive(started) == []
    assert not server.running()


def test_the_figures_are_served_on_the_inner_address_and_not_on_the_outer_one(server):
    inner = f"127.0.0.1:{free_port()}"
    with platform(GONGQIAO_METRICS=inner) as (address, _):
        status(f"{address}/")
        assert status(f"{address}/metrics") == 404
        with urllib.request.urlopen(f"http://{inner}/metrics", timeout=30) as answer:
            told = answer.read().decode()
    assert "# TYPE gongqiao_answers_seconds" in told
    assert "\ngongqiao_database_up 1.0\n" in told
    assert "\ngongqiao_workers " in told


def test_after_everything_was_killed_the_next_start_has_every_committed_row(server):
    with platform() as (_, process):
        with psycopg.connect(server.url(OWNER, "gongqiao"), autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS id")
        postmaster = int((server.data / "postmaster.pid").read_text().splitlines()[0])
        everything = [process.pid, *below(process.pid), postmaster, *below(postmaster)]
        kill(everything)
        assert until(lambda: not alive(everything))
    with (
        platform() as (address, _),
        psycopg.connect(server.url(OWNER, "gongqiao")) as connection,
    ):
        assert status(f"{address}/readyz") == 200
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def test_whoever_of_them_is_killed_comes_back(server):
    with platform() as (address, process):
        time.sleep(3)  # one that dies at once is not started over and over
        before = below(process.pid)
        kill(before)
        assert until(lambda: status(f"{address}/readyz") == 200)
        assert until(lambda: _beating(server) >= 1)
        assert set(below(process.pid)).isdisjoint(before)


def test_ctrl_c_while_the_province_is_being_built_leaves_nothing_and_the_next_start_builds_it():
    with own_server("building") as server:
        told = os.environ | {"PORT": str(free_port()), "GONGQIAO_MODE": "demo", "GONGQIAO_METRICS": "127.0.0.1:0"}
        with subprocess.Popen(
            [sys.executable, "-c", ATTENTIVE], env=told, stdout=subprocess.PIPE, text=True
        ) as process:
            assert until(lambda: any("gongqiao.shell.command demo" in command(pid) for pid in below(process.pid)))
            started = below(process.pid)
            process.send_signal(signal.SIGINT)
            try:
                assert process.wait(60) == 130
            finally:
                process.terminate()
            assert READY not in process.stdout.read()
        assert until(lambda: alive(started) == [])
        assert not server.running()
        with platform("--demo") as (address, _):
            assert status(f"{address}/demo/") == 200


def command(pid):
    """How a process was begun; nothing when it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except FileNotFoundError:
        return ""


def _beating(server):
    """Workers that said within ten seconds that they live."""
    with psycopg.connect(server.url(APP, "gongqiao")) as connection:
        rows = connection.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '10 s'"
        ).fetchone()
    return rows[0]


def test_migrating_tells_what_it_did_as_json(server):
    command = [sys.executable, "-m", "gongqiao.shell.command", "migrate", "--json"]
    done = subprocess.run(
        command, env=os.environ | {"GONGQIAO_MODE": "demo"}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, json.loads(done.stdout.splitlines()[-1])) == (0, {"migrated": True})
