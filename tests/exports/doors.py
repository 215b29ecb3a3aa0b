"""Who is let in at each address: a union's own offices take its ledgers away; a table is for whoever took it."""

from gongqiao.kernel.authority import Reach
from tests.doors import Door, among, office
from tests.membership.doors import UNION

TAKER = "clerk"
"""Whose exports the neighbours' are."""
PAGES = {
    "hand_out": office(UNION).of("ledger", gated=True),
    "exports": office(UNION),
    "export": Door(UNION, about="export"),
    "file": Door(among((TAKER,), Reach.HERE), sees=UNION, about="export"),
}
