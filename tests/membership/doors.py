"""Who is let in at each address: joining is one's own; a union sees its own applicants and members, nobody below."""

from gongqiao.kernel.authority import SELF, Reach
from tests import make
from tests.doors import EVERYBODY, ONESELF, SIGNED_IN, Door, among, listing, office

UNION = among(("chair", "vice-chair", "joint-chair", "vessel-chair", "officer", "clerk", "cadre"), Reach.HERE)
OWN = {SELF: Reach.SELF}

APPLICATION = Door({**OWN, **UNION}, about="application")
DESK = office(UNION)
ROLL = office({**UNION, "installer": Reach.HERE})
REVIEW = office(UNION, sees=OWN).of("application")
EMPOWERED = among(("chair", "vice-chair", "joint-chair", "vessel-chair", "officer"), Reach.HERE)
PRE_ADMIT = office(EMPOWERED, sees={**OWN, **UNION}).of("application")
MINE = Door(OWN, about="application")
MEETING = {"number": "1号", "met_on": "2026-03-10", "present": "李明"}
API = {
    "GET /applications": listing({**OWN, **UNION}, "application"),
    "GET /applications/{pk}": APPLICATION,
    "POST /applications/{pk}/sending-back": REVIEW.told({"missing": ["station"]}),
    "POST /applications/{pk}/pre-admission": PRE_ADMIT.told({}),
    "POST /applications/{pk}/rejection": REVIEW.told({"words": "请向单位工会申请"}),
    "POST /applications/{pk}/referral": REVIEW.told(lambda things: {"to": things["elsewhere"]}),
    "GET /members": listing({**OWN, **UNION}, "member"),
    "GET /members/{pk}": Door({**OWN, **UNION}, about="member"),
    "GET /resolutions": listing(UNION, "resolution"),
    "POST /resolutions": DESK.told(lambda things: {**MEETING, "applications": [str(things["application"])]}),
    "GET /posters/{slug}": SIGNED_IN.of("slug"),
    "GET /my/application": MINE,
    "POST /my/application": ONESELF.told({"employment_form": "flexible"}),
    "POST /my/application/place": MINE.told({"workplace": "杭州市萧山区城厢街道"}),
    "POST /my/application/union": MINE.told(lambda things: {"union": things["union"]}),
    "POST /my/application/identity": MINE.told(
        {"name": "李四", "document_type": "card", "document_number": make.identity_number(), "agreed": True}
    ),
    "POST /my/application/proof": MINE,
    **dict.fromkeys(
        ("POST /my/application/submission", "POST /my/application/resubmission"), MINE.told({"agreed": True})
    ),
    "POST /my/application/withdrawal": MINE.told({}),
}
PAGES = {
    "join": EVERYBODY,
    "join_at": EVERYBODY.of("slug"),
    **dict.fromkeys(("work", "place", "union", "me", "check", "proof", "progress", "withdraw"), ONESELF),
    **dict.fromkeys(("card", "renew_card"), ONESELF),
    "check_card": EVERYBODY.of("card"),
    "applications": DESK,
    **dict.fromkeys(("application", "send_back", "reject", "refer"), REVIEW),
    "pre_admit": PRE_ADMIT,
    "resolutions": DESK,
    "resolve": DESK,
    "resolution": office(UNION).of("resolution"),
    "members": ROLL,
    "member": office(UNION, sees=OWN).of("member"),
}
