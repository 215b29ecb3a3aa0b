"""The calendar and the readings are public; keeping them is the operator's, who enters the house here."""

from gongqiao.kernel.authority import Permission, Reach, grants, role

OPERATOR = role("system-admin", "系统管理员")
KEEP = Permission("law.keep", "维护工作日历和期限口径")

grants((KEEP, {OPERATOR: Reach.PLATFORM}), party="platform", line="platform")
