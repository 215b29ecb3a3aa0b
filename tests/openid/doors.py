"""Who is let in at each address: the way out and back is everybody's, where there is a provider at all."""

from tests.doors import EVERYBODY, SIGNED_IN

PAGES = {**dict.fromkeys(("set_out", "come_back"), EVERYBODY), "link": SIGNED_IN, "decide": SIGNED_IN.of("errand")}
