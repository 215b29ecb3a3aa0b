"""Who is let in at each address."""

UNION = frozenset({"chair", "vice-chair", "joint-chair", "vessel-chair", "officer", "clerk", "cadre", "women-chair"})
CADRE = frozenset({"cadre"})
LEADERS = frozenset({"cadre", "chair"})
EMPLOYER_SEERS = frozenset({"cadre", "officer", "chair"})
REGISTRARS = frozenset({"cadre", "officer"})
STATION_KEEPERS = frozenset({"cadre", "joint-chair", "officer"})

DOORS = {
    "unions": UNION,
    "union": UNION,
    "found": CADRE,
    "move_under": CADRE,
    "join_line": CADRE,
    "dissolve": CADRE,
    "begin_term": LEADERS,
    "appoint": CADRE,
    "relieve": CADRE,
    "open_station": STATION_KEEPERS,
    "close_station": STATION_KEEPERS,
    "poster": STATION_KEEPERS,
    "employers": EMPLOYER_SEERS,
    "employer": EMPLOYER_SEERS,
    "register_employer": REGISTRARS,
    "cover": REGISTRARS,
    "own_employer": frozenset({"boss", "hr", "owner"}),
}
