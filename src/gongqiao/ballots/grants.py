"""Who runs a union's votes, who sees them, and who votes."""

from gongqiao.kernel.authority import SELF, Permission, Reach, grants
from gongqiao.organisations.grants import CADRE, CLERK, COMMITTEE, OFFICER, UNION_SIDE

KEEP = Permission("ballots.keep", "办理投票")
SEE = Permission("ballots.see", "查看投票")
SEE_ROLL = Permission("ballots.see_roll", "查看到会名册")
VOTE = Permission("ballots.vote", "参加投票")

grants(
    (KEEP, dict.fromkeys((*COMMITTEE, OFFICER, CLERK, CADRE), Reach.HERE)),
    (SEE, dict.fromkeys(UNION_SIDE, Reach.ALL)),
    (SEE_ROLL, dict.fromkeys((*COMMITTEE, OFFICER, CLERK, CADRE), Reach.HERE)),
    (VOTE, {SELF: Reach.SELF}),
)
