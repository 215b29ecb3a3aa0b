"""Who may see and do what: a union of its own members, the other one and the one above both of the same case."""

from gongqiao.kernel.authority import SELF, Permission, Reach, grants
from gongqiao.membership.grants import HERE

OWN = Permission("merging.own", "答复本人的合并登记")
SEE = Permission("merging.see", "查看合并登记")
PROPOSE = Permission("merging.propose", "提出合并登记")
CONFIRM = Permission("merging.confirm", "复核合并登记")

grants(
    (OWN, {SELF: Reach.SELF}),
    (SEE, HERE),
    (PROPOSE, HERE),
    (CONFIRM, HERE),
)
