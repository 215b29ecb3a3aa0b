"""The embedded server: it starts after anything, and nobody else can enter it."""

import os
import signal
import stat
import time
from pathlib import Path

import psycopg
import pytest

from gongqiao.postgres import NoPostgresError, Server, kit, place, roles
from gongqiao.postgres.server import APP, OWNER, PORTS, SUPERUSER

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def server():
    """A server of its own, with fsync on, at a place that only these tests use."""
    with pytest.MonkeyPatch.context() as patch:
        folder = Path(f"/var/tmp/gongqiao-test-{os.getpid()}")
        patch.setenv("GONGQIAO_DATA", str(folder))
        chosen = place.choose(folder)
        made = Server(kit.find().copied_to(chosen.home), chosen, "main")
        made.start()
        roles.prepare(made, "gongqiao")
        yield made
        made.stop()
        place.shutil.rmtree(folder)


def kill(server):
    """Kill the whole server the hard way: the postmaster and everything it started."""
    postmaster = int((server.data / "postmaster.pid").read_text().splitlines()[0])
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    for number in (postmaster, *map(int, children)):
        os.kill(number, signal.SIGKILL)
    while server.running():
        time.sleep(0.01)


def test_what_was_committed_is_there_after_the_server_was_killed(server):
    with psycopg.connect(server.url(OWNER, "gongqiao"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (id int)")
        connection.execute("INSERT INTO kept VALUES (1), (2), (3)")
    kill(server)
    began = time.monotonic()
    server.start()
    assert time.monotonic() - began < 20
    with psycopg.connect(server.url(OWNER, "gongqiao")) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (3,)


def test_the_planner_knows_at_once_how_much_there_is(server):
    with psycopg.connect(server.url(OWNER, "gongqiao"), autocommit=True) as connection:
        connection.execute("CREATE TABLE much AS SELECT generate_series(1, 1000)")
        roles.take_stock(server.url(OWNER, "gongqiao"))
        assert connection.execute("SELECT reltuples FROM pg_class WHERE relname = 'much'").fetchone() == (1000,)


def test_packed_indexes_hold_what_they_held_in_fewer_pages(server):
    with psycopg.connect(server.url(OWNER, "gongqiao"), autocommit=True) as connection:
        connection.execute("CREATE TABLE strewn (id uuid UNIQUE)")
        for _ in range(20):
            connection.execute("INSERT INTO strewn SELECT gen_random_uuid() FROM generate_series(1, 1000)")
        pages = "SELECT pg_indexes_size('strewn')"
        (before,) = connection.execute(pages).fetchone()
        shares = list(roles.pack(server.url(OWNER, "gongqiao")))
        (after,) = connection.execute(pages).fetchone()
        assert (round(sum(shares), 6), after < 0.9 * before) == (1, True)
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO strewn SELECT id FROM strewn LIMIT 1")


def test_starting_twice_is_starting_once(server):
    assert server.start() is False


def test_it_listens_below_the_ports_of_outgoing_connections(server):
    assert server.port in PORTS


def test_nobody_enters_without_a_password(server):
    address = server.url(APP, "gongqiao").replace(server.password(APP), "guess")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(address)


@pytest.mark.parametrize("role", [SUPERUSER, OWNER, APP])
def test_only_its_account_reads_a_password(server, role):
    mode = (server.place.home / f"main.{role}.password").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_only_its_account_enters_its_folders(server):
    assert [stat.S_IMODE(path.stat().st_mode) for path in (server.place.home, server.data)] == [0o700, 0o700]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has a way down")
def test_started_by_root_it_does_not_run_as_root(server):
    postmaster = int((server.data / "postmaster.pid").read_text().splitlines()[0])
    assert Path(f"/proc/{postmaster}").stat().st_uid != 0


def test_a_folder_without_postgresql_is_told_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(NoPostgresError, match="没有 PostgreSQL"):
        kit.find()
