"""Lists that another module keeps: entered under one resolution, confirmed one by one, or taken back as a whole."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, QuerySet

from gongqiao.kernel.actions import many, operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import events, grants, queries, rules
from gongqiao.membership.actions.entering import MEMBER, Entrant, amiss, begin_rows, decided, enter, tallied
from gongqiao.membership.events import Tally
from gongqiao.membership.flow import ACTIVE, DECISION
from gongqiao.membership.models import Resolution
from gongqiao.people import actions as people
from gongqiao.people.models import Person

TAKEN_BACK = (
    "DELETE FROM membership_card WHERE membership_id = ANY(%s)",
    "DELETE FROM membership_stay WHERE membership_id = ANY(%s)",
    "DELETE FROM membership_membership WHERE id = ANY(%s)",
)
COUNTED = ("employment_form", "sex")
Listed = QuerySet[Any, Any] | None


@many
def admit_listed(
    union: int, rows: Listed, *, number: str, met_on: date, present: Sequence[str], batch: UUID, by: Actor, at: datetime
) -> Resolution:
    """Record that the committee admitted everybody on a list, or, where none is given, whoever of it will confirm.

    `rows` is a query that tells `person`, `employment_form` and `sex`; the memberships take their keys.
    """
    Resolution.objects.locked(union)
    require(by, grants.ENROL, union)
    refuse(amiss(union, number, met_on, present, at=at))

    count = 0 if rows is None else rows.count()
    resolution = decided(union, number, met_on, present, count=count, by=by, at=at)
    tallies = _entered(rows, resolution) if rows is not None else ()

    told = events.Admitted(resolution.pk, union, met_on, count, tallies)
    announce(told, by=by, about=resolution, at=at, law=DECISION, batch=batch)
    return resolution


def _entered(rows: QuerySet[Any, Any], resolution: Resolution) -> tuple[Tally, ...]:
    """Set-based: a few statements however long the list."""
    union, on = resolution.union_body_id, resolution.met_on
    words, values = rows.order_by().values_list("pk", "person", *COUNTED).query.sql_with_params()
    begin_rows(words, values, resolution.count, union, on=on, state=ACTIVE, resolution=resolution)
    people.belong_all(rows.values_list("person"), union, kind=MEMBER, on=on)
    counted = rows.order_by(*COUNTED).values_list(*COUNTED).annotate(n=Count("pk"))
    return tuple((form, sex, count) for form, sex, count in counted)


@operation
def confirm_admission(pk: UUID, *, person_id: UUID, employment_form: str, by: Actor, at: datetime) -> Resolution:
    """Whom the committee admitted if she herself confirms it, has: she is a member from the day of the meeting.

    Whoever keeps the list has made sure that it is she.
    """
    resolution = Resolution.objects.one_locked(pk)
    require(by, grants.APPLY, account_id=by.account_id)
    refuse(rules.beginning(member=queries.is_member(person_id)))

    sex = Person.objects.get(pk=person_id).sex
    tallies = enter([Entrant(person_id, employment_form, sex)], resolution)
    resolution.count += 1
    resolution.save(update_fields=["count"])

    told = events.Admitted(pk, resolution.union_body_id, resolution.met_on, 1, tallies)
    announce(told, by=by, about=resolution, at=at, law=DECISION, batch=pk)
    return resolution


@many
def undo_admission(resolution_id: UUID, *, batch: UUID, by: Actor, at: datetime) -> Resolution:
    """Take back what a list brought: memberships, stays and cards, as if they had never been; the figures follow."""
    resolution = Resolution.objects.one_locked(resolution_id)
    require(by, grants.ENROL, resolution.union_body_id)
    held = list(queries.brought_by(resolution_id).select_for_update().order_by("pk"))
    refuse(queries.why_not_undone(resolution_id))

    keys = [each.pk for each in held]
    with connection.cursor() as cursor:
        for words in TAKEN_BACK:
            cursor.execute(words, [keys])
    union, persons = resolution.union_body_id, [each.person_id for each in held]
    people.unbelong(persons, union, kind=MEMBER, since=resolution.met_on)
    resolution.undone_at = at
    resolution.save(update_fields=["undone_at"])

    told = events.AdmissionUndone(resolution_id, union, resolution.met_on, len(held), tallied(held))
    announce(told, by=by, about=resolution, at=at, batch=batch)
    return resolution
