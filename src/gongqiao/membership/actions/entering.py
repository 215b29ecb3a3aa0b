"""The one place where memberships begin: for the applicants of a resolution and for the lines of a roster alike."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.reasons import Reason, Reasons, Refused
from gongqiao.membership import rules
from gongqiao.membership.actions.cards import issue
from gongqiao.membership.events import Tally
from gongqiao.membership.models import Resolution
from gongqiao.organisations import queries as organisations
from gongqiao.people import actions as people

MEMBER = "member"


@dataclass(frozen=True)
class Entrant:
    person_id: UUID
    employment_form: str
    sex: str


def amiss(union: int, number: str, met_on: date, present: Sequence[str], *, at: datetime) -> Reasons:
    """What is wrong with the committee's paper, asked while its other papers are locked."""
    yield from rules.deciding(closed=organisations.closed(union, on=day(at)))
    yield from rules.meeting(met_on, present, on=day(at))
    yield from rules.numbering(used=Resolution.objects.filter(union_body_id=union, number=number).exists())


def decided(
    union: int, number: str, met_on: date, present: Sequence[str], *, count: int, by: Actor, at: datetime
) -> Resolution:
    """The committee's paper, on which the memberships rest."""
    resolution = Resolution(union_body_id=union, number=number, met_on=met_on, present=list(present), count=count)
    resolution.recorded_by, resolution.recorded_at = by.person_id, at
    resolution.save(force_insert=True)
    return resolution


def enter(entrants: Sequence[Entrant], resolution: Resolution) -> tuple[Tally, ...]:
    """Memberships, their first stay and their cards. Whoever became a member a moment ago elsewhere stops it all."""
    union, on = resolution.union_body_id, resolution.met_on
    above = organisations.superiors(union)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO membership_membership (id, person_id, union_body_id, city_body, county_body, township_body,"
            " state, employment_form, sex, joined_on)"
            " SELECT id, person, %s, %s, %s, %s, 'active', form, sex, %s"
            " FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[]) AS new (id, person, form, sex)"
            " ON CONFLICT (person_id) WHERE NOT (state = 'left') DO NOTHING RETURNING id",
            [
                *(union, above.get("city"), above.get("county"), above.get("township"), on),
                [uuid7() for _ in entrants],
                *map(list, zip(*((each.person_id, each.employment_form, each.sex) for each in entrants), strict=True)),
            ],
        )
        entered = [pk for (pk,) in cursor.fetchall()]
    if len(entered) < len(entrants):
        raise Refused(
            [Reason("already_member", "名单中有人刚刚由别的工会准予入会，请刷新页面后重新登记", "applications")]
        )
    _stay(entered, resolution)
    issue(entered, on=on)
    people.belong([(each.person_id, union) for each in entrants], kind=MEMBER, on=on)
    return _tallies(entrants)


def _stay(memberships: Sequence[UUID], resolution: Resolution) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO membership_stay (person_id, membership_id, union_body_id, state, since, resolution_id)"
            " SELECT person_id, id, union_body_id, state, joined_on, %s FROM membership_membership"
            " WHERE id = ANY(%s)",
            [resolution.pk, list(memberships)],
        )


def _tallies(entrants: Sequence[Entrant]) -> tuple[Tally, ...]:
    counted = Counter((each.employment_form, each.sex) for each in entrants)
    return tuple((form, sex, count) for (form, sex), count in sorted(counted.items()))
