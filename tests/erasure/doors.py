"""Who is let in at each address: oneself, her last union and those above it; no employer."""

from gongqiao.kernel.authority import SELF, Reach
from tests.doors import ONESELF, Door, among, listing, office
from tests.files import corpus
from tests.membership.doors import UNION

DESK = among(UNION, Reach.ALL)
HOLDERS = among([role for role in UNION if role != "clerk"], Reach.ALL)
ERASURE, HOLD = office(DESK).of("erasure"), office(HOLDERS).of("hold")
MY_ERASURE = Door({SELF: Reach.SELF}, about="erasure")
WHO = {"document_type": "card", "document_number": "330106199001011235", "name": "张三丰"}
PAPER = {"number": "无", "dated_on": "2026-03-10", "signed_by": "李华", "served": "hand"}
GROUND = {"kind": "lawsuit", "basis": "调查令", "number": "77号", "until": "2026-06-10"}
LATER = {"until": "2026-09-10", "words": "没有审结"}


def _scanned(**parts):
    return lambda _: {**parts, "scan": corpus.kept().word}


API = {
    "GET /my/erasure": MY_ERASURE,
    "POST /my/erasure": ONESELF.told({"agreed": True}),
    "POST /my/erasure/withdrawal": MY_ERASURE.told({}),
    "GET /erasures": listing(DESK, "erasure"),
    "GET /erasures/{pk}": ERASURE,
    "POST /erasures/on-paper": office(DESK).told(_scanned(**WHO, **PAPER)),
    "POST /erasures/{pk}/withdrawal/on-paper": ERASURE.told(_scanned(**PAPER)),
    "GET /holds": listing(HOLDERS, "hold"),
    "GET /holds/{pk}": HOLD,
    "POST /holds": office(HOLDERS).told(_scanned(**WHO, **GROUND)),
    "POST /holds/{pk}/prolongation": HOLD.told(LATER),
    "POST /holds/{pk}/lifting": HOLD.told({"words": "已经审结"}),
}
PAGES = {
    **dict.fromkeys(("own", "withdraw"), ONESELF),
    "erasures": office(DESK),
    "enter": office(DESK),
    **dict.fromkeys(("erasure", "withdraw_on_paper"), ERASURE),
    "holds": office(HOLDERS),
    "set_hold": office(HOLDERS),
    **dict.fromkeys(("hold", "prolong", "lift"), HOLD),
}
