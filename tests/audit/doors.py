"""Who is let in at each address: the audit administrator alone."""

from gongqiao.kernel.authority import Reach
from tests.doors import EVERYBODY, office

AUDITOR = office({"audit-admin": Reach.PLATFORM})
API = {"GET /audit/heads": EVERYBODY, "GET /audit/confirmations": EVERYBODY}
PAGES = {"heads": AUDITOR, "handed_out": AUDITOR, "confirmations": AUDITOR}
