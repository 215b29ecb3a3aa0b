"""The verbs of lists of employers and posts, and how lists of any kind are read."""

from gongqiao.intake.actions.checking import check_intake
from gongqiao.intake.actions.lists import (
    ENTER,
    READ,
    accept_intake,
    clear,
    discard_intake,
    fail_intake,
    hand_back_intake,
    receive_intake,
    reread_intake,
    take_out_bad_rows,
)
from gongqiao.intake.actions.reading import Judged, Reading, read_list, unhurried
from gongqiao.intake.actions.running import read_intake
from gongqiao.intake.actions.taking import enter_intake
from gongqiao.intake.actions.undoing import UNDO, call_back_intake, leave_intake, undo_intake

__all__ = [
    "ENTER",
    "READ",
    "UNDO",
    "Judged",
    "Reading",
    "accept_intake",
    "call_back_intake",
    "check_intake",
    "clear",
    "discard_intake",
    "enter_intake",
    "fail_intake",
    "hand_back_intake",
    "leave_intake",
    "read_intake",
    "read_list",
    "receive_intake",
    "reread_intake",
    "take_out_bad_rows",
    "undo_intake",
    "unhurried",
]
