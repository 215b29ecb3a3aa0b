"""The terms of committees."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from gongqiao.kernel.actions import move, operation, running, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.organisations import events, grants, rules
from gongqiao.organisations.flow import RUNNING, TERM
from gongqiao.organisations.models import Organisation, Term


@operation
def begin_term(body_id: int, *, number: int, years: int, since: date, by: Actor, at: datetime) -> Term:
    """Enter a committee's term from the day of its election; its end starts the reminders."""
    union = Organisation.objects.locked(body_id)
    require(by, grants.BEGIN_TERM, body_id)
    last = Term.objects.filter(body=body_id).order_by("number").last()
    refuse(rules.term(years), rules.electing(number, since, last, on=day(at)))

    term = Term(body=union.body, number=number, years=years, since=since, until=_years_on(since, years))
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


@transaction.atomic
def elect(body_id: int, *, number: int, years: int, since: date, by: Actor, at: datetime) -> Term:
    """A new committee was elected: the running term ends with it, and its own begins."""
    for term in Term.objects.filter(body=body_id, state=RUNNING).order_by("number"):
        end_term(term.pk, by=by, at=at)
    return begin_term(body_id, number=number, years=years, since=since, by=by, at=at)


def _years_on(since: date, years: int) -> date:
    """The corresponding day so many years on; the end of February where it has none (民法典 第二百零二条)."""
    try:
        return since.replace(year=since.year + years)
    except ValueError:
        return since.replace(year=since.year + years, day=28)
