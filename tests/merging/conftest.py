import pytest

from tests.hearing import hear
from tests.membership.conftest import _tree, _union, clerk, let_in
from tests.merging.made import Twins
from tests.organisations.conftest import browser

__all__ = ["_tree", "_union", "browser", "clerk", "hear", "let_in"]


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="twins")
def _twins(tree):
    return Twins(tree)
