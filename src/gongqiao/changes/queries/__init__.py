"""What may be read of how memberships changed."""

from gongqiao.changes.queries.held import HELD
from gongqiao.changes.queries.seen import (
    TONES,
    any_dead,
    blocks,
    changed_since,
    changes,
    facts,
    own_changes,
    papers_of,
    resettled,
    resettlements,
    standing,
    stood,
    trace,
)
from gongqiao.changes.queries.thresholds import duties

__all__ = [
    "HELD",
    "TONES",
    "any_dead",
    "blocks",
    "changed_since",
    "changes",
    "duties",
    "facts",
    "own_changes",
    "papers_of",
    "resettled",
    "resettlements",
    "standing",
    "stood",
    "trace",
]
