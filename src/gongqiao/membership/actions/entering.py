"""The one place where memberships begin: for the applicants of a resolution and for the lines of a roster alike."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count

from gongqiao.kernel.actions import many, operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.reasons import Reason, Reasons, Refused, refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import events, grants, queries, rules
from gongqiao.membership.actions.cards import ISSUE
from gongqiao.membership.events import Tallies
from gongqiao.membership.flow import DECISION
from gongqiao.membership.models import Application, Membership, Resolution, Stay
from gongqiao.membership.models.memberships import ACTIVE, PENDING, VOID
from gongqiao.organisations import queries as organisations
from gongqiao.people import actions as people
from gongqiao.people.actions import Facts
from gongqiao.people.models import Person

MEMBER = "member"
MERGING = 7_309_119


def apart() -> None:
    """Until the end of this transaction nobody is merged into another: whoever becomes a member is who she seems.

    The first word of every act that may begin memberships, before anything is held still.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [MERGING])


def alone() -> None:
    """Until the end of this transaction one merges, and nobody becomes a member."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [MERGING])


@dataclass(frozen=True)
class Entrant:
    person_id: UUID
    employment_form: str
    sex: str


def take_in(application: Application, by: Actor, at: datetime) -> Entrant:
    """The applicant is a person of the union from here on, and her claim no longer stands apart."""
    person = application.person or _confirmed(application, by, at)
    application.person = person
    application.name, application.document_number, application.birth_on = "", None, None
    return Entrant(person.pk, application.employment_form, person.sex)


def _confirmed(application: Application, by: Actor, at: datetime) -> Person:
    """The union's confirmation is one of the three ways in which an account becomes a person's."""
    union = application.union_body_id
    facts = Facts(
        document_type=application.document_type,
        document_number=application.document_number.reveal(),
        name=application.name,
        phone=application.phone.reveal() if application.phone else "",
        sex=application.sex,
        birth_on=application.birth_on,
    )
    person = people.register(facts, body_id=union, by=by, at=at)
    people.tie(application.account, person_id=person.pk, way="union", body_id=union, by=by, at=at)
    return person


def amiss(union: int, number: str, met_on: date, present: Sequence[str], *, at: datetime) -> Reasons:
    """What is wrong with the committee's paper, asked while its other papers are locked."""
    yield from rules.deciding(closed=organisations.closed(union, on=day(at)))
    yield from organisations.meeting(met_on, present, on=day(at), law=rules.CHARTER)
    used = Resolution.objects.filter(union_body_id=union, number=number, undone_at=None).exists()
    yield from rules.numbering(used=used)


def decided(
    union: int, number: str, met_on: date, present: Sequence[str], *, count: int, by: Actor, at: datetime
) -> Resolution:
    """The committee's paper, on which the memberships rest."""
    resolution = Resolution(union_body_id=union, number=number, met_on=met_on, present=list(present), count=count)
    resolution.recorded_by, resolution.recorded_at = by.person_id, at
    resolution.save(force_insert=True)
    return resolution


def enter(entrants: Sequence[Entrant], resolution: Resolution, confirmed: Sequence[Entrant] = ()) -> Tallies:
    """What a resolution begins, and what had begun before it and is confirmed by it."""
    begin(entrants, resolution.union_body_id, on=resolution.met_on, resolution=resolution)
    persons = [each.person_id for each in confirmed]
    held = Membership.objects.filter(person_id__in=persons, union_body=resolution.union_body_id, state=PENDING)
    Stay.objects.filter(membership__in=held).update(state=ACTIVE, resolution=resolution)
    held.update(state=ACTIVE)
    return tallied([*entrants, *confirmed])


def begin(
    entrants: Sequence[Entrant], union: int, *, on: date, state: str = ACTIVE, resolution: Resolution | None = None
) -> None:
    """Memberships, their first stay and their cards. Whoever became a member a moment ago elsewhere stops it all."""
    if not entrants:
        return
    begin_rows(Rows.of(entrants).into(union, on=on, resolution=getattr(resolution, "pk", None)), state=state)


@dataclass(frozen=True)
class Rows:
    """Entrants as a statement gives them: the key of each membership, person, form of employment, sex; how many."""

    words: str
    values: Sequence[Any]
    count: int

    @classmethod
    def of(cls, entrants: Sequence[Entrant]) -> "Rows":
        told = ((uuid7(), each.person_id, each.employment_form, each.sex) for each in entrants)
        return cls(OF_ARRAYS, list(map(list, zip(*told, strict=True))), len(entrants))

    def into(self, union: int, *, on: date, resolution: UUID | None) -> "Rows":
        """The same as entries into one union: `ENTRY`, which is what the statements below take."""
        return Rows(INTO.format(rows=self.words), [union, on, resolution, *self.values], self.count)


OF_ARRAYS = "SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[])"
INTO = """
    SELECT id, person, form, sex, %s::int, %s::date, %s::uuid
    FROM ({rows}) AS new (id, person, form, sex)
"""
ENTRY = "entry (id, person, form, sex, union_body, since, resolution)"
# In the order of the persons: two lists that share people wait for each other, and never in a circle.
JOIN = """
    INSERT INTO membership_membership (id, person_id, union_body_id, state, employment_form, sex, joined_on)
    SELECT id, person, union_body, %s, form, sex, since FROM ({rows}) AS {entry}
    ORDER BY person ON CONFLICT DO NOTHING
"""
MERGED = """
    SELECT 1 FROM people_person WHERE same_as_id IS NOT NULL AND id IN
        (SELECT person FROM ({rows}) AS {entry}) LIMIT 1
"""
STAY = """
    INSERT INTO membership_stay
        (person_id, membership_id, employment_form, union_body_id, state, since, resolution_id)
    SELECT person, id, form, union_body, %s, since, resolution FROM ({rows}) AS {entry}
"""
KNOWN = "SELECT person, union_body, since FROM ({rows}) AS {entry}"


def begin_rows(entries: Rows, *, state: str) -> None:
    """However many they are and wherever they come from. Whoever calls this has kept them `apart` from the first."""

    def words(statement: str) -> str:
        return statement.format(rows=entries.words, entry=ENTRY)

    with connection.cursor() as cursor:
        cursor.execute(words(MERGED), entries.values)
        if cursor.fetchone():
            told = "名单中有人的两份登记刚刚合并，请刷新页面后重新登记"
            raise Refused([Reason("merged", told, "applications")])
        cursor.execute(words(JOIN), [state, *entries.values])
        if cursor.rowcount < entries.count:
            told = "名单中有人刚刚由别的工会准予入会，请刷新页面后重新登记"
            raise Refused([Reason("already_member", told, "applications")])
        cursor.execute(words(STAY), [state, *entries.values])
        cursor.execute(words(ISSUE), entries.values)
    people.belong_all(words(KNOWN), entries.values, kind=MEMBER)


def end(person_id: UUID, union: int, *, on: date) -> None:
    """As if it had never begun: the card is void, and the union no longer knows the person."""
    held = Membership.objects.filter(person_id=person_id, union_body=union, state=PENDING)
    Stay.objects.filter(membership__in=held).update(state=VOID, until=on)
    held.update(state=VOID)
    people.leave([person_id], union, kind=MEMBER, on=on)


def tallied(entrants: Sequence[Entrant]) -> Tallies:
    counted = Counter((each.employment_form, each.sex) for each in entrants)
    return _told((*stands, count) for stands, count in counted.items())


def _told(counted: Iterable[tuple[str, str, int]]) -> Tallies:
    return {f"{form}.{sex}": count for form, sex, count in sorted(counted)}


COUNTED = "SELECT form, sex, count(*) FROM ({rows}) AS new (id, person, form, sex) GROUP BY 1, 2 ORDER BY 1, 2"


@many
def admit_listed(
    union: int, rows: Rows, *, number: str, met_on: date, present: Sequence[str], batch: UUID, by: Actor, at: datetime
) -> Resolution:
    """Record that the committee admitted everybody on a list, or, where it is empty, whoever confirms it later."""
    apart()
    Resolution.objects.locked(union)
    require(by, grants.ENROL, union)
    refuse(amiss(union, number, met_on, present, at=at))

    resolution = decided(union, number, met_on, present, count=rows.count, by=by, at=at)
    tallies = _entered(rows, resolution) if rows.count else {}

    told = events.Admitted(resolution.pk, union, met_on, rows.count, tallies)
    announce(told, by=by, about=resolution, at=at, law=DECISION, batch=batch)
    return resolution


def _entered(rows: Rows, resolution: Resolution) -> Tallies:
    begin_rows(rows.into(resolution.union_body_id, on=resolution.met_on, resolution=resolution.pk), state=ACTIVE)
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(rows=rows.words), rows.values)
        return _told(cursor.fetchall())


@operation
def confirm_admission(pk: UUID, *, person_id: UUID, employment_form: str, by: Actor, at: datetime) -> Resolution:
    """Whom the committee admitted if she confirms it, has; whoever keeps the list has made sure that it is she."""
    apart()
    resolution = Resolution.objects.select_for_update().get(pk=pk)
    require(by, grants.APPLY, account_id=by.account_id)
    refuse(rules.beginning(member=queries.is_member(person_id)))

    sex = Person.objects.get(pk=person_id).sex
    tallies = enter([Entrant(person_id, employment_form, sex)], resolution)
    resolution.count += 1
    resolution.save(update_fields=["count"])

    told = events.Admitted(pk, resolution.union_body_id, resolution.met_on, 1, tallies)
    announce(told, by=by, about=resolution, at=at, law=DECISION, batch=pk)
    return resolution


TAKE_BACK = """
    WITH held AS MATERIALIZED (SELECT membership_id AS key FROM membership_stay WHERE resolution_id = %s),
        card AS (DELETE FROM membership_card USING held WHERE membership_id = key),
        stay AS (DELETE FROM membership_stay USING held WHERE membership_id = key)
    DELETE FROM membership_membership USING held WHERE id = key
"""


@many
def undo_admission(resolution_id: UUID, *, batch: UUID, by: Actor, at: datetime) -> Resolution:
    """Take back what a list brought: memberships, stays and cards, as if they had never been; the figures follow."""
    resolution = Resolution.objects.select_for_update().get(pk=resolution_id)
    require(by, grants.ENROL, resolution.union_body_id)
    held = queries.brought_by(resolution_id)
    persons = list(held.select_for_update().order_by("pk").values_list("person_id", flat=True))
    refuse(queries.why_not_undone(resolution_id))

    tallies = _told(held.order_by().values_list("employment_form", "sex").annotate(Count("pk")))
    with connection.cursor() as cursor:
        cursor.execute(TAKE_BACK, [resolution_id])
    union, on = resolution.union_body_id, resolution.met_on
    people.unbelong(persons, union, kind=MEMBER, since=on)
    resolution.undone_at = at
    resolution.save(update_fields=["undone_at"])

    told = events.AdmissionUndone(resolution_id, union, on, tallies)
    announce(told, by=by, about=resolution, at=at, batch=batch)
    return resolution
