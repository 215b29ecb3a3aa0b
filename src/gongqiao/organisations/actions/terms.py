"""The terms of committees."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from gongqiao.files import actions as files
from gongqiao.files.fields import Kept
from gongqiao.kernel.actions import move, operation, running, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reasons, refuse
from gongqiao.kernel.records import announce
from gongqiao.law import queries as law
from gongqiao.organisations import events, grants, rules
from gongqiao.organisations.flow import RUNNING, TERM
from gongqiao.organisations.models import Organisation, Postponement, Term
from gongqiao.organisations.models.posts import years_on
from gongqiao.organisations.queries.tree import next_above

DELAY = "organisations.delay"


@operation
def begin_term(body_id: int, *, number: int, years: int, since: date, by: Actor, at: datetime) -> Term:
    """Enter a committee's term from the day of its election; its end starts the reminders."""
    union = Organisation.objects.locked(body_id)
    require(by, grants.BEGIN_TERM, body_id)
    last = Term.objects.filter(body=body_id).order_by("number").last()
    refuse(rules.term(years), rules.electing(number, since, last, on=day(at)))

    term = Term(body=union.body, number=number, years=years, since=since, until=years_on(since, years))
    step = move(term, TERM, "begin_term", on=term.until)
    term.save()

    announce(events.TermBegun(term.pk, body_id, term.until), by=by, about=term, at=at, law=step.law)
    return term


@operation
def remind(term_id: UUID, *, due_on: date, by: Actor, at: datetime) -> Term:
    """The committee's term ends soon. Of several days that went by, as when it was entered late, only one is told."""
    term = Term.objects.locked(term_id)
    require(by, grants.BEGIN_TERM, term.body_id)
    refuse(TERM.blocks("remind", term))

    step = move(term, TERM, "remind", on=due_on)
    running(term).filter(due_on__lte=day(at)).update(closed_on=F("due_on"))

    announce(events.ElectionNear(term.pk, term.body_id, day(at)), by=by, about=term, at=at, law=step.law)
    return term


@operation
def end_term(term_id: UUID, *, by: Actor, at: datetime) -> Term:
    """The next committee was elected: reminders stop."""
    term = Term.objects.locked(term_id)
    require(by, grants.BEGIN_TERM, term.body_id)
    settle(term, TERM, at)
    refuse(TERM.blocks("end_term", term))

    step = move(term, TERM, "end_term", on=day(at))
    term.save()

    announce(events.TermEnded(term.pk, term.body_id, day(at)), by=by, about=term, at=at, law=step.law)
    return term


@operation
def postpone(
    term_id: UUID, *, until: date, document_number: str = "", grounds: str = "", by: Actor, at: datetime
) -> Term:
    """The union above approves that a committee is elected later; the reminders follow the new day."""
    term = Term.objects.locked(term_id)
    require(by, grants.POSTPONE, term.body_id)
    settle(term, TERM, at)
    approval = Postponement(term=term, before=term.until, until=until, approved_on=day(at), on_paper=False)
    approval.approved_by_id, approval.document_number, approval.grounds = by.body_id, document_number, grounds
    refuse(_stand_in_the_way(approval, day(at)), rules.approving(by.body_id, next_above(term.body_id)))

    announce(_put_off(approval, on=day(at)), by=by, about=term, at=at)
    return term


@operation
def enter_postponement(
    term_id: UUID,
    *,
    until: date,
    document_number: str,
    approved_on: date,
    grounds: str = "",
    scan: Kept | None = None,
    by: Actor,
    at: datetime,
) -> Term:
    """Enter what the union above approved on paper, under its number and of its day, with its scan."""
    term = Term.objects.locked(term_id)
    require(by, grants.BEGIN_TERM, term.body_id)
    settle(term, TERM, at)
    approval = Postponement(term=term, before=term.until, until=until, approved_on=approved_on, on_paper=True)
    approval.document_number, approval.grounds = document_number, grounds
    approval.approved_by_id = next_above(term.body_id)
    refuse(_stand_in_the_way(approval, day(at)))

    told = _put_off(approval, on=day(at))
    if scan:
        files.store(scan, owner=approval, body_id=term.body_id, by=by, at=at)
    announce(told, by=by, about=term, at=at)
    return term


@transaction.atomic
def elect(body_id: int, *, number: int, years: int, since: date, by: Actor, at: datetime) -> Term:
    """A new committee was elected: the running term ends with it, and its own begins."""
    for term in Term.objects.filter(body=body_id, state=RUNNING).order_by("number"):
        end_term(term.pk, by=by, at=at)
    return begin_term(body_id, number=number, years=years, since=since, by=by, at=at)


def _put_off(approval: Postponement, *, on: date) -> events.TermPostponed:
    """The term ends later: its reminders stop today and start anew from that day."""
    term = approval.term
    running(term).update(closed_on=on)
    term.until = approval.until
    move(term, TERM, "postpone", on=term.until)
    term.save()
    approval.save()
    return events.TermPostponed(term.pk, term.body_id, approval.before, term.until, on_paper=approval.on_paper)


def _stand_in_the_way(approval: Postponement, on: date) -> Reasons:
    """What keeps a running term from ending as late as this."""
    term = approval.term
    usual = law.due(DELAY, term.due_by_law, division=term.jurisdiction.division, on=on)
    yield from TERM.blocks("postpone", term)
    yield from rules.postponing(approval, usual, on=on)
