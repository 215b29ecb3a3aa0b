"""Who is let in at each address: every office of a union sees down its line; changing is a few duties'."""

from gongqiao.kernel.authority import SELF, Reach
from tests.doors import NOWHERE, among, office

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
    "relieve": office({"cadre": ALL}, sees={**SEERS, SELF: Reach.SELF}).of("post"),
    "open_station": office(KEEPERS, sees=SEERS).of("union"),
    "close_station": STATION,
    "poster": STATION,
    "employers": office({**EMPLOYER_SEERS, **EMPLOYERS}),
    "employer": office({**EMPLOYER_SEERS, **EMPLOYERS}).of("employer"),
    "register_employer": office(REGISTRARS),
    "cover": office({"cadre": ALL, "officer": HERE}, sees={**EMPLOYER_SEERS, **EMPLOYERS}).of("employer"),
    "own_employer": office({**EMPLOYERS, **among(EMPLOYER_SEERS, NOWHERE)}),
}
