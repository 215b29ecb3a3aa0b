"""What kind of file it is, before anybody reads it. Runs in the child; a fault is told by its code."""

import codecs
import csv
import mmap
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

MB = 1024 * 1024
ENTRIES, INFLATED, RATIO, SMALL = 2_000, 2_000 * MB, 200, 50 * MB
OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SEEN_OF_A_PART, SPAN = 65_536, 100
COLUMN, SHEET, RELATION = (
    re.compile(rb"<(?:\w+:)?" + tag + rb"\b([^>]*)>") for tag in (b"col", b"sheet", b"Relationship")
)
ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
CELL_MOST, CSV_HEAD = 100_000, 8_192


class FaultError(Exception):
    """The file cannot be read; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Page:
    """One sheet: its rows from the first on, and the number of the column its rows begin at."""

    def __init__(self, name: str, height: int, first: int, hidden: Sequence[int]) -> None:
        self.name, self.height, self.first, self.hidden = name, height, first, hidden

    def rows(self) -> Iterator[list[object]]:
        raise NotImplementedError

    def done(self) -> None:
        """Let go of what it holds."""


class SheetPage(Page):
    def __init__(self, sheet: CalamineSheet, hidden: Sequence[int]) -> None:
        start = sheet.start
        super().__init__(sheet.name, sheet.total_height, start[1] if start else 0, hidden)
        self.sheet: CalamineSheet | None = sheet

    def rows(self) -> Iterator[list[object]]:
        return map(list, self.sheet.iter_rows()) if self.sheet else iter(())

    def done(self) -> None:
        self.sheet = None


class CsvPage(Page):
    def __init__(self, path: Path, encoding: str) -> None:
        self.path, self.encoding = path, encoding
        with path.open("rb") as file:
            height = sum(block.count(b"\n") for block in iter(lambda: file.read(MB), b"")) + 1
        super().__init__("", height, 0, ())

    def rows(self) -> Iterator[list[object]]:
        csv.field_size_limit(CELL_MOST)
        with self.path.open(encoding=self.encoding, newline="") as file:
            head = file.read(CSV_HEAD).partition("\n")[0]
            file.seek(0)
            mark = max(",\t;，", key=head.count)
            try:
                for row in csv.reader(file, delimiter=mark):
                    yield list(row)
            except csv.Error:
                raise FaultError("broken") from None


def pages(path: Path) -> Iterator[Page]:
    """The sheets one after the other, so that only one of them is in memory."""
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise FaultError("empty")
    if head.startswith(OLE):
        raise FaultError("password" if _mentions(path, ENCRYPTED) else "old")
    if head.startswith(ZIP):
        yield from _sheets(path)
    else:
        yield CsvPage(path, _encoding(path, head))


def _mentions(path: Path, words: bytes) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(words) >= 0


def _sheets(path: Path) -> Iterator[Page]:
    """Those that are shown: on hidden ones stand the lists of a template."""
    hidden = _inspected(path)
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            for number, about in enumerate(book.sheets_metadata):
                if about.visible == SheetVisibleEnum.Visible:
                    yield SheetPage(book.get_sheet_by_index(number), hidden.get(number, ()))
    except PasswordError:
        raise FaultError("password") from None
    except (CalamineError, OSError, ValueError):
        raise FaultError("broken") from None


def _inspected(path: Path) -> dict[int, list[int]]:
    """What the archive says of itself before it is read; the hidden columns of each sheet, by its place."""
    try:
        with zipfile.ZipFile(path) as archive:
            _weigh(archive.infolist())
            names = set(archive.namelist())
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise FaultError("macro")
            if BOOK not in names:
                raise FaultError("other")
            return {place: _hidden(archive, part) for place, part in _parts(archive) if part in names}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise FaultError("broken") from None


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[int, str]]:
    """The part of each sheet, in the order of the sheets."""
    targets = {}
    if RELATIONS in archive.namelist():
        for told in map(_attributes, RELATION.findall(_head_of(archive, RELATIONS))):
            targets[told.get(b"Id")] = told.get(b"Target", b"").decode(errors="replace")
    for place, told in enumerate(map(_attributes, SHEET.findall(_head_of(archive, BOOK)))):
        target = targets.get(told.get(b"r:id"), "")
        yield place, target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return dict(ATTRIBUTE.findall(tag))


def _head_of(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(SEEN_OF_A_PART)


def _weigh(entries: list[zipfile.ZipInfo]) -> None:
    inflated = sum(each.file_size for each in entries)
    kept = sum(each.compress_size for each in entries) or 1
    if len(entries) > ENTRIES or inflated > INFLATED or (inflated > SMALL and inflated > RATIO * kept):
        raise FaultError("bomb")
    if any(each.flag_bits & 1 for each in entries):
        raise FaultError("password")


def _hidden(archive: zipfile.ZipFile, name: str) -> list[int]:
    head = _head_of(archive, name).partition(b"<sheetData")[0]
    told = [about for about in map(_attributes, COLUMN.findall(head)) if about.get(b"hidden") in {b"1", b"true"}]
    spans = ((int(about[b"min"]), int(about[b"max"])) for about in told if {b"min", b"max"} <= about.keys())
    return [column for first, last in spans for column in range(first - 1, min(last, first + SPAN))]


def _encoding(path: Path, head: bytes) -> str:
    """UTF-8 or GB18030, as offices here write; a sheet saved as Unicode text is UTF-16."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            with path.open(encoding=encoding) as file:
                while text := file.read(MB):
                    if "\0" in text:
                        raise FaultError("other")
        except UnicodeDecodeError:
            continue
        return encoding
    raise FaultError("encoding")
