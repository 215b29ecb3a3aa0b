from gongqiao.cockpit.actions.change import Change, append, carry
from gongqiao.cockpit.actions.fold import fold, fold_some

__all__ = ["Change", "append", "carry", "fold", "fold_some"]
