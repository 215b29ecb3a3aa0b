"""Divisions are public; changing them is the operator's."""

from gongqiao.kernel.authority import Permission, Reach, grants

KEEP = Permission("places.keep", "维护行政区划")

grants((KEEP, {"system-admin": Reach.PLATFORM}), party="platform", line="platform")
