"""What may be read of foundings, their papers, certificates and endings."""

from gongqiao.organising.queries.bonds import bonds_of
from gongqiao.organising.queries.held import HELD
from gongqiao.organising.queries.seen import (
    TONES,
    certificates,
    coming,
    ending_facts,
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
from gongqiao.organising.queries.telling import STAGES, Act, acts_open, advice, known, stage

__all__ = [
    "HELD",
    "STAGES",
    "TONES",
    "Act",
    "acts_open",
    "advice",
    "bonds_of",
    "certificates",
    "coming",
    "ending_facts",
    "endings",
    "facts",
    "foundings",
    "known",
    "listed",
    "own_founding",
    "papers",
    "papers_of",
    "stage",
    "standing",
    "trace",
]
