"""Doing it: what no term keeps at once, the rest when its term is over, and nothing while a hold stands."""

from datetime import date, datetime
from uuid import UUID

from gongqiao.changes import queries as changes
from gongqiao.erasure import events, grants, queries
from gongqiao.erasure.actions.asking import held_still
from gongqiao.erasure.actions.clearing import clear
from gongqiao.erasure.flow import ERASURE, STORED
from gongqiao.erasure.models import ALIVE, Erasure
from gongqiao.erasure.rules import asking as rules
from gongqiao.erasure.rules.disposals import ARCHIVE, AT_ONCE
from gongqiao.kernel.actions import move, operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import Event, announce
from gongqiao.membership import actions as membership
from gongqiao.people import queries as people
from gongqiao.people.models import Person


@operation
def erase(pk: UUID, *, due_on: date, by: Actor, at: datetime) -> Erasure:
    """A clock ran out: what may go goes, whole or not at all; a hold or a new membership keeps it."""
    erasure = Erasure.objects.locked(pk)
    membership.alone()
    require(by, grants.ENTER, erasure.union_body_id)
    refuse(ERASURE.blocks("erase", erasure))
    person = held_still(erasure.person_id)

    told = _put_off(erasure, person, due_on, at) or _gone(erasure, person, due_on, by, at)
    erasure.save()

    announce(told, by=by, about=erasure, at=at, law=ERASURE.step("erase").law)
    return erasure


def _put_off(erasure: Erasure, person: Person, due_on: date, at: datetime) -> Event | None:
    """What has come between: a hold, that she is or has been a member again, or that she never died."""
    keys = people.rows_of(person.pk)
    if because := rules.overtaken(
        by_kin=erasure.by_kin,
        dead=changes.any_dead(keys),
        back=any(queries.obstacles(person.pk, on=day(at))) or queries.archive_from(keys) != erasure.archive_from,
    ):
        return _aside(erasure, because, due_on)
    if hold := queries.standing_hold(keys, on=day(at)):
        move(erasure, ERASURE, "put_off", on=hold.until)
        return events.ErasurePutOff(erasure.pk, hold.until)
    return None


def _aside(erasure: Erasure, because: str, on: date) -> Event:
    erasure.because = because
    move(erasure, ERASURE, "set_aside", on=on)
    return events.ErasureDropped(erasure.pk, because, on)


def _gone(erasure: Erasure, person: Person, due_on: date, by: Actor, at: datetime) -> Event:
    keys, since = people.rows_of(person.pk), queries.archive_from(people.rows_of(person.pk))
    erasure.archive_from = since
    last = queries.keeps(since, erasure.jurisdiction)
    if since and (last is None or last >= day(at)):
        rows = clear(keys, {AT_ONCE}, by=by, at=at)
        move(erasure, ERASURE, "store", on=since)
        return events.Cleared(erasure.pk, rows, last)
    rows = clear(keys, {AT_ONCE, ARCHIVE}, by=by, at=at)
    erasure.finished_at, erasure.called = at, ""
    move(erasure, ERASURE, "erase", on=due_on)
    return events.Erased(erasure.pk, rows, due_on)


@operation
def set_aside(pk: UUID, *, by: Actor, at: datetime) -> Erasure:
    """Her next of kin had asked, and she was recorded as dead by mistake: what is still held of her stays."""
    erasure = Erasure.objects.locked(pk)
    refuse(ERASURE.blocks("set_aside", erasure))

    dropped = _aside(erasure, ALIVE, day(at))
    erasure.save()

    announce(dropped, by=by, about=erasure, at=at)
    return erasure


@operation
def erase_again(person_id: UUID, *, by: Actor, at: datetime) -> Person:
    """A backup that is older than her erasure brought her back: all goes at once, for its terms were over then."""
    requests = list(Erasure.objects.open().filter(person=person_id).select_for_update().order_by("pk"))
    membership.alone()
    require(by, grants.AGAIN)
    person = held_still(person_id)

    rows = clear(people.rows_of(person.pk), {AT_ONCE, ARCHIVE}, by=by, at=at)
    for erasure in requests or [Erasure(person=person, asked_at=at, state=STORED)]:
        erasure.finished_at, erasure.called = at, ""
        move(erasure, ERASURE, "erase", on=day(at))
        erasure.save()

    told = events.ErasedAgain(person.pk, rows, day(at))
    announce(told, by=by, about=person, at=at, law=ERASURE.step("erase").law)
    return person
