from gongqiao.cockpit.actions.fold import fold, fold_some
from gongqiao.cockpit.actions.move import carry

__all__ = ["carry", "fold", "fold_some"]
