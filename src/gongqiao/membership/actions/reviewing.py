"""What a union does with an application before its committee meets."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from gongqiao.files import actions as files
from gongqiao.kernel.actions import move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import events, grants, rules
from gongqiao.membership.flow import FLOW
from gongqiao.membership.models import Application
from gongqiao.organisations import queries as organisations


@operation
def send_back(pk: UUID, *, missing: Sequence[str], words: str = "", by: Actor, at: datetime) -> Application:
    """Ask the applicant for what is missing; her time to complete it runs from today."""
    application = Application.objects.locked(pk)
    require(by, grants.REVIEW, application.union_body_id)
    settle(application, FLOW, at)
    refuse(FLOW.blocks("send_back", application), rules.sending_back(missing))

    application.missing, application.words = list(dict.fromkeys(missing)), words
    step = move(application, FLOW, "send_back", on=day(at))
    application.save()

    announce(
        events.SentBack(pk, application.union, tuple(application.missing), day(at)),
        by=by,
        about=application,
        at=at,
        law=step.law,
    )
    return application


@operation
def reject(pk: UUID, *, words: str, by: Actor, at: datetime) -> Application:
    """Say no, and why. The applicant may apply again at any time."""
    application = Application.objects.locked(pk)
    require(by, grants.REVIEW, application.union_body_id)
    settle(application, FLOW, at)
    refuse(FLOW.blocks("reject", application), rules.rejecting(words))

    application.words, application.decided_on = words, day(at)
    step = move(application, FLOW, "reject", on=day(at))
    application.save()

    announce(events.Rejected(pk, application.union, day(at)), by=by, about=application, at=at, law=step.law)
    return application


@operation
def refer(pk: UUID, *, to: int, words: str = "", by: Actor, at: datetime) -> Application:
    """Hand the application on to the union it belongs to, instead of turning somebody away."""
    application = Application.objects.locked(pk)
    require(by, grants.REVIEW, application.union_body_id)
    settle(application, FLOW, at)
    union = application.union
    refuse(FLOW.blocks("refer", application), rules.referring(union, to, closed=organisations.closed(to, on=day(at))))

    application.union_body_id, application.words = to, words
    application.routed_because = "原工会转办"
    application.reviewed_in = organisations.county_of(to)
    step = move(application, FLOW, "refer", on=day(at))
    application.save()
    files.hand_to(application, to)

    announce(events.Referred(pk, union, to, day(at)), by=by, about=application, at=at, law=step.law)
    return application


@operation
def lapse(pk: UUID, *, due_on: date, by: Actor, at: datetime) -> Application:
    """The time for completing it ran out: as if withdrawn, on the day the time ended."""
    application = Application.objects.locked(pk)
    require(by, grants.REVIEW, application.union_body_id)
    refuse(FLOW.blocks("lapse", application))

    was, application.decided_on = application.state, due_on
    step = move(application, FLOW, "lapse", on=due_on)
    application.save()

    told = events.Withdrawn(pk, application.union_body_id, was, lapsed=True, on=due_on)
    announce(told, by=by, about=application, at=at, law=step.law)
    return application
