"""The books of many unions at once, row by row as `lines.Judge` writes them: for whoever brings in a whole province."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from gongqiao.intake.actions import unhurried
from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.kernel.reasons import refuse
from gongqiao.membership import actions as membership
from gongqiao.membership.actions import Decision, Rows
from gongqiao.people import actions as people
from gongqiao.people import queries as known
from gongqiao.rosters import grants, rules
from gongqiao.rosters.actions.lines import LINE

# Seen by this connection alone, and empty again at the end of the transaction.
STAGE = f"""
    CREATE TEMPORARY TABLE IF NOT EXISTS rosters_staged ON COMMIT DELETE ROWS AS
    SELECT {", ".join(LINE)}, known FROM rosters_rosterline WITH NO DATA
"""  # noqa: S608 -- names of ours
FORGET = "DISCARD PLANS"  # a check of keys that was planned while a table was empty would read all of it each time
RECOGNISE = """
    UPDATE rosters_staged SET known = coalesce(same_as_id, person.id) FROM people_person person
    WHERE known IS NULL AND person.document_type = rosters_staged.document_type
        AND person.{index} = rosters_staged.{index}
"""
CALLED = "SELECT staged.name, person.name FROM rosters_staged staged JOIN people_person person ON person.id = known"
COUNTED = 'SELECT "union", count(*), count(*) FILTER (WHERE known IS NULL) FROM rosters_staged GROUP BY 1'
_PERSON = ", ".join(("person_key", *people.COLUMNS[1:]))
FRESH = f"SELECT {_PERSON} FROM rosters_staged WHERE known IS NULL"  # noqa: S608 -- names of ours
ENTRANTS = """
    SELECT id, coalesce(known, person_key), employment_form, sex, place FROM rosters_staged
    JOIN unnest(%s::int[]) WITH ORDINALITY AS listed ("union", place) USING ("union")
"""


def admit_books(decisions: Sequence[Decision], lines: Iterable[str], *, above: int, by: Actor, at: datetime) -> UUID:
    """Enter what committees decided about their lists, one list each, all of them or none; returns the batch.

    `lines` hold the union that each row is listed by. `above` is the union over them all.
    """
    with transaction.atomic(), wall.lowered():
        unhurried()
        membership.apart()
        require(by, grants.ENROL, above)
        rows, fresh = _staged(lines)
        refuse(rules.booking([(each.union, each.count) for each in decisions], rows, renamed=_renamed()))
        new, _ = people.register_prepared((FRESH, ()), about=Body(pk=above), batch=uuid7(), body_id=above, by=by, at=at)
        refuse(rules.changed(fresh - new))
        entrants = Rows(ENTRANTS, [[each.union for each in decisions]], sum(rows.values()))
        return membership.admit_lists(decisions, entrants, above=above, by=by, at=at)


def _staged(lines: Iterable[str]) -> tuple[dict[int, int], int]:
    """How many rows there are of each union, and how many persons in all whom nobody knows yet."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET)
        cursor.execute(STAGE)
        cursor.execute("TRUNCATE rosters_staged")
        with cursor.copy(f"COPY rosters_staged ({', '.join(LINE)}) FROM STDIN") as copy:
            copy.write("".join(f"{line}\n" for line in lines))
        for index in ("document_index", "document_index_next"):
            cursor.execute(RECOGNISE.format(index=index))
        cursor.execute(COUNTED)
        counted = cursor.fetchall()
    return {union: count for union, count, _ in counted}, sum(fresh for *_, fresh in counted)


def _renamed() -> int:
    """How many of them are known under another name."""
    with connection.cursor() as cursor:
        cursor.execute(CALLED)
        return sum(known.other_name(told, called) for told, called in cursor.fetchall())
