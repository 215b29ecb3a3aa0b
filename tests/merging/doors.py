"""Who is let in at each address: the unions that have the case, and she of whom it is."""

from tests.changes.doors import OF_MEMBER, OWN
from tests.doors import ONESELF, Door, listing, office
from tests.files import corpus
from tests.membership.doors import REVIEW, UNION

MERGER = office(UNION).of("merger")
MY_MERGER = Door(OWN, about="merger")
SAID = {"words": "核对材料后不是同一人"}
PAPER = {"number": "无", "dated_on": "2026-03-10", "signed_by": "李华", "served": "hand"}
SEEN = {"seen": "originals", "words": "两份证件照片一致"}
GROUND = {**SEEN, "goes_on": "this"}

API = {
    "GET /mergers": listing(UNION, "merger"),
    "GET /mergers/{pk}": MERGER,
    "POST /members/{pk}/merger": OF_MEMBER.told({"card_number": "000000000000", "name": "李华", **GROUND}),
    "POST /applications/{pk}/merger": REVIEW.told({"card_number": "000000000000", "name": "李华", **SEEN}),
    "POST /mergers/{pk}/confirmation": MERGER.told({}),
    "POST /mergers/{pk}/declining": MERGER.told(SAID),
    "POST /mergers/{pk}/withdrawal": MERGER.told(SAID),
    "POST /mergers/{pk}/agreement/on-paper": MERGER.told(lambda _: {**PAPER, "scan": corpus.kept().word}),
    "POST /mergers/{pk}/undoing": MERGER.told(SAID),
    "GET /my/merger": MY_MERGER,
    "POST /my/merger/agreement": MY_MERGER.told({}),
    "POST /my/merger/objection": MY_MERGER.told({}),
}
PAGES = {
    "mergers": office(UNION),
    **dict.fromkeys(("own", "agree", "object_to"), ONESELF),
    "propose": OF_MEMBER,
    "propose_applicant": REVIEW,
    **dict.fromkeys(("merger", "confirm", "decline", "withdraw", "agree_on_paper", "undo"), MERGER),
}
