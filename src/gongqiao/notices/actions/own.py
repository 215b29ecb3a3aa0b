"""An inbox is its reader's: nobody acts on a task that is not addressed to her or was not started by her."""

from collections.abc import Iterable
from uuid import UUID

from gongqiao.kernel import live
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.reasons import Forbidden, Reason
from gongqiao.notices import queries
from gongqiao.notices.kinds import To
from gongqiao.notices.models import Task


def mine(by: Actor) -> UUID:
    if by.account_id is None:
        raise Forbidden([Reason("signed_out", "请先登录")])
    return by.account_id


def look_again(recipients: Iterable[To]) -> None:
    """Once this transaction is committed, whoever has one of these inboxes open learns that it has changed."""
    live.changed({to.live_topic for to in recipients})


def require_holder(by: Actor, task: Task) -> None:
    if not Task.objects.filter(queries.addressed_to(by), pk=task.pk).exists():
        raise Forbidden([Reason("not_yours", "这件待办不是交给您当前身份的，请切换身份后再办")])


def require_starter(by: Actor, task: Task) -> None:
    if not Task.objects.filter(queries.started_by(by), pk=task.pk).exists():
        raise Forbidden([Reason("not_started", "这件事不是您当前身份发起的，不能催办")])
