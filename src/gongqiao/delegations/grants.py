"""What a committee may let whom decide in its name, and who keeps its papers."""

from gongqiao.kernel.authority import Permission, Reach, grants
from gongqiao.organisations.grants import CLERK, COMMITTEE, OFFICER

KEEP = Permission("delegations.keep", "登记常设授权")
DELEGATES = (*COMMITTEE, OFFICER)
DELEGABLE: dict[str, Permission] = {}


def delegable(permission: Permission) -> None:
    """Enter something that a union's committee may delegate."""
    DELEGABLE[permission.name] = permission


grants((KEEP, dict.fromkeys((*DELEGATES, CLERK), Reach.HERE)))
