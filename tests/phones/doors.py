"""Who is let in at each address: oneself, about one's own phone."""

from tests.doors import ONESELF

PAGES = dict.fromkeys(("ask", "change", "end_others"), ONESELF)
