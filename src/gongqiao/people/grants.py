"""What may be done to persons. The roles above are given these permissions by the modules that know them."""

from gongqiao.kernel.authority import SELF, Permission, Reach, grants

SEE = Permission("people.see", "查看人员信息")
REVEAL = Permission("people.reveal", "查看完整的个人信息")
REGISTER = Permission("people.register", "登记人员")
CORRECT = Permission("people.correct", "更正人员信息")
SEE_ALARM = Permission("people.see_alarm", "查看异常查看警报")
TIE = Permission("people.tie", "确认账号归属")

grants((SEE, {SELF: Reach.SELF}), (REVEAL, {SELF: Reach.SELF}))
