"""Reading a list in the background: row by row into lines and problems, by pieces, each piece kept for itself.

No act of anybody: what is found is told once, by the verb that says the list is read. A reading that was cut short
begins anew; whoever began before notices and stops. Lists of members are read by this as well.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from django.db import connection, transaction

from gongqiao.design.workbooks import Ask, Note, Sheet, Unreadable, read
from gongqiao.files import queries as documents
from gongqiao.intake import rules
from gongqiao.intake.models import HandedIn
from gongqiao.kernel import wall
from gongqiao.kernel.reasons import Reason, Refused

NOTES_MOST = 50
NO_SHEET = Sheet("", 0, {}, {}, ())
KEPT = ["rows", "done", "height", "sheets", "notes"]
L = TypeVar("L", bound=HandedIn)


class OvertakenError(Exception):
    """Somebody else reads this list now, or nobody wants it any more."""


@dataclass
class Judged:
    """What some rows came to, as `Reading.put` takes it."""

    rows: int = 0
    lines: list[Any] = field(default_factory=list)
    problems: list[Any] = field(default_factory=list)


class Judging(Protocol):
    """Says of rows what they come to; of a sheet that lacks a needed column, that it does."""

    def judge(self, sheet: str, columns: Mapping[str, str], rows: Iterable[tuple[int, Sequence[str]]], /) -> Judged: ...

    def missing(self, sheet: Sheet, /) -> Any: ...


@dataclass(frozen=True)
class Reading(Generic[L]):
    """What differs between kinds of lists: how one is locked and emptied, whether it is to be read, what is asked of
    its file, who judges its rows and where the lines and problems go. Of its two ends `failed` is told the reason too.
    """

    lock: Callable[[UUID], L]
    clear: Callable[[L], None]
    wanted: Callable[[L], bool]
    ask: Callable[[L], Ask]
    judge: Callable[[L], Judging]
    put: Callable[[Judged], None]
    done: Callable[[L], object]
    failed: Callable[[L, Reason], object]


def read_list(pk: UUID, how: Reading[L], tell: Callable[[float], None] = lambda _: None) -> None:
    """Read a list's file from the beginning; `tell` hears which part of it is done."""
    held = _begun(pk, how)
    if held is None:
        return
    try:
        for found in _pieces(held, how):
            _keep(held, how, found)
            tell(held.done / max(held.height, 1))
        _end(held, how, partial(how.done, held))
    except Unreadable as fault:
        _end(held, how, partial(how.failed, held, fault.reason))
    except Refused as refused:
        _end(held, how, partial(how.failed, held, refused.reasons[0]))
    except OvertakenError:
        return


def _end(held: L, how: Reading[L], say: Callable[[], object]) -> None:
    """Say how it ended, unless another reading has begun meanwhile, or has ended."""
    with suppress(OvertakenError), transaction.atomic(), wall.lowered():
        _still_ours(held, how)
        say()


def _still_ours(held: L, how: Reading[L]) -> None:
    now = how.lock(held.pk)
    if now.attempt != held.attempt or not how.wanted(now):
        raise OvertakenError


def _begun(pk: UUID, how: Reading[L]) -> L | None:
    """The list, with whatever an earlier reading kept of it gone; nothing when it is not to be read any more."""
    with transaction.atomic(), wall.lowered():
        held = how.lock(pk)
        if not how.wanted(held):
            return None
        how.clear(held)
        held.attempt += 1
        held.done = held.height = held.rows = held.good = 0
        held.sheets, held.notes = {}, []
        held.save()
    return held


def _pieces(held: L, how: Reading[L]) -> Iterator[Judged]:
    """The rows of the file as they are read and judged; what is told of its sheets is noted on the way."""
    judge = how.judge(held)
    before, sheet = 0, NO_SHEET
    for piece in read(_place(held), how.ask(held)):
        if isinstance(piece, Note):
            held.notes = [*held.notes, [piece.code, piece.sheet, piece.row, piece.column]][:NOTES_MOST]
        elif isinstance(piece, Sheet):
            before += sheet.height
            sheet = piece
            held.height += piece.height
            held.sheets[piece.name] = dict(piece.columns)
            if piece.missing:
                yield Judged(problems=[judge.missing(piece)])
        else:
            held.done = before + piece.at
            yield Judged(rows=len(piece.rows)) if sheet.missing else judge.judge(sheet.name, sheet.columns, piece.rows)
    yield Judged()  # what was noted last is kept as well


def _place(held: HandedIn) -> Path:
    stored = documents.of(held).first()
    if stored is None or not documents.place_of(stored).exists():
        raise Refused(rules.dropping(kept=False))
    return documents.place_of(stored)


def _keep(held: L, how: Reading[L], found: Judged) -> None:
    """One piece and how far the reading has come, unless another reading has begun meanwhile."""
    with transaction.atomic(), wall.lowered():
        _still_ours(held, how)
        how.put(found)
        held.rows += found.rows
        held.save(update_fields=KEPT)


def unhurried() -> None:
    """A list takes as long as it takes, however soon a page would give up: until the end of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
