from gongqiao.cockpit.actions.change import Change, append, append_counted, carry
from gongqiao.cockpit.actions.fold import fold, fold_some

__all__ = ["Change", "append", "append_counted", "carry", "fold", "fold_some"]
