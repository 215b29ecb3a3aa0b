"""Who is let in at each address: divisions are public."""

from tests.doors import EVERYBODY

PAGES = {"divisions": EVERYBODY, "division": EVERYBODY.of("division")}
