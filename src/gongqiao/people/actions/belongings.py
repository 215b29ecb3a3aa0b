"""Which bodies know a person. Part of the act that makes it so, whose Record tells of it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from gongqiao.people.models import Belonging


def belong(people: Iterable[tuple[UUID, int]], *, kind: str, on: date) -> None:
    """From this day these persons are known to these bodies; those who are already stay as they were."""
    persons, bodies = zip(*people, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_belonging (person_id, body_id, kind, since)"
            " SELECT person, body, %s, %s FROM unnest(%s::uuid[], %s::int[]) AS told (person, body)"
            " ON CONFLICT DO NOTHING",
            [kind, on, list(persons), list(bodies)],
        )


def belong_all(told: str, values: Sequence[Any], *, kind: str) -> None:
    """The same for a whole list: `told` is a statement that gives the key of each, the body, the day."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO people_belonging (person_id, body_id, kind, since) SELECT person, body, %s, since"  # noqa: S608 -- ours
            f" FROM ({told}) AS told (person, body, since) ORDER BY person"
            " ON CONFLICT DO NOTHING",
            [kind, *values],
        )


def unbelong(persons: Sequence[UUID], body: int, *, kind: str, since: date) -> None:
    """Take back what `belong` said on a day, as if it had never been said."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM people_belonging WHERE person_id = ANY(%s) AND body_id = %s AND kind = %s AND since = %s"
            " AND until IS NULL",
            [list(persons), body, kind, since],
        )


def leave(persons: Iterable[UUID], body_id: int, *, kind: str, on: date) -> None:
    """These persons are no more this body's."""
    Belonging.objects.filter(person_id__in=list(persons), body_id=body_id, kind=kind, until=None).update(until=on)
