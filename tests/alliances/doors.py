"""Who is let in at each address: whoever belongs sees an alliance, its keeper writes the book, a member may leave."""

from gongqiao.kernel.authority import Reach
from tests.doors import among, listing, office
from tests.files import corpus

UNION_SIDE = ("chair", "vice-chair", "joint-chair", "vessel-chair", "officer", "clerk", "cadre", "women-chair")
SEE = among(UNION_SIDE, Reach.ALL)
KEEP = among(UNION_SIDE[:-1], Reach.HERE)
PAPER = {"number": "盟〔2026〕3号", "signed_on": "2026-03-01"}
KEPT = office(KEEP, SEE).of("alliance")
LEAVE = office(KEEP, SEE).of("party")


def _paper(_things):
    return {**PAPER, "scan": corpus.kept().word}


API = {
    "GET /alliances": listing(SEE, "alliance"),
    "GET /alliances/{pk}/parties": office(SEE).of("alliance"),
    "POST /alliances": office(KEEP).told(
        lambda things: {**_paper(things), "name": "新联盟", "purpose": "共享", "members": "瑞安新就业形态联合工会"}
    ),
    "POST /alliances/{pk}/parties": KEPT.told(lambda things: {**_paper(things), "union": "温州市总工会"}),
    "POST /alliance-parties/{pk}/leave": LEAVE.told({}),
    "POST /alliances/{pk}/hand-over": KEPT.told({"to": "瑞安新就业形态联合工会"}),
    "POST /alliances/{pk}/end": KEPT.told({"words": "盟〔2026〕9号"}),
}
PAGES = {
    "alliances": office(SEE),
    "ally": office(KEEP),
    "alliance": office(SEE).of("alliance"),
    **dict.fromkeys(("admit_party", "hand_over", "end_alliance"), KEPT),
    "leave_alliance": LEAVE,
}
