"""Who is let in at each address: leaders see figures of their own union and of those below it."""

from gongqiao.kernel.authority import Reach
from tests.doors import office

LEADER = office({"cadre": Reach.ALL}).of("union", asked="at")
PAGES = {"cockpit": LEADER}
