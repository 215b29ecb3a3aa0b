"""What may be read of lists of people."""

from gongqiao.rosters.queries.built import brought_by, built_of, built_on
from gongqiao.rosters.queries.held import HELD
from gongqiao.rosters.queries.rosters import (
    Listing,
    own_listings,
    problems,
    roster_facts,
    roster_figures,
    roster_standing,
    rosters,
    same_roster,
    what_keeps_roster,
)
from gongqiao.rosters.queries.sheets import Bad, bad_rows, bad_rows_name, template
from gongqiao.rosters.queries.spellings import ask, layouts, spelt_in, words

__all__ = [
    "HELD",
    "Bad",
    "Listing",
    "ask",
    "bad_rows",
    "bad_rows_name",
    "brought_by",
    "built_of",
    "built_on",
    "layouts",
    "own_listings",
    "problems",
    "roster_facts",
    "roster_figures",
    "roster_standing",
    "rosters",
    "same_roster",
    "spelt_in",
    "template",
    "what_keeps_roster",
    "words",
]
