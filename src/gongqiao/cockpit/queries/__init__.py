from gongqiao.cockpit.queries.indicators import INDICATORS, Dimension, Indicator
from gongqiao.cockpit.queries.listening import topics, topics_of, version
from gongqiao.cockpit.queries.readings import DAYS, Reading, compare, crossed, per_day, read, shown
from gongqiao.cockpit.queries.seats import Seat, below, seat
from gongqiao.cockpit.queries.sums import AsOf

__all__ = [
    "DAYS",
    "INDICATORS",
    "AsOf",
    "Dimension",
    "Indicator",
    "Reading",
    "Seat",
    "below",
    "compare",
    "crossed",
    "per_day",
    "read",
    "seat",
    "shown",
    "topics",
    "topics_of",
    "version",
]
