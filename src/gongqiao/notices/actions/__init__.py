"""What is done with inboxes: tasks open and close with the states of things, messages are told once."""

from gongqiao.notices.actions.tasks import close_tasks, keep_up, open_task, press, refresh, settle_task
from gongqiao.notices.actions.telling import mute, remind, seen, seen_all, tell, tell_owners, text

__all__ = [
    "close_tasks",
    "keep_up",
    "mute",
    "open_task",
    "press",
    "refresh",
    "remind",
    "seen",
    "seen_all",
    "settle_task",
    "tell",
    "tell_owners",
    "text",
]
