"""What every test stands on."""

from datetime import UTC, datetime

import pytest
from django.conf import settings

from gongqiao.kernel.secrets import ring


@pytest.fixture(scope="session", autouse=True)
def _key_ring(tmp_path_factory):
    """A ring of this run's own."""
    settings.KEY_RING = tmp_path_factory.mktemp("keys") / "keys.json"
    ring.make(settings.KEY_RING, datetime(2026, 3, 10, tzinfo=UTC))
