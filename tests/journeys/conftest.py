"""One real platform with the demo province for all journeys, and a browser that knows nothing of the code."""

import os

import pytest

from tests.chromium import chromium
from tests.platform import own_server, platform


@pytest.fixture(scope="package")
def server():
    """The database server of a demo province of this run's own; the platform starts it."""
    with own_server("journeys", province=os.environ["GONGQIAO_TODAY"]) as server:
        yield server


@pytest.fixture(scope="package")
def province(server):
    """The address of the demo province, copied for this run alone."""
    with platform("--demo") as (address, _):
        yield address


@pytest.fixture(scope="package")
def browser():
    with chromium() as started:
        yield started
