"""Who is let in at each address: leaders see figures of their own union and of those below it."""

from gongqiao.kernel.authority import Reach
from tests.doors import SIGNED_IN, office

LEADER = office({"cadre": Reach.ALL}).of("union", asked="at")
API = {
    "GET /cockpit/indicators": SIGNED_IN,
    **dict.fromkeys(("GET /cockpit/figures", "GET /cockpit/days"), LEADER),
}
PAGES = {"cockpit": LEADER, "figures": LEADER}
