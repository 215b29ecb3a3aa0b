"""What may be read of foundings, their papers, certificates and endings."""

from gongqiao.organising.queries.bonds import bonds_of
from gongqiao.organising.queries.held import HELD
from gongqiao.organising.queries.seen import (
    TONES,
    certificates,
    endings,
    facts,
    foundings,
    listed,
    own_founding,
    papers,
    papers_of,
    standing,
    trace,
)
from gongqiao.organising.queries.telling import Act, acts_open, advice

__all__ = [
    "HELD",
    "TONES",
    "Act",
    "acts_open",
    "advice",
    "bonds_of",
    "certificates",
    "endings",
    "facts",
    "foundings",
    "listed",
    "own_founding",
    "papers",
    "papers_of",
    "standing",
    "trace",
]
