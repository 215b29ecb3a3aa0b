"""Who is let in at each address: a committee's papers are its own union's alone."""

from gongqiao.kernel.authority import Reach
from tests.delegations.made import POWER
from tests.doors import among, listing, office
from tests.files import corpus

KEEP = office(among(("chair", "vice-chair", "joint-chair", "vessel-chair", "officer", "clerk"), Reach.HERE))
PAPER = {"number": "联会〔2026〕1号", "met_on": "2026-03-01", "present": "李明、王芳"}
POWERS = {"permission": POWER.name, "roles": ["chair"], "since": "2026-03-01", "until": "2026-12-31"}
API = {
    "GET /delegations": listing(KEEP.opens, "delegation"),
    "POST /delegations": KEEP.told(lambda _: {**POWERS, **PAPER, "scan": corpus.kept().word}),
    "POST /delegations/{pk}/end": KEEP.of("delegation").told({"words": "联会〔2026〕9号"}),
}
PAGES = {
    **dict.fromkeys(("delegations", "delegate"), KEEP),
    **dict.fromkeys(("delegation", "end_delegation"), KEEP.of("delegation")),
}
