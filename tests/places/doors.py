"""Who is let in at each address."""

DOORS = {
    "divisions": "everybody: divisions are public",
    "division": "everybody: divisions are public",
}
