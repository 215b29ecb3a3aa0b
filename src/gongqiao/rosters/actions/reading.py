"""Reading a list of people, by the way all lists are read: row by row into lines and problems."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from gongqiao.intake.actions import Judged, Reading, read_list
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reason
from gongqiao.rosters import queries
from gongqiao.rosters.actions.checking import check_roster
from gongqiao.rosters.actions.lines import LINE, PROBLEM, Judge, Terms
from gongqiao.rosters.actions.lists import clear, fail_roster
from gongqiao.rosters.flow import READING
from gongqiao.rosters.models import Roster


def read_roster(pk: UUID, *, at: datetime, tell: Callable[[float], None] = lambda _: None) -> None:
    """Read a list's file from the beginning; `tell` hears which part of it is done."""
    read_list(pk, how(at), tell)


def how(at: datetime) -> Reading[Roster]:
    """Where such a list's rows go, as of a moment."""

    def failed(roster: Roster, reason: Reason) -> object:
        return fail_roster(roster.pk, reason=reason, by=roster.actor, at=at)

    return Reading(
        lock=Roster.objects.locked,
        clear=clear,
        wanted=lambda roster: roster.state == READING,
        ask=lambda roster: queries.ask(roster.layout),
        judge=lambda roster: Judge(_terms(roster, at)),
        put=_put_all,
        done=lambda roster: check_roster(roster.pk, by=roster.actor, at=at),
        failed=failed,
    )


def _terms(roster: Roster, at: datetime) -> Terms:
    words = queries.words(roster.layout)
    return Terms(roster.pk, roster.union_body_id, roster.employment_form, roster.signed, day(at), words)


def _put_all(found: Judged) -> None:
    _put("rosters_rosterline", ", ".join(LINE), found.lines)
    _put("rosters_rosterproblem", ", ".join(PROBLEM), found.problems)


def _put(table: str, names: str, rows: Sequence[str]) -> None:
    """By way of a table of this connection's own: COPY does not go into tables behind the wall."""
    if not rows:
        return
    aside = f"{table}_aside"
    alike = f"SELECT {names} FROM {table} WITH NO DATA"  # noqa: S608 -- names of ours
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE IF NOT EXISTS {aside} ON COMMIT DELETE ROWS AS {alike}")
        with cursor.copy(f"COPY {aside} ({names}) FROM STDIN") as copy:
            copy.write("\n".join(rows))
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {aside}")  # noqa: S608 -- names of ours
        cursor.execute(f"TRUNCATE {aside}")
