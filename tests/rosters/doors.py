"""Who is let in at each address: a union's lists are its own; a signed one asks whoever holds the phone on it."""

from gongqiao.kernel.authority import Reach
from tests.doors import ONESELF, among, office

UNION = among(("chair", "vice-chair", "joint-chair", "vessel-chair", "officer", "clerk", "cadre"), Reach.HERE)
ROLL = office({**UNION, "installer": Reach.HERE})
ROSTER = ROLL.of("roster")
ASKED = ONESELF.of("listing", gated=True)

PAGES = {
    **dict.fromkeys(("rosters", "new_roster", "roster_template"), ROLL),
    **dict.fromkeys(("roster", "roster_problems", "bad_rows", "decide_roster"), ROSTER),
    **dict.fromkeys(("undo_roster", "reread_roster", "discard_roster"), ROSTER),
    "listings": ONESELF,
    **dict.fromkeys(("confirm_listing", "decline_listing"), ASKED),
}
