"""The verbs of lists of people."""

from gongqiao.rosters.actions.admitting import admit_many
from gongqiao.rosters.actions.books import admit_books
from gongqiao.rosters.actions.checking import check_roster
from gongqiao.rosters.actions.confirming import confirm, confirm_listing, decline_listing, invite
from gongqiao.rosters.actions.lines import Judge, Terms
from gongqiao.rosters.actions.lists import (
    close_roster,
    decide_roster,
    discard_roster,
    fail_roster,
    hand_back_roster,
    receive_roster,
    reread_roster,
    take_out_rows,
)
from gongqiao.rosters.actions.reading import read_roster
from gongqiao.rosters.actions.spelling import load_spellings
from gongqiao.rosters.actions.taking import enter_roster
from gongqiao.rosters.actions.undoing import UNDO, call_back_roster, leave_roster, undo_roster

__all__ = [
    "UNDO",
    "Judge",
    "Terms",
    "admit_books",
    "admit_many",
    "call_back_roster",
    "check_roster",
    "close_roster",
    "confirm",
    "confirm_listing",
    "decide_roster",
    "decline_listing",
    "discard_roster",
    "enter_roster",
    "fail_roster",
    "hand_back_roster",
    "invite",
    "leave_roster",
    "load_spellings",
    "read_roster",
    "receive_roster",
    "reread_roster",
    "take_out_rows",
    "undo_roster",
]
