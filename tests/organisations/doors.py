"""Who is let in at each address: every office of a union sees down its line; changing is a few duties'."""

from gongqiao.kernel.authority import SELF, Reach
from tests import make
from tests.doors import EVERYBODY, NOWHERE, among, listing, office

ALL, BELOW, HERE, PLATFORM = Reach.ALL, Reach.BELOW, Reach.HERE, Reach.PLATFORM
SIDE = ("chair", "vice-chair", "joint-chair", "vessel-chair", "officer", "clerk", "cadre", "women-chair")
INSTALLER = {"installer": PLATFORM}
SEERS = among(SIDE, ALL)
EMPLOYER_SEERS = among(("cadre", "officer", "chair"), ALL)
EMPLOYERS = among(("boss", "hr", "owner"), HERE)

UNION = office({**SEERS, **INSTALLER}).of("union")
FOUND = office({"cadre": ALL, **INSTALLER}, sees=SEERS).of("union")
DISSOLVE = office({"cadre": BELOW}, sees={**SEERS, **INSTALLER}).of("union")
BEGIN_TERM = office({"cadre": ALL, "chair": HERE, **INSTALLER}, sees=SEERS).of("union")
KEEPERS = {"cadre": ALL, "joint-chair": HERE, "officer": HERE, **INSTALLER}
STATION = office(KEEPERS).of("station")
REGISTRARS = {"cadre": ALL, "officer": HERE, **INSTALLER}
EMPLOYER = office({**EMPLOYER_SEERS, **EMPLOYERS}).of("employer")
COVER = office({"cadre": ALL, "officer": HERE}, sees={**EMPLOYER_SEERS, **EMPLOYERS}).of("employer")
RELIEVE = office({"cadre": ALL}, sees={**SEERS, SELF: Reach.SELF}).of("post")
NEW_UNION = {"name": "新工会", "kind": "committee", "tier": "employer", "division": "330109001"}
HEADS = {"staff": 9, "staff_counted_on": "2026-03-01", "staff_source": "单位自报"}
NEW_EMPLOYER = {"name": "新单位", "uscc": make.credit_code(), "division": "330109001", **HEADS}
SOMEBODY = {"name": "李四", "document_number": make.identity_number(), "phone": "13900009999"}
PAPER = {"document_number": "总工〔2026〕1号", "approved_on": "2026-03-01", "until": "2029-06-01"}
NEW_POST = {**SOMEBODY, "role": "clerk", "since": "2026-03-01"}
API = {
    "GET /unions": listing(UNION.opens, "union"),
    "GET /unions/joinable": EVERYBODY,
    "GET /unions/{pk}": UNION,
    "GET /unions/{pk}/children": UNION,
    "POST /unions/{pk}/children": FOUND.told(NEW_UNION),
    "POST /unions/{pk}/move": FOUND.told({"above": "萧山区总工会"}),
    "POST /unions/{pk}/industry-line": FOUND.told({}),
    "POST /unions/{pk}/leave-industry-line": FOUND.told({}),
    "GET /unions/{pk}/terms": UNION,
    "POST /terms/{pk}/postponement": DISSOLVE.of("term").told({"until": "2029-06-01"}),
    "POST /terms/{pk}/paper-postponement": BEGIN_TERM.of("term").told(PAPER),
    "POST /unions/{pk}/terms": BEGIN_TERM.told({"number": 1, "years": "5", "since": "2026-03-01"}),
    "POST /unions/{pk}/posts": FOUND.told(NEW_POST),
    "POST /posts/{pk}/end": RELIEVE.told({"until": "2026-03-10"}),
    "GET /employers": listing(EMPLOYER.opens, "employer"),
    "POST /employers": office(REGISTRARS).told(NEW_EMPLOYER),
    "GET /employers/{pk}": EMPLOYER,
    "POST /employers/{pk}/cover": COVER.told({"union": "萧山区总工会"}),
}
PAGES = {
    "unions": office(UNION.opens),
    "union": UNION,
    "found": FOUND,
    "move_under": FOUND,
    "join_line": FOUND,
    "leave_line": FOUND,
    "dissolve": DISSOLVE,
    "begin_term": BEGIN_TERM,
    "postpone": DISSOLVE.of("term"),
    "enter_postponement": BEGIN_TERM.of("term"),
    "appoint": FOUND,
    "relieve": RELIEVE,
    "open_station": office(KEEPERS, sees=SEERS).of("union"),
    "close_station": STATION,
    "poster": STATION,
    "employers": office({**EMPLOYER_SEERS, **EMPLOYERS}),
    "employer": EMPLOYER,
    "register_employer": office(REGISTRARS),
    "cover": COVER,
    "own_employer": office({**EMPLOYERS, **among(EMPLOYER_SEERS, NOWHERE)}),
}
