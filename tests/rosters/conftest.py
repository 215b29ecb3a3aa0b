from tests.hearing import hear
from tests.membership.conftest import _tree, _union, clerk, let_in

__all__ = ["_tree", "_union", "clerk", "hear", "let_in"]
