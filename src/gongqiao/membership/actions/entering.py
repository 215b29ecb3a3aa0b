"""The one place where memberships begin: for the applicants of a resolution and for the lines of a roster alike."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.reasons import Reason, Reasons, Refused
from gongqiao.membership import rules
from gongqiao.membership.actions.cards import issue
from gongqiao.membership.events import Tally
from gongqiao.membership.models import Application, Membership, Resolution, Stay
from gongqiao.membership.models.memberships import ACTIVE, PENDING, VOID
from gongqiao.organisations import queries as organisations
from gongqiao.people import actions as people
from gongqiao.people.actions import Facts
from gongqiao.people.models import Person

MEMBER = "member"


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
    yield from rules.numbering(used=Resolution.objects.standing().filter(union_body_id=union, number=number).exists())


def decided(
    union: int, number: str, met_on: date, present: Sequence[str], *, count: int, by: Actor, at: datetime
) -> Resolution:
    """The committee's paper, on which the memberships rest."""
    resolution = Resolution(union_body_id=union, number=number, met_on=met_on, present=list(present), count=count)
    resolution.recorded_by, resolution.recorded_at = by.person_id, at
    resolution.save(force_insert=True)
    return resolution


def enter(entrants: Sequence[Entrant], resolution: Resolution, confirmed: Sequence[Entrant] = ()) -> tuple[Tally, ...]:
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
    columns = map(list, zip(*((each.person_id, each.employment_form, each.sex) for each in entrants), strict=True))
    keys = [uuid7() for _ in entrants]
    begin_rows(OF_ARRAYS, (keys, *columns), len(entrants), union, on=on, state=state, resolution=resolution)
    people.belong([(each.person_id, union) for each in entrants], kind=MEMBER, on=on)


OF_ARRAYS = "SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[])"
# In the order of the persons: two lists that share people wait for each other, and never in a circle.
JOIN = """
    INSERT INTO membership_membership
        (id, person_id, union_body_id, city_body, county_body, township_body, state, employment_form, sex, joined_on)
    SELECT id, person, %s, %s, %s, %s, %s, form, sex, %s FROM ({rows}) AS new (id, person, form, sex)
    ORDER BY person ON CONFLICT (person_id) WHERE NOT (state IN ('left', 'void')) DO NOTHING
"""
STAY = """
    INSERT INTO membership_stay (person_id, membership_id, union_body_id, state, since, resolution_id)
    SELECT person, id, %s, %s, %s, %s FROM ({rows}) AS new (id, person, form, sex)
"""


def begin_rows(
    rows: str, values: Sequence[Any], count: int, union: int, *, on: date, state: str, resolution: Resolution | None
) -> None:
    """So many of them, as a statement gives them: the key of each membership, person, form of employment, sex."""
    above = organisations.superiors(union)
    places = [above.get(tier) for tier in ("city", "county", "township")]
    with connection.cursor() as cursor:
        cursor.execute(JOIN.format(rows=rows), [union, *places, state, on, *values])
        if cursor.rowcount < count:
            words = "名单中有人刚刚由别的工会准予入会，请刷新页面后重新登记"
            raise Refused([Reason("already_member", words, "applications")])
        paper = resolution.pk if resolution else None
        cursor.execute(STAY.format(rows=rows), [union, state, on, paper, *values])
    issue(rows, values, on=on)


def end(person_id: UUID, union: int, *, on: date) -> None:
    """As if it had never begun: the card is void, and the union no longer knows the person."""
    held = Membership.objects.filter(person_id=person_id, union_body=union, state=PENDING)
    Stay.objects.filter(membership__in=held).update(state=VOID, until=on)
    held.update(state=VOID)
    people.leave([person_id], union, kind=MEMBER, on=on)


def tallied(entrants: Sequence[Entrant | Membership]) -> tuple[Tally, ...]:
    counted = Counter((each.employment_form, each.sex) for each in entrants)
    return tuple((form, sex, count) for (form, sex), count in sorted(counted.items()))
