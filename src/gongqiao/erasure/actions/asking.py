"""Asking that what is held of oneself be deleted: on one's phone, or on paper at a union's desk; and taking it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from gongqiao.changes import queries as changes
from gongqiao.erasure import events, grants, queries
from gongqiao.erasure.flow import ERASURE
from gongqiao.erasure.models import WITHDRAWN, Erasure, Paper
from gongqiao.erasure.rules import asking as rules
from gongqiao.files import actions as files
from gongqiao.files.papers import OnPaper, faults
from gongqiao.kernel.actions import move, operation, settle
from gongqiao.kernel.authority import Actor, Permission, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reasons, Refused, refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import actions as membership
from gongqiao.organisations import queries as organisations
from gongqiao.people import queries as people
from gongqiao.people.actions.own import locked
from gongqiao.people.models import Person


@dataclass(frozen=True)
class Told:
    """Who somebody at the counter is, by her document and name."""

    document_type: str
    document_number: str
    name: str


@operation
def ask(*, strong_at: datetime | None, by: Actor, at: datetime) -> Erasure:
    """Ask that what is held of oneself be deleted; until it is done it can be taken back."""
    membership.alone()
    account = locked(by)
    require(by, grants.OWN, account_id=account.pk)
    proving = rules.proving(enrolled=account.otp_since is not None, strong_at=strong_at, at=at)
    refuse(proving, rules.asking(known=account.person_id is not None, asked=False))
    person = held_still(cast("UUID", account.person_id))
    refuse(_standing_in_the_way(person, at))

    erasure = _begun(person, at)
    step = move(erasure, ERASURE, "ask", on=day(at))
    erasure.save(force_insert=True)

    told = events.ErasureAsked(erasure.pk, erasure.union_body_id, on_paper=False, on=day(at))
    announce(told, by=by, about=erasure, at=at, law=step.law)
    return erasure


@operation
def enter(who: Told, *, by_kin: bool = False, paper: OnPaper, by: Actor, at: datetime) -> Erasure:
    """Enter what she has signed, or the next of kin of somebody who died, at the desk of a union that knew her."""
    membership.alone()
    require(by, grants.ENTER, by.body_id)
    person = found(who, by, grants.ENTER)
    dead = changes.any_dead(people.rows_of(person.pk))
    refuse(rules.kin(by_kin=by_kin, dead=dead), faults(paper, since=None, on=day(at)))
    refuse(_standing_in_the_way(person, at))

    erasure = _begun(person, at, by_kin=by_kin)
    step = move(erasure, ERASURE, "ask", on=day(at))
    erasure.save(force_insert=True)
    _put_down(paper, erasure, by, at)

    told = events.ErasureAsked(erasure.pk, erasure.union_body_id, on_paper=True, on=day(at))
    announce(told, by=by, about=erasure, at=at, law=step.law)
    return erasure


@operation
def withdraw(pk: UUID, *, paper: OnPaper | None = None, by: Actor, at: datetime) -> Erasure:
    """Take the request back before it is done; what went in the meantime does not come back."""
    erasure = Erasure.objects.locked(pk)
    if paper:
        require(by, grants.ENTER, erasure.union_body_id)
    else:
        require(by, grants.OWN, person_id=erasure.person_id)
    settle(erasure, ERASURE, at)
    refuse(ERASURE.blocks("withdraw", erasure), faults(paper, since=day(erasure.asked_at), on=day(at)))

    erasure.because = WITHDRAWN
    move(erasure, ERASURE, "withdraw", on=day(at))
    erasure.save()
    if paper:
        _put_down(paper, erasure, by, at)

    announce(events.ErasureDropped(pk, WITHDRAWN, day(at)), by=by, about=erasure, at=at)
    return erasure


def held_still(person_id: UUID) -> Person:
    """Her row and those merged into it, locked: two requests for one person come one after the other."""
    keys = people.rows_of(Person.objects.select_related("same_as").get(pk=person_id).who.pk)
    rows = {row.pk: row for row in Person.objects.filter(pk__in=keys).select_for_update().order_by("pk")}
    return rows[keys[0]]


def found(who: Told, by: Actor, permission: Permission) -> Person:
    """The person of a document whom the actor's union or one below it knows; of all others nothing is said."""
    person = people.find(who.document_type, who.document_number)
    scope = by.scope(permission)
    here = person is not None and any(map(scope.covers, queries.knowing(people.rows_of(person.pk))))
    if person is None or not here or people.other_name(who.name, person.name):
        raise Refused([rules.not_found()])
    return held_still(person.pk)


def _standing_in_the_way(person: Person, at: datetime) -> Reasons:
    asked = Erasure.objects.open().filter(person__in=people.rows_of(person.pk)).exists()
    yield from rules.asking(known=True, asked=asked)
    yield from queries.obstacles(person.pk, on=day(at))


def _begun(person: Person, at: datetime, *, by_kin: bool = False) -> Erasure:
    """Not yet saved."""
    keys = people.rows_of(person.pk)
    union = queries.last_union(keys)
    where = organisations.county_of(union) if union else ""
    told = {"archive_from": queries.archive_from(keys), "handled_in": where, "by_kin": by_kin}
    return Erasure(person=person, called=person.name, union_body_id=union, asked_at=at, **told)


def _put_down(paper: OnPaper, erasure: Erasure, by: Actor, at: datetime) -> None:
    kept = Paper(erasure=erasure, person_id=erasure.person_id)
    bodies = [erasure.union_body_id] if erasure.union_body_id else []
    files.keep_paper(kept, paper, bodies, where=erasure.jurisdiction, by=by, at=at)
