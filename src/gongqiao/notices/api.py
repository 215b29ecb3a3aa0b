"""The inbox for programs: what must be done, what was told, and that it was read."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from ninja import Router, Schema, Status

from gongqiao.kernel import ledger
from gongqiao.kernel.shapes import body_of
from gongqiao.kernel.web import Request, answer
from gongqiao.notices import actions, forms, queries
from gongqiao.notices.models import Notice, Task

router = Router(tags=["待办和消息"])
OUTCOMES = dict.fromkeys((200, 400, 403, 422), dict[str, Any])


class TaskRow(Schema):
    id: UUID
    kind: str
    title: str
    due_on: date | None
    provisional: bool
    opened_at: datetime
    url: str

    @classmethod
    def of(cls, task: Task) -> "TaskRow":
        return cls(
            id=task.pk,
            kind=task.kind,
            title=task.title,
            due_on=task.due_on,
            provisional=task.provisional,
            opened_at=task.opened_at,
            url=task.href,
        )


class NoticeRow(Schema):
    id: UUID
    kind: str
    words: str
    told_at: datetime
    read_at: datetime | None
    url: str

    @classmethod
    def of(cls, notice: Notice) -> "NoticeRow":
        return cls(
            id=notice.pk,
            kind=notice.kind,
            words=notice.words,
            told_at=notice.told_at,
            read_at=notice.read_at,
            url=notice.href,
        )


class Tasks(Schema):
    rows: list[TaskRow]
    next: str


class Notices(Schema):
    rows: list[NoticeRow]
    next: str


@router.get("/tasks", response=Tasks, summary="当前身份的待办，最迟办理日近的在前")
def tasks(request: Request, kind: str = "", after: str = "") -> Tasks:
    held = queries.tasks(request.actor)
    page = ledger.page(held.filter(kind=kind) if kind else held, "sorts_on", "id", after=after)
    return Tasks(rows=[TaskRow.of(task) for task in page.rows], next=page.next)


@router.get("/notices", response=Notices, summary="当前身份的消息，新的在前")
def notices(request: Request, after: str = "") -> Notices:
    page = ledger.page(queries.notices(request.actor), "-id", after=after)
    return Notices(rows=[NoticeRow.of(notice) for notice in page.rows], next=page.next)


@router.post("/notices/{notice_id}/read", response=dict[str, Any], summary="把消息标为已读")
def read(request: Request, notice_id: UUID) -> dict[str, Any]:
    if actions.seen(notice_id, by=request.actor, at=request.arrived_at) is None:
        raise Http404
    return {"done": True}


@router.post(
    "/tasks/{task_id}/press", response=OUTCOMES, openapi_extra=body_of(forms.Bare), summary="催办自己发起的事项"
)
def press(request: Request, task_id: UUID) -> Status[dict[str, Any]]:
    if not queries.reachable(request.actor).filter(pk=task_id).exists():
        raise Http404
    return answer(request, forms.Bare, actions.press, task_id, by=request.actor, at=request.arrived_at)
