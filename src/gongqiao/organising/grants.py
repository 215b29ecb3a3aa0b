"""The preparation group of its own founding; the union above approves; whoever has the case enters papers."""

from gongqiao.kernel.authority import SELF, Permission, Reach, grants
from gongqiao.organisations.grants import BOSS, CADRE, CLERK, COMMITTEE, HR, OFFICER, OWNER, PARTY, UNION_SIDE

OWN = Permission("organising.own", "筹备本单位工会")
SEE = Permission("organising.see", "查看组建工会")
ENTER = Permission("organising.enter", "登记组建材料")
APPROVE = Permission("organising.approve", "批复组建工会")
STATE = Permission("organising.state", "说明单位有关人员")
OPINE = Permission("organising.opine", "对候选人提出意见")
KEEP = Permission("organising.keep", "办理工会法人登记")
END = Permission("organising.end", "办理工会终止或者合并")

DESK = {**dict.fromkeys((*COMMITTEE, OFFICER, CLERK), Reach.HERE), CADRE: Reach.ALL}
EMPLOYER = dict.fromkeys((BOSS, HR, OWNER), Reach.HERE)

grants(
    (OWN, {SELF: Reach.SELF}),
    (SEE, {SELF: Reach.SELF, **dict.fromkeys(UNION_SIDE, Reach.ALL)}),
    (ENTER, DESK),
    (APPROVE, {CADRE: Reach.ALL}),
    (KEEP, DESK),
    (END, {CADRE: Reach.BELOW}),
)
grants((SEE, EMPLOYER), (STATE, EMPLOYER), party="employer", line="employer")
grants((SEE, {PARTY: Reach.HERE}), (OPINE, {PARTY: Reach.HERE}), party="party")
