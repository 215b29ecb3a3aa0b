"""What may be read of erasures and holds; the first word is who looks, unless a verb asks before the wall."""

from gongqiao.erasure.queries.held import HELD
from gongqiao.erasure.queries.known import (
    accounts_of,
    archive_from,
    keeps,
    knowing,
    last_union,
    longest_hold,
    obstacles,
    standing_hold,
    still_told,
    under_way,
)

__all__ = [
    "HELD",
    "accounts_of",
    "archive_from",
    "keeps",
    "knowing",
    "last_union",
    "longest_hold",
    "obstacles",
    "standing_hold",
    "still_told",
    "under_way",
]
