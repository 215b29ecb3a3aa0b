"""The audit administrator watches over the tree; she changes nothing (三员分立)."""

from gongqiao.kernel.authority import Permission, Reach, grants

SEE = Permission("audit.see", "查看审计")

grants((SEE, {"audit-admin": Reach.PLATFORM}), party="platform", line="platform")
