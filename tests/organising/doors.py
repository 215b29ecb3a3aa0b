"""Who is let in at each address: the group, the unions that have its case, its employer; each to its own part."""

from gongqiao.kernel.authority import SELF, Reach
from gongqiao.organisations.models import Employer
from gongqiao.organising.forms import TABLE
from tests.doors import ONESELF, Door, among, listing, office
from tests.files import corpus
from tests.organisations.doors import DISSOLVE, EMPLOYERS, SEERS
from tests.organising.made import union_code

OWN = {SELF: Reach.SELF}
DESK = among(("chair", "vice-chair", "joint-chair", "vessel-chair", "officer", "clerk"), Reach.HERE)
DESK |= {"cadre": Reach.ALL}
SEE = {**OWN, **SEERS, **EMPLOYERS}
PAPERED = {"number": "1号", "dated_on": "2026-03-10", "signed_by": "李明", "served": "hand"}
PLAN = {"head": "丁一", "group": "丁一、于二", "expected": 30, "no_party": True}
RESOLUTION = {"number": "4号", "met_on": "2026-03-10", "present": "李明"}
SLATE = {"seats": 3, "candidates": "丁一、于二、王三、刘四", "chairs": "丁一、于二", "posted_at": "门口"}
COUNTED = {"entitled": 30, "attended": 20, "issued": 20, "returned": 20, "elected": "丁一 16\n于二 16\n王三 16"}
TOLD = {
    "petition_again": PLAN,
    "approve_group": {"number": "1号"},
    "list_members": {"members": 30, "women": 4},
    "state_persons": {"principals": "金老板"},
    "post_candidates": {**SLATE, "posted_on": "2026-03-10"},
    "give_opinion": {"agreed": "yes"},
    "call_congress": {"meeting": "members", "meeting_on": "2026-03-20", "place": "食堂"},
    "approve_congress": {"number": "2号"},
    "report_result": {**COUNTED, "held_on": "2026-03-10", "chair": "丁一", "years": "3"},
    "approve_result": {"number": "3号"},
    "send_back": {"words": "补正"},
    "bring_members": RESOLUTION,
    "register_legal_person": {"uscc": union_code(), "valid_until": "2029-03-10", "registrar": "萧山区总工会"},
    "open_account": {"bank": "农商行", "account_on": "2026-03-10"},
    "cut_seal": {"seal_on": "2026-03-10", "filed_as": "无"},
    "withdraw": {"words": "不办了"},
}
OF_SUPERIOR = ("approve_group", "approve_congress", "approve_result", "send_back", "bring_members")
SUPERIOR = {name: {"cadre": Reach.ALL} for name in OF_SUPERIOR}
KEPT = dict.fromkeys(("register_legal_person", "open_account", "cut_seal"), DESK)
BY_ITSELF = {**dict.fromkeys(TABLE, OWN), **SUPERIOR, **KEPT, "state_persons": EMPLOYERS}
"""What the employer states is the employer's; the Party organisation's word may be told by the group."""


def _door(opens):
    return Door(opens, sees=SEE, about="founding")


def _on_paper(**parts):
    return lambda _: {**PAPERED, **parts, "scan": corpus.kept().word}


def _acts():
    for name, told in TABLE.items():
        where = f"POST /foundings/{{pk}}/{name.replace('_', '-')}"
        if told.form:
            yield where, _door(BY_ITSELF[name]).told(TOLD[name])
        if told.on_paper:
            parts = {key: said for key, said in TOLD[name].items() if key != "number"}
            yield f"{where}/on-paper", _door(DESK).told(_on_paper(**parts))


def _firm(things):
    return {"uscc": Employer.objects.get(pk=things["employer"]).uscc, **PLAN}


API = {
    "GET /foundings": listing(SEE, "founding"),
    "GET /foundings/{pk}": Door(SEE, about="founding"),
    "GET /foundings/{pk}/papers": Door(SEE, about="founding"),
    "POST /foundings": ONESELF.told(_firm),
    "POST /foundings/on-paper": office(DESK).told(
        lambda things: {**_firm(things), **PAPERED, "scan": corpus.kept().word}
    ),
    **dict(_acts()),
    "POST /founding-papers/{pk}/seal": Door({**OWN, **DESK}, sees=SEE, about="founding_paper").told(
        lambda _: {"scan": corpus.kept().word}
    ),
    "GET /founding-papers/{pk}/pdf": Door(SEE, about="founding_paper"),
    "GET /certificates": listing(DESK, "certificate"),
    "POST /certificates/{pk}/renewal": Door(DESK, about="certificate").told(
        {"number": "2号", "issued_on": "2026-03-10", "valid_until": "2029-03-10"}
    ),
    "POST /unions/{pk}/ending": DISSOLVE.told({"ground": "closed", **RESOLUTION}),
}
PAGES = {
    "own": ONESELF,
    "start": ONESELF,
    "of_employer": office(EMPLOYERS),
    "foundings": office(DESK),
    "petition_on_paper": office(DESK),
    **dict.fromkeys(("founding", *TABLE), Door(SEE, about="founding")),
    **dict.fromkeys(("paper", "paper_pdf", "seal_paper"), Door(SEE, about="founding_paper")),
    "certificates": office(DESK),
    "renew_certificate": Door(DESK, about="certificate"),
    "end_union": DISSOLVE.of("union"),
    "ending": Door({**SEERS, "installer": Reach.PLATFORM}, about="ending"),
}
