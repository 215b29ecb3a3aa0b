"""The reference pages of the law: its rows, its clocks."""

from collections.abc import Sequence

from gongqiao.law.catalogue import CLOCKS
from gongqiao.law.parameters import KINDS, LEVELS, TABLE

PLACES = {"": "全国", "33": "浙江", "3301": "杭州", "3302": "宁波"}


def parameters_markdown() -> str:
    """Every dated row. The nearest place drives; of one legislator the later; the other values are notes."""
    rows = [
        (
            f"`{row.key}`",
            PLACES[row.text.division],
            KINDS.get(row.text.kind, ""),
            LEVELS.get(row.level, ""),
            row.words,
            row.citation,
            f"{row.text.since} – {row.text.until or ''}",
            row.text.mark.value,
            row.note,
        )
        for row in sorted(TABLE, key=lambda row: (row.key, *row.rank))
    ]
    head = ("key", "place", "kind", "level", "value", "article", "in force", "mark", "note")
    return f"# Parameters\n\n{parameters_markdown.__doc__}\n\n{_table(head, rows)}"


def clocks_markdown() -> str:
    """Every clock of the catalogue, as `gongqiao law clocks` lists them."""
    rows = [(f"`{c.name}`", c.words, c.starts, c.count.words) for c in sorted(CLOCKS.values(), key=lambda c: c.name)]
    return f"# Clocks\n\n{clocks_markdown.__doc__}\n\n{_table(('clock', '', 'starts with', 'counted'), rows)}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "".join(f"| {' | '.join(line)} |\n" for line in (head, ["---"] * len(head), *rows))


pages = {"parameters.md": parameters_markdown, "clocks.md": clocks_markdown}
