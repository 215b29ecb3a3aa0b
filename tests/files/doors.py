"""Who is let in at each address: a file is shown to whoever may see the thing it belongs to."""

from tests.doors import SIGNED_IN
from tests.membership.doors import APPLICATION

API = {"POST /files": SIGNED_IN, "POST /files/tables": SIGNED_IN}
PAGES = {"file": APPLICATION.of("paper")}
