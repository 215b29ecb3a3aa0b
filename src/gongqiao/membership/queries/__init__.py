"""What may be read of joining and belonging."""

from gongqiao.membership.queries.bonds import bonds_of
from gongqiao.membership.queries.cases import (
    blocks,
    card_facts,
    card_front,
    is_minor,
    membership_facts,
    missing,
    place_in_full,
    place_told,
    resolution_facts,
    standing,
    stays,
    told,
    trace,
    work_told,
)
from gongqiao.membership.queries.figures import belonging, joined_per_day, overdue_reviews, under_way
from gongqiao.membership.queries.held import HELD
from gongqiao.membership.queries.known import (
    is_known_member,
    is_member,
    known_members,
    members_among,
)
from gongqiao.membership.queries.routing import unions_for
from gongqiao.membership.queries.seen import (
    CardShown,
    admitted_by,
    applications,
    card_shown,
    listed_members,
    members,
    own_applications,
    own_membership,
    resolutions,
    waiting,
)

__all__ = [
    "HELD",
    "CardShown",
    "admitted_by",
    "applications",
    "belonging",
    "blocks",
    "bonds_of",
    "card_facts",
    "card_front",
    "card_shown",
    "is_known_member",
    "is_member",
    "is_minor",
    "joined_per_day",
    "known_members",
    "listed_members",
    "members",
    "members_among",
    "membership_facts",
    "missing",
    "overdue_reviews",
    "own_applications",
    "own_membership",
    "place_in_full",
    "place_told",
    "resolution_facts",
    "resolutions",
    "standing",
    "stays",
    "told",
    "trace",
    "under_way",
    "unions_for",
    "waiting",
    "work_told",
]
