"""The verbs by which a membership is kept, active again, left, ended."""

from gongqiao.changes.actions.ending import end_duplicate, expel, file_expulsion, record_death, undo_death
from gongqiao.changes.actions.keeping import restore, retain
from gongqiao.changes.actions.leaving import announce_leaving, declare, let_leave, set_aside, take_back
from gongqiao.changes.actions.reminding import confirm_exit, explain, keep_member, warn
from gongqiao.changes.actions.resettling import bring_along, resettle

__all__ = [
    "announce_leaving",
    "bring_along",
    "confirm_exit",
    "declare",
    "end_duplicate",
    "expel",
    "explain",
    "file_expulsion",
    "keep_member",
    "let_leave",
    "record_death",
    "resettle",
    "restore",
    "retain",
    "set_aside",
    "take_back",
    "undo_death",
    "warn",
]
