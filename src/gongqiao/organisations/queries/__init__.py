"""What others may ask about unions, employers and posts."""

from gongqiao.organisations.queries.figures import counted, standing
from gongqiao.organisations.queries.ledgers import appointments, employers, organisations
from gongqiao.organisations.queries.posts import holders, identities, persons_holding, posts_of
from gongqiao.organisations.queries.routing import Candidate, Invitation, at, joinable, union_for
from gongqiao.organisations.queries.tree import (
    ancestors,
    bodies_by_division,
    children,
    closed,
    county_of,
    federation_of,
    superiors,
    tier_of,
)

__all__ = [
    "Candidate",
    "Invitation",
    "ancestors",
    "appointments",
    "at",
    "bodies_by_division",
    "children",
    "closed",
    "counted",
    "county_of",
    "employers",
    "federation_of",
    "holders",
    "identities",
    "joinable",
    "organisations",
    "persons_holding",
    "posts_of",
    "standing",
    "superiors",
    "tier_of",
    "union_for",
]
