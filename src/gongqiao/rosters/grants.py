"""Who may hand in lists of people, and who is asked by one. A superior sees how many, never who."""

from gongqiao.kernel.authority import Permission, Reach, grants
from gongqiao.membership.grants import APPLY, ENROL
from gongqiao.organisations.grants import INSTALLER

LOAD_SPELLINGS = Permission("rosters.load_spellings", "导入表格写法")

# Handing in is enrolling, and confirming is applying: whoever may do the one by hand may do it by a list.
__all__ = ["APPLY", "ENROL", "LOAD_SPELLINGS"]

grants((LOAD_SPELLINGS, {INSTALLER: Reach.PLATFORM}))
