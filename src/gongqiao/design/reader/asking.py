"""What one asks of a table, and the words it may be asked in. Goes to the child as JSON; needs nothing but Python."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

MOST_ROWS = 1_000_000
NOTHING: Mapping[str, Sequence[int]] = {}


class Ask(NamedTuple):
    """`columns` by their codes, in the order in which values are wanted; `spellings` is heading → code.

    A heading row has one of `needed` at least. A row without any of `telling` may be a signature or a sum below the
    list. `order` are the codes of a table whose columns are known by their places alone, empty for those passed over.
    `only` asks for whole rows by their numbers, by sheet.
    """

    columns: Sequence[str]
    spellings: Mapping[str, str]
    needed: Sequence[str]
    telling: Sequence[str]
    order: Sequence[str] = ()
    most_rows: int = MOST_ROWS
    only: Mapping[str, Sequence[int]] = NOTHING

    @property
    def written(self) -> bytes:
        return json.dumps(self._asdict(), ensure_ascii=False).encode()

    @classmethod
    def of(cls, written: bytes) -> "Ask":
        return cls(**json.loads(written))
