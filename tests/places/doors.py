"""Who is let in at each address: divisions are public, the union's own areas are the operator's to mark."""

from gongqiao.kernel.authority import Reach
from tests.doors import EVERYBODY, office

KEEPER = office({"system-admin": Reach.PLATFORM})
PAGES = {
    "divisions": EVERYBODY,
    "division": EVERYBODY.of("division"),
    "areas": EVERYBODY,
    "mark_area": KEEPER.of("division"),
    "close_area": KEEPER.of("area"),
}
API = {"GET /divisions": EVERYBODY, "GET /divisions/{code}": EVERYBODY.of("division")}
