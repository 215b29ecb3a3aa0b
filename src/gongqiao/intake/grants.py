"""Who may hand in lists of employers and posts. What stands on one is asked of whoever may enter it by hand."""

from gongqiao.kernel.authority import Permission, Reach, grants
from gongqiao.organisations.grants import APPOINT, CADRE, INSTALLER, OFFICER, REGISTER

HAND_IN = Permission("intake.hand_in", "批量登记用人单位")
HAND_IN_POSTS = Permission("intake.hand_in_posts", "批量登记任职")

__all__ = ["APPOINT", "HAND_IN", "HAND_IN_POSTS", "REGISTER"]

grants(
    (HAND_IN, {CADRE: Reach.HERE, OFFICER: Reach.HERE, INSTALLER: Reach.PLATFORM}),
    (HAND_IN_POSTS, {CADRE: Reach.HERE, INSTALLER: Reach.PLATFORM}),
)


def permission_of(kind: str) -> Permission:
    """What handing in a list of this kind asks for."""
    return HAND_IN_POSTS if kind == "posts" else HAND_IN
