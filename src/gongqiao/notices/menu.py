"""Where the inbox is found: the menus of the faces, and its first three on the homes."""

from typing import Any

from django.http import HttpRequest

from gongqiao.design.menu import Entry, enter
from gongqiao.design.slots import fill
from gongqiao.kernel.authority import SELF, VISITOR, Actor
from gongqiao.kernel.clock import day
from gongqiao.notices import pages, queries, words

FIRST = 3

enter(
    Entry("market", "待办消息", "notices:me_inbox", order=80, icon="task", place="tile", signed_in=True),
    Entry("desk", "待办", "notices:desk_inbox", order=1, icon="task", signed_in=True),
    Entry("employer", "待办", "notices:employer_inbox", order=1, icon="task", signed_in=True),
)


def first_tasks(request: HttpRequest) -> dict[str, Any] | None:
    """How many and the three nearest; nothing on the home of somebody who has none."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.role == VISITOR:
        return None
    on = day(request.arrived_at)  # type: ignore[attr-defined]
    counts = queries.counts(actor)
    rows = list(queries.tasks(actor).order_by("sorts_on", "pk")[:FIRST])
    if not rows and not counts.unread:
        return None
    near = [(task, words.due(task.due_on, on) if task.due_on else "", words.tone(task.due_on, on)) for task in rows]
    unread = words.bounded(counts.unread) if counts.unread else ""
    return {"rows": near, "count": words.bounded(counts.tasks), "unread": unread} | pages.homes(actor)


def own_folders(request: HttpRequest) -> dict[str, Any] | None:
    """The folders of one's own inbox under 我的."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return {"rows": pages.tabs(actor)} if actor.role == SELF else None


fill("me.rows", "notices/folders.html", own_folders, order=1)
for slot in ("home.tasks", "desk.first", "employer.first"):
    fill(slot, "notices/first.html", first_tasks, order=1)
