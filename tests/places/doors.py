"""Who is let in at each address: divisions are public, the union's own areas are the operator's to mark."""

from gongqiao.kernel.authority import Reach
from tests.doors import EVERYBODY, SIGNED_IN, office

KEEPER = office({"system-admin": Reach.PLATFORM}, sees=SIGNED_IN.opens)
PAGES = {
    "divisions": EVERYBODY,
    "division": EVERYBODY.of("division"),
    "areas": EVERYBODY,
    "mark_area": KEEPER.of("division"),
    "close_area": KEEPER.of("area"),
}
API = {
    "GET /divisions": EVERYBODY,
    "GET /divisions/{code}": EVERYBODY.of("division"),
    "POST /divisions/{code}/areas": KEEPER.of("division").told({"name": "新园区", "kind": "park"}),
    "GET /areas": EVERYBODY,
    "POST /areas/{code}/close": KEEPER.of("area").told({}),
}
