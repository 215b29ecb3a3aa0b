"""The ground every test stands on: a fixed day, a real PostgreSQL, the app's own database role."""

import gc
import os
import threading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongqiao.shell.settings")
os.environ["GONGQIAO_MODE"] = "test"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"  # playwright keeps a loop running in the thread of the tests
os.environ.setdefault("GONGQIAO_TODAY", "2026-03-10")

from collections.abc import Iterator
from datetime import UTC, date, datetime

import django
import pytest
from coverage import Coverage
from django.conf import settings
from django.db import connection, connections
from django.template import engines
from django.test import TransactionTestCase
from hypothesis import settings as examples

from gongqiao.kernel import clock
from gongqiao.kernel.secrets import ring
from tests import beside, offline, shuffled, spelled, traced
from tests.database import Databases

gc.disable()  # until all is brought in: nothing of it can go
django.setup()
connections._connections = threading.local()  # a browser's loop comes and goes in this thread: its connection stays one
examples.register_profile("patient", deadline=None)  # a slow example on a busy machine is not a failing one
examples.load_profile("patient")
shuffled.install()
spelled.install()
offline.install()
traced.install()


def pytest_xdist_make_scheduler(config, log):
    return beside.Pieces(config, log)


def pytest_collection_modifyitems(config, items):
    if beside.is_worker(config):
        beside.order(items)


def pytest_collection_finish():
    """What has been brought in stays; the rest is looked through as seldom as in a web process (`shell/wsgi.py`)."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()


def pytest_sessionfinish(session):
    if (measured := Coverage.current()) and beside.is_worker(session.config):
        measured.save()  # while the worker lives: how long it may take to end is not ours to say


def pytest_terminal_summary(terminalreporter):
    if terminalreporter.stats.get("failed"):
        terminalreporter.write_line(f"rows without an order were shuffled with GONGQIAO_SHUFFLE={shuffled.SEED}")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker) -> Iterator[None]:
    """Replaces pytest-django's: no migration per run, no second way of making databases."""
    databases = Databases()

    def start_afresh(_case: TransactionTestCase) -> None:
        """A test that committed leaves rows behind, among them records, which only the server's own can delete."""
        connections.close_all()
        databases.clean()

    with databases.borrowed() as url, pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        connections.settings["default"].update(settings.ENVIRONMENT.database(url))
        patch.setattr(TransactionTestCase, "_fixture_teardown", start_afresh)
        yield
        connections.close_all()


@pytest.fixture(autouse=True)
def _wall_at_rest():
    """A test's rollback puts the database's wall back; what the connection remembers of it must not outlive that."""
    if connection.connection is not None:
        vars(connection.connection).pop("wall", None)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch):
    """Midnight may come while the suite runs; the day it runs on stays the same."""
    monkeypatch.setattr(clock, "_BEGAN", datetime.now(UTC))


@pytest.fixture(autouse=True)
def _rows_in_any_order(request):
    shuffled.deal(request.node.nodeid)


@pytest.fixture(autouse=True)
def _nobody_outside():
    offline.tried.clear()
    yield
    assert offline.tried == []


@pytest.fixture(scope="session", autouse=True)
def _key_ring(tmp_path_factory):
    """A ring of this run's own."""
    settings.KEY_RING = tmp_path_factory.mktemp("keys") / "keys.json"
    ring.make(settings.KEY_RING, datetime(2026, 3, 10, tzinfo=UTC))


@pytest.fixture
def demo_day(settings):
    """For tests whose sentences name days of the demo's year, whatever day the suite is run on."""
    settings.TODAY = date(2026, 3, 10)


class Undefined(str):
    """What a page would print for a name it was not given: nothing in production, a failure in tests."""

    __slots__ = ()

    def __contains__(self, _words):
        return True

    def __mod__(self, name):
        raise NameError(f"the page was not given {name}")


@pytest.fixture(autouse=True)
def _names_are_given(monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Undefined("?"))
