"""Who may see and do what: the member of her own membership, her union of its members', the one above what is filed."""

from gongqiao.kernel.authority import SELF, Permission, Reach, grants
from gongqiao.membership.grants import HERE
from gongqiao.organisations.grants import CADRE

OWN = Permission("changes.own", "办理本人的会籍")
SEE = Permission("changes.see", "查看会籍变动")
KEEP = Permission("changes.keep", "办理会籍变动")
FILE = Permission("changes.file", "备案开除会籍")
RESETTLE = Permission("changes.resettle", "安置将要终止的工会的会员")

grants(
    (OWN, {SELF: Reach.SELF}),
    (SEE, HERE),
    (KEEP, HERE),
    (FILE, HERE),
    (RESETTLE, {CADRE: Reach.BELOW}),
)
