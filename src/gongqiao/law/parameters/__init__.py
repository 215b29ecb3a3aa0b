"""The table of dated parameters, and which of its rows drives at a place on a day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from gongqiao.law.parameters import bargaining, others, unions
from gongqiao.law.parameters.row import KINDS, LEVELS, PROVINCE, Mark, Parameter

__all__ = ["KINDS", "LEVELS", "PROVINCE", "TABLE", "Held", "Mark", "Parameter", "held"]

TABLE = (*bargaining.ROWS, *unions.ROWS, *others.ROWS)

_BY_KEY: dict[str, list[Parameter]] = defaultdict(list)
for _row in TABLE:
    _BY_KEY[_row.key].append(_row)


@dataclass(frozen=True)
class Held:
    """The row that drives, and the other values in force, which are told beside it and bind nobody."""

    row: Parameter
    others: tuple[Parameter, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        return ((self.row.note,) if self.row.note else ()) + self.beside

    @property
    def beside(self) -> tuple[str, ...]:
        """What other texts say."""
        return tuple(f"另有规定：{other.citation}为{other.words}" for other in self.others)


def held(key: str, *, division: str, kind: str = "", level: str = "", on: date) -> Held | None:
    """What held for this key there on that day; nothing where no text sets a value."""
    rows = [row for row in _BY_KEY.get(key, ()) if row.holds(on, division=division, kind=kind, level=level)]
    if not rows:
        return None
    first, *rest = sorted(rows, key=lambda row: row.rank, reverse=True)
    told = {(row.value, row.unit): row for row in reversed(rest) if (row.value, row.unit) != (first.value, first.unit)}
    return Held(first, tuple(told.values()))
