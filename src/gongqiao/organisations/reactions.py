"""Whom the end of a committee's term concerns: the committee itself, and the union above that approves the election."""

from datetime import date
from typing import Any

from gongqiao.design import words
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Record
from gongqiao.kernel.records import later, who_did
from gongqiao.notices import actions as notices
from gongqiao.notices.duties import To, kind
from gongqiao.organisations import queries
from gongqiao.organisations.events import Dissolved, ElectionNear, TermEnded, TermPostponed
from gongqiao.organisations.flow import RUNNING
from gongqiao.organisations.grants import CADRE, COMMITTEE, OFFICER
from gongqiao.organisations.models import Postponement, Term

ELECTION = kind("organisations.election", "换届", topic="换届", staff=True, reminders=())
POSTPONED = kind("organisations.postponed", "延期换届", topic="换届", staff=True)
UNION = "organisations:union"
LEADERS = (*COMMITTEE, OFFICER, CADRE)


@later(ElectionNear)
def call_election(event: ElectionNear, record: Record) -> None:
    """The committee has a task until the next one is elected; the union above is told."""
    term = Term.objects.select_related("body").get(pk=event.term_id)
    if term.state != RUNNING or queries.closed(term.body_id, on=day(record.at)):
        return
    where: dict[str, Any] = {"url": UNION, "args": [term.body_id], "about": term, "at": record.at}
    ends, own = _ends(term, event.on), To(term.body_id, LEADERS)
    notices.open_task(ELECTION, own, title=f"{term}委员会任期届满换届", due_on=term.until, **where)
    urged = "尽快" if term.until < event.on else "筹备"
    notices.tell(ELECTION, own, f"{ends}，请{urged}换届", occasion=record.pk, **where)
    for above in queries.ancestors(term.body_id)[-1:]:
        said = f"{term.body.name}{ends}，请指导换届"
        notices.tell(ELECTION, To(above.pk, LEADERS), said, occasion=record.pk, **where)


def _ends(term: Term, on: date) -> str:
    left = (term.until - on).days
    said = f"{term}委员会{words.day(term.until)}任期"
    if left > 0:
        return f"{said}届满，还有{left}天"
    return f"{said}已经届满" if left else f"{said}今天届满"


@later(TermPostponed)
def call_later(event: TermPostponed, record: Record) -> None:
    """What was asked by the old day will be asked by the new one. Of a paper the union above is told that it stands."""
    term = Term.objects.select_related("body").get(pk=event.term_id)
    _over(term, record)
    approval = Postponement.objects.filter(term=term, until=event.until).latest("pk")
    where: dict[str, Any] = {"url": UNION, "args": [term.body_id], "about": term, "at": record.at}
    said = f"{term}委员会换届经批准延期至{words.day(event.until)}{_on_paper(approval)}"
    notices.tell(POSTPONED, To(term.body_id, LEADERS), said, occasion=record.pk, **where)
    if event.on_paper and approval.approved_by_id:
        told = f"{term.body.name}登记了延期换届的批复，{said}，请核对"
        notices.tell(POSTPONED, To(approval.approved_by_id, LEADERS), told, occasion=record.pk, **where)


def _on_paper(approval: Postponement) -> str:
    return f"（线下批复{approval.document_number}）" if approval.on_paper else ""


@later(TermEnded)
def close_election(event: TermEnded, record: Record) -> None:
    """The next committee was elected."""
    _over(Term.objects.get(pk=event.term_id), record)


@later(Dissolved)
def call_no_election(event: Dissolved, record: Record) -> None:
    """A union that has ended elects nobody."""
    for term in Term.objects.filter(body=event.body_id, state=RUNNING):
        _over(term, record)


def _over(term: Term, record: Record) -> None:
    notices.close_tasks(ELECTION, about=term, at=record.at, by=who_did(record))
