"""One real platform with the demo province for all journeys, and a browser that knows nothing of the code."""

import pytest

from tests.chromium import chromium
from tests.platform import own_server, platform


@pytest.fixture(scope="package")
def province():
    """The address of the demo province, built for this run alone."""
    with own_server("journeys"), platform("--demo") as (address, _):
        yield address


@pytest.fixture(scope="package")
def browser():
    with chromium() as started:
        yield started
