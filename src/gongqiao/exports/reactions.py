"""Who is asked to agree to a large table, who is told, and who looks into too many of them."""

import structlog

from gongqiao.exports.events import ExportApproved, ExportDeclined, TakenTooOften
from gongqiao.exports.flow import ASKED, EXPORT
from gongqiao.exports.grants import APPROVERS
from gongqiao.exports.models import ExportAlarm
from gongqiao.kernel.models import Record
from gongqiao.kernel.records import later
from gongqiao.notices import actions, queries
from gongqiao.notices.duties import Duty, Owner, Word, attend, kind, office
from gongqiao.notices.kinds import To

log = structlog.get_logger()

APPROVE = kind("exports.approve", "批准导出", topic="导出", staff=True)
DECIDED = kind("exports.decided", "导出的批准", topic="导出", staff=True)
ALARM = kind("exports.alarm", "异常导出警报", topic="", urgent=True)
GUARD = "security-admin"
TAKER, PAGE = Owner(person="person"), "exports:export"

attend(
    EXPORT,
    Duty(
        APPROVE,
        frozenset({ASKED}),
        office("body", *APPROVERS),
        PAGE,
        clock="approval",
        follow=PAGE,
        title=lambda export: f"批准导出{export.title} {export.count} 行",
    ),
    Word(DECIDED, (ExportApproved,), TAKER, PAGE, "您申请的导出已经批准，24 小时内可以下载"),
    Word(
        DECIDED, (ExportDeclined,), TAKER, PAGE, "您申请的导出没有批准，请查看理由", only=lambda event: not event.lapsed
    ),
    Word(DECIDED, (ExportDeclined,), TAKER, PAGE, "您申请的导出逾期未批，没有导出", only=lambda event: event.lapsed),
    owner=TAKER,
)


@later(TakenTooOften)
def alarm_guard(event: TakenTooOften, record: Record) -> None:
    """The security administrator is to look into somebody who takes much away."""
    alarm = ExportAlarm.objects.get(pk=record.subject_id)
    platform = queries.platform()
    if platform is None:
        log.error("exports.no_platform", alarm=str(alarm.pk))
        return
    title = f"一人一日导出 {event.count} 次、共 {event.rows} 行"
    to = To(body_id=platform.pk, roles=(GUARD,))
    actions.open_task(ALARM, to, about=alarm, url="exports:alarm", at=record.at, title=title)
    actions.tell(ALARM, to, title, about=alarm, occasion=record.pk, at=record.at, url="exports:alarm")
