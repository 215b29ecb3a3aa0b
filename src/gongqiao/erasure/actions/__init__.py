"""The verbs by which somebody asks to be erased, by which that is held off, and by which it is done."""

from gongqiao.erasure.actions.asking import Told, ask, enter, withdraw
from gongqiao.erasure.actions.erasing import erase, erase_again, set_aside
from gongqiao.erasure.actions.holding import Ground, hold, lift, prolong

__all__ = ["Ground", "Told", "ask", "enter", "erase", "erase_again", "hold", "lift", "prolong", "set_aside", "withdraw"]
