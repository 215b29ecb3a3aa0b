import pytest

from tests.hearing import hear
from tests.membership.conftest import _tree
from tests.organisations.conftest import browser
from tests.organising.made import Way

__all__ = ["_tree", "browser", "hear"]


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="way")
def _way(tree):
    return Way(tree)
