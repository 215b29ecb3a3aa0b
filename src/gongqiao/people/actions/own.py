"""Verbs on one's own account: the account is the actor's, or the verb is nobody's to use."""

from uuid import UUID

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.reasons import Forbidden, Reason
from gongqiao.people.models import Account


def mine(by: Actor) -> UUID:
    if by.account_id is None:
        raise Forbidden([Reason("signed_out", "请先登录")])
    return by.account_id


def locked(by: Actor) -> Account:
    """The actor's own account, held still; one that another window has closed meanwhile is nobody's any more."""
    return opened(mine(by))


def opened(account_id: UUID) -> Account:
    account = Account.objects.locked(account_id)
    if account.closed_at is not None:
        raise Forbidden([Reason("closed", "这个账号已经注销，请重新登录")])
    return account


def move_to(account: Account, phone: str) -> None:
    account.phone = phone
    account.save(update_fields=["phone", "phone_index", "phone_index_next"])
