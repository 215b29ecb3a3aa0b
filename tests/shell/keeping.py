"""Backups, archives and restores as an operator types them, beside the server of a folder."""

import json
import os
import signal
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from gongqiao.postgres.server import OWNER
from tests.typed import started, typed

PATIENCE = 60  # seconds


def told(data, **more):
    beside = {"GONGQIAO_MODE": "demo", "GONGQIAO_DATA": str(data), "GONGQIAO_TODAY": "2026-03-10", "DATABASE_URL": ""}
    return beside | more


def operate(*words, data, **more):
    return typed(*words, **told(data, **more))


def facts(said):
    assert said.code == 0, said.err
    return json.loads(said.out.splitlines()[-1])


@contextmanager
def archiving(folder, data, **more):
    """`gongqiao archive` until the block ends; it ends well when it is told to."""
    process = started("archive", str(folder), **told(data, **more))
    try:
        assert "正在归档" in process.stdout.readline(), process.communicate()
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
    assert process.returncode == 0


def reached(folder):
    state = folder / "archive.json"
    until = json.loads(state.read_text())["reached"] if state.exists() else None
    return datetime.fromisoformat(until) if until else datetime.min.replace(tzinfo=UTC)


def wait_until_kept(folder, at):
    """Until the archive says that it reaches this moment."""
    patience = time.monotonic() + PATIENCE
    while reached(folder) <= at:
        assert time.monotonic() < patience, f"{reached(folder)} is not {at}: {(folder / 'archive.log').read_text()}"
        time.sleep(0.1)


def act(server, number):
    """A record more; returns when it was acknowledged, by the database's own clock."""
    with psycopg.connect(server.url(OWNER, "gongqiao"), autocommit=True) as connection:
        connection.execute(
            "INSERT INTO kernel_record (at, event, role, subject_type, subject_id, law, facts)"
            " VALUES (now(), 'audit.Test', 'self', 'kernel.body', %s, '', '{\"词\": \"句\"}')",
            [number],
        )
        return connection.execute("SELECT clock_timestamp()").fetchone()[0]


def kill(server):
    """Kill the whole server the hard way: the postmaster and everything it started."""
    postmaster = int((server.data / "postmaster.pid").read_text().splitlines()[0])
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    for number in (postmaster, *map(int, children)):
        os.kill(number, signal.SIGKILL)
    while server.running():
        time.sleep(0.01)


def cut_short(*words, data, when):
    """A command that is killed once something is so."""
    process = started(*words, **told(data))
    patience = time.monotonic() + PATIENCE
    while not when():
        assert process.poll() is None
        assert time.monotonic() < patience
        time.sleep(0.01)
    process.kill()
    process.communicate()
