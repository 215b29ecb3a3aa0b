"""Reading the map. Divisions are public: unlike other queries these ask for no viewer."""

from gongqiao.places.queries.addresses import Guess, township_of
from gongqiao.places.queries.divisions import (
    areas,
    children,
    current,
    division,
    full_names,
    path,
    resolve,
    search,
    townships_by_county,
)
from gongqiao.places.queries.maps import Drawing, Mark, drawing
from gongqiao.places.queries.tiles import GRID

__all__ = [
    "GRID",
    "Drawing",
    "Guess",
    "Mark",
    "areas",
    "children",
    "current",
    "division",
    "drawing",
    "full_names",
    "path",
    "resolve",
    "search",
    "township_of",
    "townships_by_county",
]
