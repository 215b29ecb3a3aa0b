"""Who is let in at each address: a size of letters is the visitor's own; the parts are shown in demo mode only."""

from tests.doors import EVERYBODY, SHUT

PAGES = {"look": EVERYBODY, "parts": SHUT.of("face")}
