"""Who is let in at each address: everybody may read how days are counted."""

from tests.doors import EVERYBODY

API = {
    "GET /law/clocks": EVERYBODY,
    "GET /law/due": EVERYBODY,
    "GET /law/held": EVERYBODY,
}
PAGES = {
    "years": EVERYBODY,
    "year": EVERYBODY.of("year"),
    "reading": EVERYBODY.of("question"),
}
