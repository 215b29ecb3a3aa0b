from datetime import UTC, datetime

import pytest

from gongqiao.kernel.secrets import ring

AT = datetime(2026, 3, 10, tzinfo=UTC)


@pytest.fixture
def fresh_ring(settings, tmp_path):
    """A ring that this test may turn as it likes."""
    settings.KEY_RING = tmp_path / "keys.json"
    ring.make(settings.KEY_RING, AT)
    return settings.KEY_RING
