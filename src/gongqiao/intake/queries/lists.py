"""What any list that was handed in can be asked: where its notes stand, and the rows that could not be taken."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet

from gongqiao.design.ledger import Column
from gongqiao.design.sheets import Sheet, write
from gongqiao.design.workbooks import Ask, Note, Unreadable, Whole, rows_as_written
from gongqiao.files import queries as documents
from gongqiao.intake.models import HandedIn

PROBLEM = "问题"
Reasons = Mapping[tuple[str, int], str]


@dataclass(frozen=True)
class Bad:
    """The rows of a list that could not be taken, as one table."""

    rows: int
    content: bytes


def same_file(lists: "QuerySet[Any]", digest: str, *, gone: Iterable[str], states: Mapping[str, str]) -> str:
    """How a list of the same bytes stands among these, when one is under way or entered."""
    held = lists.filter(digest=digest).exclude(state__in=gone).first()
    return states[held.state] if held else ""


def notes_of(held: HandedIn) -> list[tuple[str, str]]:
    """Where, and what was passed over or may be unknown to whoever handed it in."""
    notes = [Note(*each) for each in held.notes]
    return [(_place(note), note.words) for note in notes]


def _place(note: Note) -> str:
    sheet = f"工作表“{note.sheet}”" if note.sheet else ""
    return f"{sheet}{f' {note.column} 列' if note.column else f'第 {note.row} 行' if note.row else ''}".strip()


def bad_rows_of(held: HandedIn, problems: "QuerySet[Any]", ask: Ask, at: datetime) -> Bad | None:
    """They as they stand in the file, the reasons first; nothing when the file is not kept any more."""
    reasons = _reasons(problems)
    only: dict[str, list[int]] = defaultdict(list)
    for sheet, row in reasons:
        only[sheet].append(row)
    stored = documents.of(held).first()
    if stored is None or not documents.place_of(stored).exists():
        return None
    try:
        written = list(rows_as_written(documents.place_of(stored), ask, dict(only)))
    except Unreadable:
        return None
    return _as_table(held, written, reasons, at)


def bad_rows_name(held: HandedIn) -> str:
    return f"{held.name.rpartition('.')[0]}（待改）.xlsx"


def _reasons(problems: "QuerySet[Any]") -> Reasons:
    told: dict[tuple[str, int], list[str]] = defaultdict(list)
    for each in problems.filter(row__gt=0).order_by("pk").iterator():
        column = f"{each.column} 列：" if each.column else ""
        told[each.sheet, each.row].append(f"{column}{each.words}")
    return {place: "；".join(words) for place, words in told.items()}


def _as_table(held: HandedIn, written: Sequence[Whole], reasons: Reasons, at: datetime) -> Bad:
    """Under the heading of the first sheet; what was told beside the rows of an earlier such table is left out."""
    heads = next((list(each.cells) for each in written if each.is_head), [])
    kept = [place for place, words in enumerate(heads) if words != PROBLEM]
    columns = [Column(PROBLEM, itemgetter(0)), Column("原表行号", itemgetter(1))]
    columns += [Column(heads[place], itemgetter(2 + number)) for number, place in enumerate(kept)]
    rows = [
        (reasons[each.sheet, each.row], _where(each), *(_cell(each, place) for place in kept))
        for each in written
        if not each.is_head and (each.sheet, each.row) in reasons
    ]
    above = ("照“问题”一列改好以后，整个文件可以直接再上传；“问题”“原表行号”两列不用删。",)
    sheet = Sheet(bad_rows_name(held).removesuffix(".xlsx"), columns, rows, above=above, blank=1)
    return Bad(len(rows), write(sheet, made_at=at))


def _where(each: Whole) -> str:
    return f"{each.sheet} {each.row}".strip()


def _cell(each: Whole, place: int) -> str:
    return each.cells[place] if place < len(each.cells) else ""
