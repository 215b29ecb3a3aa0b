"""Who is let in at each address: officers run a vote, electors vote as themselves, everybody reads and counts again."""

from gongqiao.kernel.authority import Reach
from tests.doors import EVERYBODY, ONESELF, among, office

UNION_SIDE = ("chair", "vice-chair", "joint-chair", "vessel-chair", "officer", "clerk", "cadre", "women-chair")
SEE = among(UNION_SIDE, Reach.ALL)
KEEP = among(UNION_SIDE[:-1], Reach.HERE)
KEPT = office(KEEP, SEE).of("vote")

PAGES = {
    "own": ONESELF,
    **dict.fromkeys(("booth", "credential"), ONESELF.of("vote", gated=True)),
    **dict.fromkeys(("election", "box", "board", "archive"), EVERYBODY.of("vote")),
    "votes": office(SEE),
    "prepare": office(KEEP),
    "vote": office(SEE).of("vote"),
    **dict.fromkeys(("roll", "entrust", "open_vote", "close_vote", "bring_part", "count_vote", "void_vote"), KEPT),
}
