from gongqiao.cockpit.actions.change import Change, append, append_counted, carry
from gongqiao.cockpit.actions.fold import fold, fold_some
from gongqiao.cockpit.actions.recount import Difference, recount, recount_past

__all__ = ["Change", "Difference", "append", "append_counted", "carry", "fold", "fold_some", "recount", "recount_past"]
