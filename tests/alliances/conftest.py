import pytest

from tests.organisations import unions
from tests.organisations.conftest import browser

__all__ = ["browser"]


@pytest.fixture(name="tree")
def _tree():
    return unions.tree()
