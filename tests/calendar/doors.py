"""Who is let in at each address: everybody may read how days are counted."""

from tests.doors import EVERYBODY

PAGES = {
    "years": EVERYBODY,
    "year": EVERYBODY.of("year"),
    "reading": EVERYBODY.of("question"),
}
