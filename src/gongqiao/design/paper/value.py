"""What stands on an official paper, whoever issues it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Table:
    """Rows under their heads, which stand again on every page that the rows reach."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    title: str = ""


@dataclass(frozen=True)
class OfficialPaper:
    """One paper. `title` is a line of the heading each; `reader` is 主送, `number` 文号, both may be wanting.

    `red` gives it the red head of the organ that issues it; without one the number stands at the right of the first
    line. `sealed` keeps the place of the seal on name and day; `note` is small and stands under everything.
    """

    title: Sequence[str]
    issuer: str
    dated_on: date
    body: Sequence[str | Table]
    number: str = ""
    reader: str = ""
    red: bool = False
    sealed: bool = True
    note: str = ""
