"""Leaders see figures of their own union and of those below it; the operator proves and repairs them."""

from gongqiao.kernel.authority import Permission, Reach, grants

SEE = Permission("cockpit.see", "查看驾驶舱")
RECOUNT = Permission("cockpit.recount", "核对驾驶舱数据")

grants((SEE, {"cadre": Reach.ALL}))
grants((RECOUNT, {"system-admin": Reach.PLATFORM}), party="platform", line="platform")
