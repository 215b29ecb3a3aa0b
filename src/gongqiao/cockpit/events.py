from dataclasses import dataclass
from datetime import date

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class Recounted(Event):
    """One indicator was counted over the tables and compared; `cells` of the kept sums were wrong and put right.

    `on` is the past day it was compared as of; then nothing was put right.
    """

    indicator: str
    cells: int
    off_by: int
    on: date | None = None
