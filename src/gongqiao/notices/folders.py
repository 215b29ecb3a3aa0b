"""The four folders of an inbox as lists, and one task told in full."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html

from gongqiao.design.case import Fact
from gongqiao.design.ledger import Column, Ledger, Page
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day
from gongqiao.notices import queries, rules, words
from gongqiao.notices.forms import sifting
from gongqiao.notices.kinds import duties
from gongqiao.notices.models import Notice, Task

FOLDERS = {"tasks": "待办", "done": "已办", "started": "我发起的", "notices": "消息"}
KIND = Column("类别", lambda row: row.told_as.words)
SEVERAL = 2


def shown(folder: str, viewer: Actor, asked: QueryDict, *, on: date) -> Page:
    """One page of a folder."""
    rows = getattr(queries, folder)(viewer)
    kinds, ledger = queries.kinds(rows), _LEDGERS[folder](viewer, on)
    needless = {"类别": len(kinds) < SEVERAL, "处理": kinds <= duties()}
    columns = tuple(column for column in ledger.columns if not needless.get(column.label))
    return replace(ledger, columns=columns, filter=sifting(kinds)).page(rows, asked)


def _tasks(_viewer: Actor, on: date) -> Ledger:
    return Ledger(
        title=FOLDERS["tasks"],
        order="sorts_on",
        empty="现在没有待办",
        unit="件",
        columns=(
            Column("事项", "title", link=lambda task: task.href),
            KIND,
            _last_day(on),
            Column("发起时间", "opened_at", sort="opened_at"),
            Column("处理", _settling),
        ),
    )


def _done(_viewer: Actor, _on: date) -> Ledger:
    return Ledger(
        title=FOLDERS["done"],
        order="-done_at",
        empty="还没有办过的事项",
        unit="件",
        columns=(
            Column("事项", "title", link=lambda task: task.href),
            KIND,
            Column("发起时间", "opened_at"),
            Column("办结时间", "done_at", sort="done_at"),
        ),
    )


def _started(viewer: Actor, on: date) -> Ledger:
    return Ledger(
        title=FOLDERS["started"],
        empty="您还没有发起过事项",
        unit="件",
        columns=(
            Column("事项", "title", link=lambda task: task.follow or _own_page(task)),
            KIND,
            Column("现在由谁办理", partial(holder, viewer=viewer)),
            _last_day(on),
            Column("状态", partial(_state, viewer=viewer), tone=_state_tone),
            Column("催办", partial(_pressing, viewer=viewer, on=on)),
        ),
    )


def _notices(_viewer: Actor, _on: date) -> Ledger:
    return Ledger(
        title=FOLDERS["notices"],
        empty="还没有消息",
        columns=(
            Column("消息", "words", link=lambda notice: reverse("notices:notice", args=[notice.pk])),
            Column("状态", lambda notice: "已读" if notice.read_at else "未读", tone=_read_tone),
            KIND,
            Column("时间", "told_at"),
        ),
    )


_LEDGERS: dict[str, Callable[[Actor, date], Ledger]] = {
    "tasks": _tasks,
    "done": _done,
    "started": _started,
    "notices": _notices,
}


def _last_day(on: date) -> Column:
    def said(task: Task) -> object:
        if task.due_on is None:
            return None
        return words.due(task.due_on, on) if task.done_at is None else task.due_on

    return Column("最迟办理", said, tone=lambda task: "plain" if task.done_at else words.tone(task.due_on, on))


def _state(task: Task, *, viewer: Actor) -> str:
    if task.done_at:
        return "已办结"
    return "等您办理" if held_by(task, viewer) else "办理中"


def _state_tone(task: Task) -> str:
    return "good" if task.done_at else "wait"


def _read_tone(notice: Notice) -> str:
    return "plain" if notice.read_at else "note"


def _own_page(task: Task) -> str:
    return reverse("notices:task", args=[task.pk])


def holder(task: Task, *, viewer: Actor) -> str:
    """Who has a task, as the viewer may know it: an office by name, a person as 申请人."""
    if task.body is None:
        return "您本人" if viewer.body_id is None else "申请人"
    where = "本单位" if task.body_id == viewer.body_id else task.body.name
    return f"{where}（{words.roles(task.roles)}）"


def held_by(task: Task, viewer: Actor) -> bool:
    """Whether what the viewer started waits for herself: her office, or her own."""
    return task.body_id == viewer.body_id


def pressable(task: Task, *, viewer: Actor, on: date) -> bool:
    standing = rules.pressing(
        done=task.done_at is not None, pressed_on=task.pressed_on, opened_on=day(task.opened_at), on=on
    )
    return not held_by(task, viewer) and not list(standing)


def settleable(task: Task, viewer: Actor) -> bool:
    """Whether the viewer may mark it as dealt with: hers, open, and closed by no state."""
    hindered = list(rules.settling(done=task.done_at is not None, by_hand=not task.follows))
    return not hindered and queries.tasks(viewer).filter(pk=task.pk).exists()


def _settling(task: Task) -> object:
    if task.follows:
        return None
    return format_html('<a href="{}">标为已处理</a>', reverse("notices:settle", args=[task.pk]))


def _pressing(task: Task, *, viewer: Actor, on: date) -> object:
    if pressable(task, viewer=viewer, on=on):
        return format_html('<a href="{}">催办</a>', reverse("notices:press", args=[task.pk]))
    return "今天已催办" if task.pressed_on == on and not task.done_at else None


def told(task: Task, viewer: Actor, *, on: date) -> dict[str, Any]:
    """A task in full."""
    facts = [
        Fact("类别", task.told_as.words),
        Fact("由谁办理", holder(task, viewer=viewer)),
        Fact("发起时间", task.opened_at),
        Fact("最迟办理", words.due(task.due_on, on) if task.due_on else None),
        Fact("办结时间", task.done_at),
    ]
    return {
        "task": task,
        "facts": facts,
        "pressable": pressable(task, viewer=viewer, on=on),
        "settleable": settleable(task, viewer),
    }
