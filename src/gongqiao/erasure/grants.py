"""Who may ask, who may enter what was asked on paper, and who may hold an erasure off. An employer is none of them."""

from gongqiao.kernel.authority import SELF, Permission, Reach, grants
from gongqiao.membership.grants import UNION
from gongqiao.organisations.grants import CADRE, COMMITTEE, OFFICER, SYSTEM_ADMIN

OWN = Permission("erasure.own", "要求删除本人的个人信息")
SEE = Permission("erasure.see", "查看删除申请")
ENTER = Permission("erasure.enter", "登记删除申请")
HOLD = Permission("erasure.hold", "暂缓删除个人信息")
AGAIN = Permission("erasure.again", "恢复备份以后重新删除")

HOLDERS = (*COMMITTEE, OFFICER, CADRE)
DESK = dict.fromkeys(UNION, Reach.ALL)
grants(
    (OWN, {SELF: Reach.SELF}),
    (SEE, DESK),
    (ENTER, DESK),
    (AGAIN, {SYSTEM_ADMIN: Reach.PLATFORM}),
    (HOLD, dict.fromkeys(HOLDERS, Reach.ALL)),
)
