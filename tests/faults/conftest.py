"""One province for all that is done to it."""

import pytest

from tests.faults.ground import standing


@pytest.fixture(scope="package", name="ground")
def _ground():
    with standing("faults") as made:
        yield made
