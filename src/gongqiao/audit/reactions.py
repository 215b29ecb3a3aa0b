"""Who looks into it when a witness sees another tree than ours."""

import structlog

from gongqiao.audit.events import HeadDisputed
from gongqiao.audit.models import Witness
from gongqiao.kernel.models import Record
from gongqiao.kernel.records import later
from gongqiao.notices import actions, queries
from gongqiao.notices.duties import kind
from gongqiao.notices.kinds import To

log = structlog.get_logger()

ALARM = kind("audit.disputed", "见证方不认审计头", topic="", urgent=True)
AUDITOR, PAGE = "audit-admin", "audit:heads"


@later(HeadDisputed)
def alarm_auditor(event: HeadDisputed, record: Record) -> None:
    """The audit administrator is to find out whether records were lost or rewritten."""
    witness = Witness.objects.get(pk=record.subject_id)
    platform = queries.platform()
    if platform is None:
        log.error("audit.no_platform", witness=witness.pk)
        return
    title = f"{witness.name} 不认平台的审计头：它确认过 {event.theirs} 条，平台有 {event.ours} 条"[:120]
    to = To(body_id=platform.pk, roles=(AUDITOR,))
    actions.open_task(ALARM, to, about=witness, url=PAGE, at=record.at, title=title, args=[])
    actions.tell(ALARM, to, title, about=witness, occasion=record.pk, at=record.at, url=PAGE, args=[])
