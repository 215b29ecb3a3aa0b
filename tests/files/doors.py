"""Who is let in at each address: a file is shown to whoever may see the thing it belongs to."""

from tests.membership.doors import APPLICATION

PAGES = {"file": APPLICATION.of("paper")}
