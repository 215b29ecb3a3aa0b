"""Who is let in at each address: joining is one's own; a union sees its own applicants and members, nobody below."""

from gongqiao.kernel.authority import SELF, Reach
from tests.doors import EVERYBODY, ONESELF, Door, among, office

UNION = among(("chair", "vice-chair", "joint-chair", "vessel-chair", "officer", "clerk", "cadre"), Reach.HERE)
OWN = {SELF: Reach.SELF}

APPLICATION = Door({**OWN, **UNION}, about="application")
DESK = office(UNION)
ROLL = office({**UNION, "installer": Reach.HERE})
REVIEW = office(UNION, sees=OWN).of("application")
PAGES = {
    "join": EVERYBODY,
    "join_at": EVERYBODY.of("slug"),
    **dict.fromkeys(("work", "place", "union", "me", "check", "proof", "progress", "withdraw"), ONESELF),
    **dict.fromkeys(("card", "renew_card"), ONESELF),
    "check_card": EVERYBODY.of("card"),
    "applications": DESK,
    **dict.fromkeys(("application", "send_back", "reject", "refer"), REVIEW),
    "resolutions": DESK,
    "resolve": DESK,
    "resolution": office(UNION).of("resolution"),
    "members": ROLL,
    "member": office(UNION, sees=OWN).of("member"),
}
