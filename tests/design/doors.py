"""Who is let in at each address."""

DOORS = {
    "look": "everybody: a size of letters, kept in the visitor's own cookie",
    "parts": "everybody, in demo mode only",
}
