"""A chart with what must stand beside it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Chart:
    """`drawing` is HTML of ours; `heads` and `rows` are the same figures as a table; `definition` is the 口径."""

    title: str
    drawing: SafeString
    heads: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    unit: str = ""
    definition: str = ""
    as_of: datetime | None = None
