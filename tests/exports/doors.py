"""Who is let in at each address: a union's own offices take its ledgers away; a table is for whoever took it."""

from gongqiao.exports import grants
from gongqiao.kernel.authority import Reach
from tests.doors import Door, among, listing, office
from tests.membership.doors import UNION

TAKER = "clerk"
"""Whose exports the neighbours' are."""
HAND_OUT = office(UNION).of("ledger", gated=True)
EXPORT = Door(UNION, about="export")
DECIDE = Door(among(grants.APPROVERS, Reach.HERE), sees=UNION, about="export")
TABLE = Door(among((TAKER,), Reach.HERE), sees=UNION, about="export")
API = {
    "POST /ledgers/{ledger}/exports": HAND_OUT.told({"purpose": "发放慰问品"}),
    "GET /exports": listing(UNION, "export"),
    "GET /exports/{pk}": EXPORT,
    "GET /exports/{pk}/file": TABLE,
    "POST /exports/{pk}/approval": DECIDE,
    "POST /exports/{pk}/refusal": DECIDE.told({"words": "活动已经取消"}),
}
PAGES = {"hand_out": HAND_OUT, "exports": office(UNION), "export": EXPORT, "file": TABLE}
PAGES |= {"approve": DECIDE, "decline": DECIDE, "alarm": Door({"security-admin": Reach.PLATFORM}, about="export_alarm")}
