"""Who is let in at each address: joining is one's own; a union sees its own applicants and members, nobody below."""

from gongqiao.kernel.authority import SELF, Reach
from tests import make
from tests.doors import EVERYBODY, NOWHERE, ONESELF, SIGNED_IN, Door, among, listing, office
from tests.files import corpus

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
TRANSFER = office(UNION).of("transfer")
MOVING = Door(OWN, about="transfer")
CARD = {"card_number": "330000000018", "name": "张三丰", "employment_form": "contract"}
WORDS = {"words": "会籍随劳动关系"}


def _on_paper(**parts):
    told = {"number": "1号", "dated_on": "2026-03-10", "signed_by": "李明", "served": "hand", **parts}
    return lambda _: {**told, "scan": corpus.kept().word}


OTHERS = Door(among(UNION, NOWHERE), sees=UNION, about="transfer")
"""What the case's other unions do: the old one, which sees it, is told that this is not hers to do."""
OLDS = {"release", "refusal"}
ACTS = {"release": {}, "refusal": WORDS, "acceptance": {}, "return": WORDS, "ruling": {"verdict": "keep", **WORDS}}
API = {
    "GET /transfers": listing(UNION, "transfer"),
    "GET /transfers/{pk}": TRANSFER,
    "POST /transfers": DESK.told(CARD),
    "POST /transfers/on-paper": DESK.told(_on_paper(**CARD)),
    **{f"POST /transfers/{{pk}}/{act}": (TRANSFER if act in OLDS else OTHERS).told(told) for act, told in ACTS.items()},
    **{f"POST /transfers/{{pk}}/{act}/on-paper": TRANSFER.told(_on_paper(**words)) for act, words in ACTS.items()},
    "GET /my/transfer": MOVING,
    "POST /my/transfer": MOVING.told({"employment_form": "flexible"}),
    "POST /my/transfer/place": MOVING.told({"workplace": "杭州市萧山区城厢街道"}),
    "POST /my/transfer/request": MOVING.told(lambda things: {"union": things["union"], "agreed": True}),
    "POST /my/transfer/agreement": MOVING.told({"agreed": True}),
    **dict.fromkeys(("POST /my/transfer/declining", "POST /my/transfer/withdrawal"), MOVING.told({})),
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
    **dict.fromkeys(("transfer", "move_work", "move_place", "move_union", "agree", "remain", "call_off"), ONESELF),
    **dict.fromkeys(("transfers", "invite", "record_request"), DESK),
    **dict.fromkeys(("transfer_case", "release", "hold_back", "take_in", "turn_down", "rule"), TRANSFER),
    "send_off": office(UNION, sees=OWN).of("member"),
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
