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
    rows = [f"<tr>{''.join([cell(row) for cell in cells])}</tr>" for row in page.rows]
    return mark_safe("\n".join(rows))  # noqa: S308 -- every value is escaped in _cell


def _cell(column: Column) -> Callable[[Any], str]:
    """A function that writes this column's cell; what does not depend on the row is worked out once."""
    start = f'<td class="{column.kind}" data-label="{escape(column.label)}">'
    read, link, tone = column.read, column.link, column.tone

    def words(row: Any) -> str:
        value = read(row)
        return f"{start}{value if isinstance(value, SafeString) else html(value)}</td>"

    def dressed(row: Any) -> str:
        """The words in a badge if they have a tone, in a link if they open something."""
        value = read(row)
        said = value if isinstance(value, SafeString) else html(value)
        if tone:
            shade = tone(row)
            said = f'<span class="badge {shade if shade in TONES else "plain"}">{said}</span>'
        if link:
            said = f'<a href="{html(link(row))}">{said}</a>'
        return f"{start}{said}</td>"

    return dressed if tone or link else words
