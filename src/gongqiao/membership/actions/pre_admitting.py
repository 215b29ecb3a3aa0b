"""Under a committee's standing delegation an officer admits at once; the next resolution confirms it, or does not."""

from datetime import datetime
from uuid import UUID

from gongqiao.delegations import queries as delegations
from gongqiao.kernel.actions import move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reasons, refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import events, grants, queries, rules
from gongqiao.membership.actions.entering import apart, begin, end, take_in
from gongqiao.membership.flow import FLOW
from gongqiao.membership.models import Application, Resolution
from gongqiao.membership.models.memberships import PENDING
from gongqiao.organisations import queries as organisations


@operation
def pre_admit(pk: UUID, *, by: Actor, at: datetime) -> Application:
    """Admit somebody in the committee's name: she has her card from today, marked until the committee confirms it."""
    apart()
    application = Application.objects.locked(pk)
    require(by, grants.PRE_ADMIT, application.union_body_id)
    settle(application, FLOW, at)
    paper = delegations.delegation(by, grants.PRE_ADMIT, on=day(at))
    refuse(FLOW.blocks("pre_admit", application), _amiss(application, by, at, delegated=paper is not None))

    entrant, delegation = take_in(application, by, at), paper.pk  # type: ignore[union-attr]  # refused without one
    application.delegation, application.decided_on = delegation, day(at)
    step = move(application, FLOW, "pre_admit", on=day(at))
    application.save()
    begin([entrant], application.union, on=day(at), state=PENDING)

    told = events.PreAdmitted(pk, application.union, delegation, day(at))
    announce(told, by=by, about=application, at=at, law=step.law)
    return application


def _amiss(application: Application, by: Actor, at: datetime, *, delegated: bool) -> Reasons:
    own = by.person_id is not None and application.person_id == by.person_id
    member = queries.is_known_member(application)
    yield from rules.pre_admitting(application, delegated=delegated, own=own, member=member)
    yield from rules.deciding(closed=organisations.closed(application.union, on=day(at)))


@operation
def decline(pk: UUID, *, resolution: UUID, words: str, by: Actor, at: datetime) -> Application:
    """The committee resolved not to confirm it: she was not admitted, and is told why. She may apply again."""
    application = Application.objects.locked(pk)
    require(by, grants.RESOLVE, application.union_body_id)
    met_on = Resolution.objects.get(pk=resolution, union_body=application.union_body_id).met_on
    refuse(FLOW.blocks("decline", application), rules.rejecting(words))

    application.words, application.decided_on, application.name = words, met_on, application.called
    step = move(application, FLOW, "decline", on=met_on)
    application.save()
    end(application.person_id, application.union, on=met_on)  # type: ignore[arg-type]  # admitted for now, she is known

    told = events.Declined(pk, application.union, resolution, met_on)
    announce(told, by=by, about=application, at=at, law=step.law)
    return application
