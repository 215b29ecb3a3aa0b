from tests.hearing import hear
from tests.membership.conftest import _tree, _union, let_in

__all__ = ["_tree", "_union", "hear", "let_in"]
