"""Reading a list in the background: row by row into lines and problems, by thousands, each thousand kept for itself.

No act of anybody: what is found is told once, by `check_roster` or `fail_roster`. A reading that was cut short begins
anew; whoever began before notices and stops.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from gongqiao.design.workbooks import Note, Sheet, Unreadable, read
from gongqiao.files import queries as documents
from gongqiao.kernel import wall
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Refused
from gongqiao.rosters import queries, rules
from gongqiao.rosters.actions.checking import check_roster
from gongqiao.rosters.actions.lines import LINE, PROBLEM, Judge, Judged, Terms
from gongqiao.rosters.actions.lists import clear, fail_roster
from gongqiao.rosters.flow import READING
from gongqiao.rosters.models import Roster

NOTES_MOST = 50
NO_SHEET = Sheet("", 0, {}, {}, ())


class OvertakenError(Exception):
    """Somebody else reads this list now, or nobody wants it any more."""


def read_roster(pk: UUID, *, at: datetime, tell: Callable[[float], None] = lambda _: None) -> None:
    """Read a list's file from the beginning; `tell` hears which part of it is done."""
    roster = _begun(pk)
    if roster is None:
        return
    try:
        for found in _pieces(roster, at):
            _keep(roster, found)
            tell(roster.done / max(roster.height, 1))
        check_roster(pk, by=roster.actor, at=at)
    except Unreadable as fault:
        fail_roster(pk, reason=fault.reason, by=roster.actor, at=at)
    except Refused as refused:
        fail_roster(pk, reason=refused.reasons[0], by=roster.actor, at=at)
    except OvertakenError:
        return


def _begun(pk: UUID) -> Roster | None:
    """The list, with whatever an earlier reading kept of it gone; nothing when it is not to be read any more."""
    with transaction.atomic(), wall.lowered():
        roster = Roster.objects.locked(pk)
        if roster.state != READING:
            return None
        clear(roster)
        roster.attempt += 1
        roster.done = roster.height = roster.rows = roster.good = 0
        roster.sheets, roster.notes = {}, []
        roster.save()
    return roster


def _pieces(roster: Roster, at: datetime) -> Iterator[Judged]:
    """The rows of the file as they are read and judged; what is told of its sheets is noted on the way."""
    judge = Judge(_terms(roster, at))
    before, sheet = 0, NO_SHEET
    for piece in read(_place(roster), queries.ask(roster.layout)):
        if isinstance(piece, Note):
            _note(roster, piece)
        elif isinstance(piece, Sheet):
            before += sheet.height
            sheet = piece
            roster.height += piece.height
            roster.sheets[piece.name] = dict(piece.columns)
            if piece.missing:
                yield Judged(problems=[judge.missing(piece)])
        else:
            roster.done = before + piece.at
            yield Judged(rows=len(piece.rows)) if sheet.missing else judge.judge(sheet.name, sheet.columns, piece.rows)
    yield Judged()  # what was noted last is kept as well


def _place(roster: Roster) -> Path:
    stored = documents.of(roster).first()
    if stored is None or not documents.place_of(stored).exists():
        raise Refused(rules.dropping(kept=False))
    return documents.place_of(stored)


def _terms(roster: Roster, at: datetime) -> Terms:
    words = queries.words(roster.layout)
    return Terms(roster.pk, roster.union_body_id, roster.employment_form, roster.signed, day(at), words)


def _note(roster: Roster, note: Note) -> None:
    roster.notes = [*roster.notes, [note.code, note.sheet, note.row, note.column]][:NOTES_MOST]


def _keep(roster: Roster, found: Judged) -> None:
    """One piece and how far the reading has come, unless another reading has begun meanwhile."""
    with transaction.atomic(), wall.lowered():
        if Roster.objects.locked(roster.pk).attempt != roster.attempt:
            raise OvertakenError
        _put("rosters_rosterline", ", ".join(LINE), found.lines)
        _put("rosters_rosterproblem", ", ".join(PROBLEM), found.problems)
        roster.rows += found.rows
        roster.save(update_fields=["rows", "done", "height", "sheets", "notes"])


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
