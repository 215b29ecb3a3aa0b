"""A ledger's rows as HTML, written in plain Python: a template loop over the cells costs ten times as much."""

from collections.abc import Callable
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from gongqiao.design.ledger import Column, Page
from gongqiao.design.words import html

TONES = frozenset({"plain", "wait", "good", "bad", "note"})


def head(page: Page) -> SafeString:
    """The column heads; those that sort are links and say which way the list runs."""
    return mark_safe("".join(_head(page, column) for column in page.ledger.columns))  # noqa: S308 -- escaped in _head


def _head(page: Page, column: Column) -> str:
    kind, label = column.kind, escape(column.label)
    if not column.sort:
        return f'<th scope="col" class="{kind}">{label}</th>'
    down = f"-{column.sort}"
    ways = {column.sort: ("ascending", "↑", down), down: ("descending", "↓", column.sort)}
    said, arrow, following = ways.get(page.sort, ("none", "↕", column.sort))
    address = escape(page.address(sort=following))
    return (
        f'<th scope="col" class="{kind}" aria-sort="{said}">'
        f'<a href="{address}">{label}<span aria-hidden="true"> {arrow}</span></a></th>'
    )


def body(page: Page) -> SafeString:
    cells = [_cell(column) for column in page.ledger.columns]
    rows = ("<tr>" + "".join(cell(row) for cell in cells) + "</tr>" for row in page.rows)
    return mark_safe("\n".join(rows))  # noqa: S308 -- every value is escaped in _cell


def _cell(column: Column) -> Callable[[Any], str]:
    """A function that writes this column's cell; what does not depend on the row is worked out once."""
    start = f'<td class="{column.kind}" data-label="{escape(column.label)}">'
    say = _said(column)
    return lambda row: f"{start}{say(row)}</td>"


def _said(column: Column) -> Callable[[Any], str]:
    """What stands in a cell: the value's words, in a badge if it has a tone, in a link if it opens something."""
    read, link, tone = column.read, column.link, column.tone

    def words(row: Any) -> str:
        value = read(row)
        return value if isinstance(value, SafeString) else html(value)

    def toned(row: Any) -> str:
        shade = tone(row) if tone else ""
        return f'<span class="badge {shade if shade in TONES else "plain"}">{words(row)}</span>'

    inside = toned if tone else words
    return (lambda row: f'<a href="{escape(link(row))}">{inside(row)}</a>') if link else inside
