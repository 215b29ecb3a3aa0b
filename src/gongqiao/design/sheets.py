"""A table as a spreadsheet: a ledger that is taken away, a template that is filled in and comes back.

Nothing written here is ever a formula. Text is written as text, in cells that stay text when somebody edits them; where
it begins as a formula would, full width included, the cell also has the apostrophe that Excel keeps out of sight.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any, Literal
from unicodedata import east_asian_width

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

from gongqiao.design.ledger import Column
from gongqiao.design.words import plain

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BEGINS_FORMULA = frozenset("=+-@＝＋－＠\t\r\n")
CHOICES = "选项"
LONGEST = 32_767  # letters of one cell
NARROW, WIDE = 8, 40
LINE, LINE_OF_TITLE = 18, 28  # points
A4, LANDSCAPE_FROM = 9, 7
OF_A_NAME = re.compile(r"[\[\]:*?/\\\0-\x1f]")
FACE = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
CELL = {**FACE, "border": 1, "text_wrap": True}

Kind = Literal["text", "number", "day"]


@dataclass(frozen=True)
class Sheet:
    """A titled table; `above` are lines between title and heads, `below` lines under the last row.

    `mark` stands at the head of every printed page and among the file's own properties: a sheet that is passed on
    still says where it came from. One that is to be filled in has `blank` rows under the last, of text cells; `lists`
    are the words to choose from, by the column's label, as drop-downs.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Any]
    above: Sequence[str] = ()
    below: Sequence[str] = ()
    blank: int = 0
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict, hash=False)
    mark: str = ""


def write(sheet: Sheet, *, made_at: datetime) -> bytes:
    """The sheet as an .xlsx file, ready to be printed on A4: heads on every page, page numbers, nothing cut off."""
    kept = BytesIO()
    with Workbook(kept, {"in_memory": True}) as book:
        told = {"title": sheet.title, "created": made_at.astimezone(UTC)}
        book.set_properties({**told, **({"keywords": sheet.mark} if sheet.mark else {})})
        pen = _Pen(book, sheet)
        below = pen.table(1 + len(sheet.above))
        pen.line(0, sheet.title, pen.title, LINE_OF_TITLE)
        for row, text in enumerate(sheet.above, 1):
            pen.line(row, text, pen.told)
        for row, text in enumerate(sheet.below, below):
            pen.line(row, text, pen.told)
        pen.drop_downs(book, 2 + len(sheet.above), below - 1 + sheet.blank)
    return kept.getvalue()


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet might take these letters for a formula once somebody touches the cell."""
    return text.lstrip(" \u3000")[:1] in BEGINS_FORMULA if text.strip(" \u3000") else False


class _Pen:
    """Writes one sheet: the table first, since what stands above and below is as wide as it is."""

    def __init__(self, book: Any, sheet: Sheet) -> None:
        self.sheet, self.widths = sheet, [_width(column.label) for column in sheet.columns]
        self.page = book.add_worksheet(OF_A_NAME.sub("", sheet.title).strip("'")[:31] or None)
        self.title = book.add_format({**FACE, "bold": True, "font_size": 16, "num_format": "@", "text_wrap": True})
        self.told = book.add_format({**FACE, "text_wrap": True, "num_format": "@", "quote_prefix": True})
        self.head = book.add_format({**CELL, "bold": True, "bg_color": "#F2F2F2", "num_format": "@"})
        self.typed = book.add_format({**FACE, "num_format": "@"}) if sheet.blank else None
        self.plain = book.add_format({**CELL, "num_format": "@"})
        self.marked = book.add_format({**CELL, "num_format": "@", "quote_prefix": True})
        self.number = book.add_format(CELL)
        self.day = book.add_format({**CELL, "num_format": "yyyy-mm-dd"})
        self._for_paper()

    def _for_paper(self) -> None:
        self.page.set_paper(A4)
        self.page.fit_to_pages(1, 0)
        self.page.set_footer("&C第 &P 页，共 &N 页")
        if self.sheet.mark:
            self.page.set_header("&C&8" + self.sheet.mark.replace("&", "&&"))
        if len(self.sheet.columns) >= LANDSCAPE_FROM:
            self.page.set_landscape()

    def line(self, row: int, text: str, face: Any, height: int = LINE) -> None:
        """A text across the whole table, as high as it needs: Excel fits no height to merged cells.

        `merge_range` would guess what a text is, so it is given none.
        """
        last = len(self.widths) - 1
        if last:
            self.page.merge_range(row, 0, row, last, "", face)
        self.page.write_string(row, 0, text[:LONGEST], face)
        self.page.set_row(row, height * max(1, -(-_width(text) // sum(self.widths))))

    def table(self, top: int) -> int:
        """Heads and rows, from this row on; returns the row after them."""
        columns, row = self.sheet.columns, top
        for number, column in enumerate(columns):
            self.page.write_string(top, number, column.label, self.head)
        for row, thing in enumerate(self.sheet.rows, top + 1):
            for number, column in enumerate(columns):
                self.widths[number] = max(self.widths[number], self._cell(row, number, column.read(thing)))
        self.widths = [min(max(width + 2, NARROW), WIDE) for width in self.widths]
        for number, width in enumerate(self.widths):
            self.page.set_column(number, number, width, self.typed)
        self.page.repeat_rows(top)
        self.page.freeze_panes(top + 1, 0)
        self.page.autofilter(top, 0, row, len(columns) - 1)
        return row + 1

    def drop_downs(self, book: Any, first: int, last: int) -> None:
        """The words to choose from stand on a sheet out of sight: in the cell's own rule there is no room for many."""
        if not self.sheet.lists:
            return
        aside = book.add_worksheet(CHOICES)
        aside.hide()
        labels = [column.label for column in self.sheet.columns]
        for place, (label, words) in enumerate(self.sheet.lists.items()):
            aside.write_column(0, place, list(words), self.plain)
            letter, own = xl_col_to_name(place), labels.index(label)
            source = f"={CHOICES}!${letter}$1:${letter}${len(words)}"
            rule = {"validate": "list", "source": source, "error_type": "warning", "error_message": "请从列表中选择"}
            self.page.data_validation(first, own, last, own, rule)

    def _cell(self, row: int, number: int, value: Any) -> int:
        """Write one value as what it is; returns how wide it stands."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            self.page.write_number(row, number, value, self.number)
            return len(plain(value))
        if isinstance(value, date) and not isinstance(value, datetime):
            self.page.write_datetime(row, number, value, self.day)
            return len("2026-03-10")
        text = "" if value is None or value == "" else plain(value)[:LONGEST]
        if text:
            self.page.write_string(row, number, text, self.marked if begins_formula(text) else self.plain)
        else:
            self.page.write_blank(row, number, None, self.plain)
        return _width(text)


def _width(text: str) -> int:
    """In letters of half width."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
