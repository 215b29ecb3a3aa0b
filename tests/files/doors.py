"""Who is let in: everybody may knock, and finds only what is shown to her."""

DOORS = {"file": "everyone"}
