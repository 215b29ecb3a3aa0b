"""When an account is closed nothing leads into it any more."""

from gongqiao.kernel.models import Record
from gongqiao.kernel.records import later
from gongqiao.openid import actions
from gongqiao.people.events import AccountClosed


@later(AccountClosed)
def end_link(event: AccountClosed, record: Record) -> None:
    actions.end_of(event.account_id, at=record.at)
