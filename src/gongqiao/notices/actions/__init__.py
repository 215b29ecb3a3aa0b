"""What is done with inboxes: tasks open and close with the states of things, messages are told once."""

from gongqiao.notices.actions.own import require_holder, require_starter
from gongqiao.notices.actions.tasks import close_tasks, keep_up, open_task, press, settle_task
from gongqiao.notices.actions.telling import forget, mute, refresh, remind, seen, seen_all, tell, tell_owners, text
from gongqiao.notices.actions.years import ask_for_years

__all__ = [
    "ask_for_years",
    "close_tasks",
    "forget",
    "keep_up",
    "mute",
    "open_task",
    "press",
    "refresh",
    "remind",
    "require_holder",
    "require_starter",
    "seen",
    "seen_all",
    "settle_task",
    "tell",
    "tell_owners",
    "text",
]
