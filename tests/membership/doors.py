"""Who is let in at each address."""

APPLICANT = "whoever is signed in as herself, with her own application"
MEMBER = "the member herself"
UNION = frozenset({"chair", "vice-chair", "officer", "clerk", "cadre"})

DOORS = {
    "join": "everybody",
    "join_at": "everybody",
    "work": APPLICANT,
    "place": APPLICANT,
    "union": APPLICANT,
    "me": APPLICANT,
    "check": APPLICANT,
    "proof": APPLICANT,
    "progress": APPLICANT,
    "withdraw": APPLICANT,
    "card": MEMBER,
    "renew_card": MEMBER,
    "check_card": "everybody who holds the code of a card",
    "applications": UNION,
    "application": UNION,
    "send_back": UNION,
    "reject": UNION,
    "refer": UNION,
    "resolutions": UNION,
    "resolve": UNION,
    "resolution": UNION,
    "members": UNION,
    "member": UNION,
}
