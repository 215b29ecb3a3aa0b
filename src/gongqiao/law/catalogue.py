"""Every clock of the platform by name, `module.clock`: what it is, what starts it, how it is counted.

Days, unit and article are not here but in the dated rows of the same key.
"""

from dataclasses import dataclass

from gongqiao.law.data import table
from gongqiao.law.periods import Count


@dataclass(frozen=True)
class Clock:
    name: str
    words: str
    count: Count
    starts: str


_LISTED = (Clock(row["name"], row["words"], Count(row["count"]), row["starts"]) for row in table("clocks"))
CLOCKS = {clock.name: clock for clock in _LISTED}
