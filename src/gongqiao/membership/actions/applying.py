"""What the applicant does. Every part is saved as it is written, so that going back or going away loses nothing."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from gongqiao.files import actions as files
from gongqiao.files import queries as documents
from gongqiao.kernel.actions import move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reasons, refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import events, grants, queries, rules
from gongqiao.membership.flow import FLOW, OPEN
from gongqiao.membership.models import Application
from gongqiao.membership.models.codes import groups_of
from gongqiao.organisations import queries as organisations
from gongqiao.organisations.models import Station
from gongqiao.people import queries as people
from gongqiao.people.actions import Facts
from gongqiao.people.actions import give as agree
from gongqiao.people.models import Account
from gongqiao.places import queries as places

SCANNED = "您扫的是这家工会的二维码"
A_NAME, LONGEST_PLACE = 3, 120


@operation
def begin(
    account: UUID, *, employment_form: str, jobs: Sequence[str], at_station: str = "", by: Actor, at: datetime
) -> Application:
    """How she works opens an application, or goes on with the one begun; a poster's code has chosen the union."""
    require(by, grants.APPLY, account_id=account)
    invited = organisations.at(at_station, on=day(at))
    told = {"person_id": by.person_id, "begun_at": at}
    held = Application.objects.select_for_update()
    application, _ = held.get_or_create(account=account, state__in=OPEN, defaults=told)
    settle(application, FLOW, at)
    refuse(rules.beginning(member=queries.is_member(by.person_id)), rules.writing(application))

    application.employment_form, application.groups = employment_form, groups_of(jobs)
    if invited and not application.submitted_on:
        _invite(application, invited)
    application.save()

    announce(events.Written(application.pk, "work"), by=by, about=application, at=at)
    return application


def _invite(application: Application, invited: organisations.Invitation) -> None:
    """What a poster's code settles: the union, and at a station the place of work, which is not asked again."""
    application.union_body_id, application.invited, application.routed_because = invited.body_id, True, SCANNED
    if station := invited.station:
        application.employer, application.uscc, application.station = station.brand, "", station.name
        application.division_id, application.workplace = station.division_id, _where(station)


def _where(station: Station) -> str:
    """A station's place as a letter would have it; what its address repeats of it is written once."""
    place, address = places.full_names([station.division_id])[station.division_id], station.address.strip()
    again = (n for n in range(len(place), A_NAME - 1, -1) if place.endswith(address[:n]))
    return f"{place}{address[next(again, 0) :]}"[:LONGEST_PLACE]


@operation
def tell_place(
    pk: UUID, *, division: str, workplace: str, employer: str = "", station: str = "", by: Actor, at: datetime
) -> Application:
    """Where she works and for whom: it decides which unions can take her."""
    application = Application.objects.locked(pk)
    require(by, grants.APPLY, person_id=application.person_id, account_id=application.account)
    settle(application, FLOW, at)
    told = rules.workplace(application.employment_form, employer=employer, station=station)
    refuse(rules.writing(application), told)

    if application.division_id != division and not (application.submitted_on or application.invited):
        application.union_body_id = None
    application.division_id, application.workplace = division, workplace
    application.employer, application.station, application.uscc = employer, station, rules.credit_code_in(employer)
    application.save()

    announce(events.Written(pk, "place"), by=by, about=application, at=at)
    return application


@operation
def choose_union(pk: UUID, *, union: int, by: Actor, at: datetime) -> Application:
    """Which of the unions that routing found; its reason is kept with the application."""
    application = Application.objects.locked(pk)
    require(by, grants.APPLY, person_id=application.person_id, account_id=application.account)
    settle(application, FLOW, at)
    candidates = {each.body_id: each for each in queries.unions_for(application, on=day(at))}
    refuse(rules.writing(application), rules.choosing(application, union, candidates))

    application.union_body_id, application.invited = union, False
    application.routed_because = candidates[union].reason
    application.save()

    announce(events.Written(pk, "union"), by=by, about=application, at=at)
    return application


@operation
def identify(
    pk: UUID,
    *,
    name: str,
    document_type: str,
    document_number: str,
    sex: str = "",
    birth_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Application:
    """Who she is. Nothing is asked of somebody the platform knows, and nothing is kept of a child."""
    application = Application.objects.locked(pk)
    require(by, grants.APPLY, person_id=application.person_id, account_id=application.account)
    settle(application, FLOW, at)
    facts = Facts(document_type, document_number, name, sex=sex, birth_on=birth_on)
    refuse(rules.writing(application), people.faults(facts, on=day(at)), rules.working_age(facts.born, day(at)))

    application.name, application.document_type, application.document_number = facts.name, document_type, facts.number
    application.sex, application.birth_on = facts.of_sex, facts.born
    agree("identity", by=by, at=at)
    application.save()

    announce(events.Written(pk, "me"), by=by, about=application, at=at)
    return application


@operation
def submit(pk: UUID, *, texts: bool = False, by: Actor, at: datetime) -> Application:
    """Hand it in: from here the union has it, and the review runs."""
    application = Application.objects.locked(pk)
    require(by, grants.APPLY, person_id=application.person_id, account_id=application.account)
    settle(application, FLOW, at)
    refuse(FLOW.blocks("submit", application), rules.submission(application), _standing(application, by, at))

    application.submitted_on = day(at)
    _complete(application, people.account(by))
    step = move(application, FLOW, "submit", on=day(at))
    application.save()
    files.hand_to(application, application.union)

    announce(events.Applied(pk, application.union, day(at)), by=by, about=application, at=at, law=step.law)
    if texts:
        agree("messages", by=by, at=at)
    return application


@operation
def resubmit(pk: UUID, *, texts: bool = False, by: Actor, at: datetime) -> Application:
    """Hand it in again with what was missing; the union's time begins anew."""
    application = Application.objects.locked(pk)
    require(by, grants.APPLY, person_id=application.person_id, account_id=application.account)
    settle(application, FLOW, at)
    refuse(FLOW.blocks("resubmit", application), rules.submission(application), _standing(application, by, at))

    application.missing = []
    _complete(application, people.account(by))
    step = move(application, FLOW, "resubmit", on=day(at))
    application.save()

    announce(events.Resubmitted(pk, application.union, day(at)), by=by, about=application, at=at, law=step.law)
    if texts:
        agree("messages", by=by, at=at)
    return application


def _standing(application: Application, by: Actor, at: datetime) -> Reasons:
    """Whether she agrees still, the union still is one, the applicant old enough, and not a member meanwhile."""
    yield from rules.agreement(application, agreed=people.consented(by.account_id, "identity", at))
    if application.union_body_id:
        yield from rules.open_union(closed=organisations.closed(application.union_body_id, on=day(at)))
    if application.born_on:
        yield from rules.working_age(application.born_on, day(at))
    yield from rules.beginning(member=queries.is_member(application.person_id))


def _complete(application: Application, account: Account | None) -> None:
    """What the platform knows itself: whose county's calendar counts, how to call her, a hint to the union alone.

    Of a known person the application says who she is: her union reviews it before it may read her own row.
    """
    application.reviewed_in = organisations.county_of(application.union)
    application.phone = account.phone.reveal() if account else None
    application.suspected = queries.is_known_member(application)
    if person := application.person:
        application.name, application.sex, application.birth_on = person.name, person.sex, person.birth_on
        application.document_type, application.document_number = person.document_type, person.document_number.reveal()


@operation
def withdraw(pk: UUID, *, by: Actor, at: datetime) -> Application:
    """Take it back, at any time before the committee has decided."""
    application = Application.objects.locked(pk)
    require(by, grants.APPLY, person_id=application.person_id, account_id=application.account)
    settle(application, FLOW, at)
    refuse(FLOW.blocks("withdraw", application))

    was, application.decided_on = application.state, day(at)
    step = move(application, FLOW, "withdraw", on=day(at))
    application.save()

    told = events.Withdrawn(pk, application.union_body_id, was, lapsed=False, on=day(at))
    announce(told, by=by, about=application, at=at, law=step.law)
    return application


def drop_drafts(account: UUID, *, by: Actor, at: datetime) -> None:
    """What she had begun and never handed in goes with her account, whose Record tells of it."""
    begun = Application.objects.filter(account=account, submitted_on=None)
    for paper in (each for application in begun for each in documents.of(application)):
        files.remove(paper.pk, by=by, at=at)
    begun.delete()
