"""Who is let in at the addresses that are no module's own: the homes, what machines ask."""

from tests.doors import EVERYBODY, of_face

PAGES = {
    "home": EVERYBODY,
    "desk": of_face("desk"),
    "employer": of_face("employer"),
    "api_docs": EVERYBODY,
    "alive": EVERYBODY,
    "ready": EVERYBODY,
}
