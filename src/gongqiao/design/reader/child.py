"""`python -I -m gongqiao.design.reader.child PATH`: one table, read with little memory, time and nothing else.

Told by standard input what is asked for (`asking`); says JSON, a message a line. Whatever breaks here breaks alone.
"""

import json
import resource
import sys
from collections.abc import Iterator
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from gongqiao.design.reader import heads
from gongqiao.design.reader.asking import Ask
from gongqiao.design.reader.cells import WRITERS, letters, told
from gongqiao.design.reader.opening import FaultError, Page, pages

MB = 1024 * 1024
MEMORY, SECONDS = 700 * MB, 300
CHUNK, NOTED = 2_000, 50
EMPTY_MOST = 12_000_000
FEW = 2  # columns that must be filled: a row that fills as many lacks its number, and is no signature

Message = dict[str, Any]


def main(path: str) -> int:
    _narrow()
    ask = Ask.of(sys.stdin.buffer.read())
    try:
        for message in _messages(Path(path), ask):
            sys.stdout.write(json.dumps(message, ensure_ascii=False, separators=(",", ":")) + "\n")
    except FaultError as fault:
        print(json.dumps({"is": "fault", "code": fault.code}))  # noqa: T201 -- to whoever asked
    except MemoryError:
        print('{"is": "fault", "code": "memory"}')  # noqa: T201 -- as above
    except BrokenPipeError:
        return 1  # nobody listens any more
    return 0


def _narrow() -> None:
    """No more memory, time, files or processes than reading a table takes."""
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,
    }
    for what, most in limits.items():
        resource.setrlimit(what, (most, most))


def _messages(path: Path, ask: Ask) -> Iterator[Message]:
    read, found = 0, False
    for page in pages(path):
        for message in _page(page, ask):
            found = found or message["is"] in {"sheet", "written"}
            read += len(message.get("rows", ()))
            if read > ask.most_rows:
                raise FaultError("many")
            yield message
        page.done()
    if not found:
        raise FaultError("headless")
    yield {"is": "end"}


def _page(page: Page, ask: Ask) -> Iterator[Message]:
    rows = page.rows()
    top = [told(row) for row in islice(rows, heads.SEARCHED)]
    head = heads.find(top, ask)
    if head is None:
        if any(map(any, top)):
            yield _note("no_heading", page, 0)
    elif ask.only:
        yield from _as_written(page, chain(top, rows), head, ask)
    else:
        yield _begun(page, head, ask)
        yield from _list(page, chain(top[head.row + 1 :], rows), head, ask)


def _note(code: str, page: Page, row: int) -> Message:
    return {"is": "note", "code": code, "sheet": page.name, "row": row, "column": ""}


def _begun(page: Page, head: heads.Heads, ask: Ask) -> Message:
    columns = {code: letters(page.first + place) for code, place in head.columns.items()}
    hidden = [letters(each) for each in page.hidden if letters(each) in columns.values()]
    missing = [code for code in ask.needed if code not in head.columns]
    about = {"sheet": page.name, "height": page.height, "row": head.row + 1}
    return {"is": "sheet", **about, "columns": columns, "words": head.words, "hidden": hidden, "missing": missing}


def _list(page: Page, rows: Iterator[Any], head: heads.Heads, ask: Ask) -> Iterator[Message]:
    """The rows under the heading, by thousands; blank ones are passed over, those below the list are noted."""
    under = _Under(head, ask)
    kept: list[tuple[int, list[str]]] = []
    for number, row in enumerate(rows, head.row + 2):
        if (values := under.values(row)) is None:
            if number > EMPTY_MOST:
                raise FaultError("rows")
        elif under.aside(row, values):
            if (noted := under.noted(values)) and noted <= NOTED:
                yield _note("outside", page, number)
        else:
            kept.append((number, under.asked(values)))
            if len(kept) >= CHUNK:
                yield {"is": "rows", "at": number, "rows": kept}
                kept = []
    yield {"is": "rows", "at": page.height, "rows": kept}


class _Under:
    """A heading, as what is read under it: which cells, in which order, and what is no row of the list."""

    def __init__(self, head: heads.Heads, ask: Ask) -> None:
        known = [code for code in ask.columns if code in head.columns]
        places = [head.columns[code] for code in known]
        self.pick, self.width = itemgetter(*places, places[0]), max(places) + 1  # never a single value
        self.slots = [known.index(code) if code in head.columns else -1 for code in ask.columns]
        self.telling = [known.index(code) for code in ask.telling if code in head.columns]
        self.filled = [known.index(code) for code in ask.needed if code in head.columns and code not in ask.telling]
        self.heading = [head.words.get(code, "") for code in known]
        self.outside = 0

    def values(self, row: list[object]) -> list[str] | None:
        """What stands in the columns wanted; nothing when all of them are blank."""
        cells = self.pick(row if len(row) >= self.width else [*row, *[""] * self.width])
        values = [WRITERS.get(type(cell), str)(cell) if cell != "" else "" for cell in cells]
        return values if any(values) else None

    def asked(self, values: list[str]) -> list[str]:
        return [values[slot] if slot >= 0 else "" for slot in self.slots]

    def aside(self, row: list[object], values: list[str]) -> bool:
        """The heading once more, as on each printed page; the template's example; what stands below the list."""
        if values[:-1] == self.heading or heads.example(values):
            return True
        telling = [values[place] for place in self.telling]
        if any(value and not heads.no_number(value) for value in telling) or not heads.outside(told(row)):
            return False
        return len(self.filled) < FEW or not all(values[place] for place in self.filled)

    def noted(self, values: list[str]) -> int:
        """How many rows were taken for something outside the list, this one included; 0 for what is known."""
        if values[:-1] == self.heading or heads.example(values):
            return 0
        self.outside += 1
        return self.outside


def _as_written(page: Page, rows: Iterator[Any], head: heads.Heads, ask: Ask) -> Iterator[Message]:
    """The heading and the rows one asked for by their numbers, with all their cells."""
    wanted = set(ask.only.get(page.name, ()))
    if not wanted:
        return
    for number, row in enumerate(rows, 1):
        is_head = number == head.row + 1
        if is_head or number in wanted:
            yield {"is": "written", "sheet": page.name, "row": number, "cells": told(row), "head": is_head}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
