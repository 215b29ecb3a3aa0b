"""Who is let in at each address: one's own membership is one's own, a union's members are that union's alone."""

from gongqiao.kernel.authority import SELF, Reach
from tests.doors import NOWHERE, ONESELF, Door, among, listing, office
from tests.files import corpus
from tests.membership.doors import UNION
from tests.organisations.doors import DISSOLVE

RESETTLE = DISSOLVE.of("union")
OWN = {SELF: Reach.SELF}
CHANGE = office(UNION).of("change")
OF_MEMBER = office(UNION, sees=OWN).of("member")
"""She sees her own membership, and is told that this is her union's to record."""
FILED = Door(among(UNION, NOWHERE), sees=UNION, about="change")
MINE, MY_CHANGE = Door(OWN, about="member"), Door(OWN, about="change")
MET = {"met_on": "2026-03-10", "present": "李明"}
MEETING = {**MET, "group_on": "2026-03-10"}
WORK = {"employment_form": "contract", "effect_on": "2026-03-10"}
KEPT = {"cause": "retired", "effect_on": "2026-03-10"}
CRIME = {"judgment": "（2026）浙0109刑初1号", "judged_on": "2026-02-01", "number": "8号", **MEETING}


def _on_paper(**parts):
    told = {"number": "1号", "dated_on": "2026-03-10", "signed_by": "李明", "served": "hand", **parts}
    return lambda _: {**told, "scan": corpus.kept().word}


API = {
    "GET /changes": listing(UNION, "change"),
    "GET /changes/{pk}": CHANGE,
    "POST /changes/{pk}/announcement": CHANGE.told({**MEETING, "card": "none"}),
    "POST /changes/{pk}/keeping": CHANGE.told({"words": "已经补交"}),
    "POST /changes/{pk}/exit": CHANGE.told({**MEETING, "number": "8号", "words": "没有正当理由", "checked": True}),
    "POST /changes/{pk}/withdrawal/on-paper": CHANGE.told(_on_paper()),
    "POST /changes/{pk}/undoing": CHANGE.told(_on_paper(words="登记错了人")),
    "POST /changes/{pk}/filing": FILED.told({"filed_as": "已备案"}),
    "POST /changes/{pk}/filing/on-paper": CHANGE.told(_on_paper(filed_as="已备案")),
    "POST /unions/{pk}/resettlement": RESETTLE.told({**MET, "number": "6号"}),
    "GET /resettlements/{pk}": Door(UNION, about="resettlement"),
    "GET /my/change": MY_CHANGE,
    "POST /my/change/explanation": MY_CHANGE.told({"words": "出差半年"}),
    "POST /my/change/withdrawal": MY_CHANGE.told({}),
    "POST /my/membership/retention": MINE.told(KEPT),
    "POST /my/membership/restoration": MINE.told(WORK),
    "POST /my/membership/leaving": MINE.told({"agreed": True}),
    "POST /members/{pk}/retention": OF_MEMBER.told(_on_paper(**KEPT)),
    "POST /members/{pk}/restoration": OF_MEMBER.told(_on_paper(**WORK)),
    "POST /members/{pk}/leaving": OF_MEMBER.told(_on_paper()),
    "POST /members/{pk}/reminder": OF_MEMBER.told(_on_paper(paid_until="2025-06-01", active_until="2025-06-01")),
    "POST /members/{pk}/expulsion": OF_MEMBER.told(CRIME),
    "POST /members/{pk}/death": OF_MEMBER.told(_on_paper(died_on="2026-03-10")),
}
PAGES = {
    **dict.fromkeys(("membership", "retain", "restore", "leave", "take_back", "explain"), ONESELF),
    "changes": office(UNION),
    "resettle": RESETTLE,
    "resettlement": Door(UNION, about="resettlement"),
    **dict.fromkeys(
        ("change", "announce_leaving", "record_staying", "file_expulsion", "keep_member", "confirm_exit", "undo_death"),
        CHANGE,
    ),
    **dict.fromkeys(
        ("retain_on_paper", "restore_on_paper", "leave_on_paper", "warn", "expel", "record_death"), OF_MEMBER
    ),
}
