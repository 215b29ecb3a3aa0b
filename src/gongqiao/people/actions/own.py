"""Verbs on one's own account: the account is the actor's, or the verb is nobody's to use."""

from uuid import UUID

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.reasons import Forbidden, Reason


def mine(by: Actor) -> UUID:
    if by.account_id is None:
        raise Forbidden([Reason("signed_out", "请先登录")])
    return by.account_id
