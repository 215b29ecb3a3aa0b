"""What others may ask about unions, employers and posts."""

from gongqiao.organisations.queries.bonds import keep_from_ending, what_keeps
from gongqiao.organisations.queries.figures import counted, standing
from gongqiao.organisations.queries.ledgers import (
    appointments,
    employer_with,
    employers,
    organisations,
    stations,
    terms,
)
from gongqiao.organisations.queries.posts import holders, identities, in_office_until, persons_holding, posts_of
from gongqiao.organisations.queries.routing import JOIN_AT, Candidate, Invitation, at, brand_called, joinable, union_for
from gongqiao.organisations.queries.showing import employer_facts, role_words, union_page
from gongqiao.organisations.queries.tree import (
    above_both,
    ancestors,
    bodies_by_division,
    children,
    closed,
    county_of,
    departments,
    federation_of,
    governed,
    lines_of,
    local_union,
    named,
    next_above,
    superiors,
    tier_of,
)
from gongqiao.organisations.rules import meeting

__all__ = [
    "JOIN_AT",
    "Candidate",
    "Invitation",
    "above_both",
    "ancestors",
    "appointments",
    "at",
    "bodies_by_division",
    "brand_called",
    "children",
    "closed",
    "counted",
    "county_of",
    "departments",
    "employer_facts",
    "employer_with",
    "employers",
    "federation_of",
    "governed",
    "holders",
    "identities",
    "in_office_until",
    "joinable",
    "keep_from_ending",
    "lines_of",
    "local_union",
    "meeting",
    "named",
    "next_above",
    "organisations",
    "persons_holding",
    "posts_of",
    "role_words",
    "standing",
    "stations",
    "superiors",
    "terms",
    "tier_of",
    "union_for",
    "union_page",
    "what_keeps",
]
