import pytest

from tests.erasure.made import Gone
from tests.hearing import hear
from tests.membership.conftest import _tree, _union, clerk, let_in
from tests.organisations.conftest import browser

__all__ = ["_tree", "_union", "browser", "clerk", "hear", "let_in"]


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES, settings.ERASED = tmp_path / "files", tmp_path / "erased.txt"


@pytest.fixture(name="gone")
def _gone(tree):
    return Gone(tree)
