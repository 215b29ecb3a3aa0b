"""Who is let in at each address: divisions are public, the union's own areas are the operator's to mark."""

from gongqiao.kernel.authority import Reach
from tests.doors import EVERYBODY, SIGNED_IN, Door

KEEPER = Door({"system-admin": Reach.PLATFORM}, sees=SIGNED_IN.opens)
MARK, CLOSE = KEEPER.of("division"), KEEPER.of("area")
API = {
    "GET /divisions": EVERYBODY,
    "GET /divisions/{code}": EVERYBODY.of("division"),
    "POST /divisions/{code}/areas": MARK.told({"name": "小微企业园", "kind": "park"}),
    "GET /areas": EVERYBODY,
    "POST /areas/{code}/close": CLOSE.told({}),
}
PAGES = {
    "divisions": EVERYBODY,
    "division": EVERYBODY.of("division"),
    "areas": EVERYBODY,
    "mark_area": MARK,
    "close_area": CLOSE,
}
