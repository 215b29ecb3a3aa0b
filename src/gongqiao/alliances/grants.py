"""Who keeps an alliance's book, and who sees it."""

from gongqiao.kernel.authority import Permission, Reach, grants
from gongqiao.organisations.grants import CADRE, CLERK, COMMITTEE, OFFICER, UNION_SIDE

KEEP = Permission("alliances.keep", "办理工会联盟")
SEE = Permission("alliances.see", "查看工会联盟")

grants(
    (KEEP, dict.fromkeys((*COMMITTEE, OFFICER, CLERK, CADRE), Reach.HERE)),
    (SEE, dict.fromkeys(UNION_SIDE, Reach.ALL)),
)
