"""The port for the modules above: a few rows say who must act in which state, and who is told of which event.

    REVIEW = kind("membership.review", "审查入会申请")
    COMMITTEE = office("union_body", "chair", "officer")
    attend(
        FLOW,
        Duty(REVIEW, frozenset({SUBMITTED}), COMMITTEE, "membership:application", clock="review"),
        Word(ADMITTED, (Admitted,), OWNER, "membership:card", "您已成为工会会员"),
        owner=OWNER,
    )
    touched_by(Admitted, FLOW, lambda event: Application.objects.filter(resolution_id=event.resolution_id))

Written in a module's `reactions.py`. After each act on such a thing a later ear makes the open tasks be those that its
present state asks for, so that nothing need be remembered and nothing is asked twice.
"""

from typing import Any

from gongqiao.kernel.flow import Flow
from gongqiao.kernel.models import Record
from gongqiao.kernel.records import Event, later, later_about
from gongqiao.notices import actions
from gongqiao.notices.kinds import TOUCHES, WATCHES, Duty, Kind, Office, Owner, To, Touched, Watch, Word, kind, office

__all__ = ["Duty", "Kind", "Office", "Owner", "To", "Word", "attend", "kind", "office", "touched_by"]

NOBODY = Owner()


def attend(flow: Flow, *rows: Duty | Word, owner: Owner = NOBODY) -> None:
    """Keep the inboxes up for all things of a flow; `owner` says whose thing it is (我发起的)."""
    duties = tuple(row for row in rows if isinstance(row, Duty))
    words = tuple(row for row in rows if isinstance(row, Word))
    WATCHES[flow.subject] = Watch(flow.subject, owner, duties, words)
    later_about(flow.subject, keep_up)


def touched_by(event: type[Event], flow: Flow, things: Touched) -> None:
    """Say which things a batch's event has changed: it is told about the batch, not about each of them."""
    TOUCHES[event] = [row for row in TOUCHES[event] if row[0] != flow.subject] + [(flow.subject, things)]
    later(event)(keep_up_touched)


def keep_up(event: Event, record: Record) -> None:
    """An act on one thing: its tasks, and who is told."""
    _keep_up(record.subject_type, [record.subject_id], event, record)


def keep_up_touched(event: Event, record: Record) -> None:
    """An act on many things."""
    for subject, things in TOUCHES[type(event)]:
        _keep_up(subject, list(things(event).order_by("pk").values_list("pk", flat=True)), event, record)


def _keep_up(subject: str, ids: list[Any], event: Event, record: Record) -> None:
    watch = WATCHES[subject]
    actions.keep_up(watch, ids, record)
    actions.tell_owners(watch, ids, event, record)
