"""Who is let in at each address."""

DOORS = {"cockpit": frozenset({"cadre"})}
