"""What the inbox does when others announce."""

from typing import Any

import structlog

from gongqiao.kernel.models import Record
from gongqiao.kernel.records import later, who_did
from gongqiao.law.events import Filled
from gongqiao.notices import actions, queries
from gongqiao.notices.events import Pressed
from gongqiao.notices.kinds import To, kind
from gongqiao.notices.models import Task
from gongqiao.people import queries as people
from gongqiao.people.events import AccountClosed, LookedTooOften, PersonCorrected
from gongqiao.people.models import LookAlarm, Person

log = structlog.get_logger()

PRESSING = kind("notices.pressing", "催办提醒", topic="催办", staff=True)
ALARM = kind("notices.alarm", "异常查看警报", topic="", urgent=True)
CORRECTED = kind("people.corrected", "信息更正", topic="")
GUARD = "security-admin"


@later(Pressed)
def tell_holder(event: Pressed, record: Record) -> None:
    """Whoever has the task is asked to hurry."""
    task = Task.objects.get(pk=event.task_id)
    said = f"有人催办：{task.title}"
    where = {"url": task.url_name, "args": task.args}
    actions.tell(PRESSING, task.to, said, about=task, occasion=record.pk, at=record.at, **where)


@later(LookedTooOften)
def alarm_guard(event: LookedTooOften, record: Record) -> None:
    """The security administrator is to look into an account that keeps asking for what it may not see."""
    alarm = LookAlarm.objects.get(pk=record.subject_id)
    platform = queries.platform()
    if platform is None:
        log.error("notices.no_platform", alarm=str(alarm.pk))
        return
    title = f"一个账号一小时内 {event.count} 次查看无权查看的内容"
    to = To(body_id=platform.pk, roles=(GUARD,))
    actions.open_task(ALARM, to, about=alarm, url="people:alarm", at=record.at, title=title)
    actions.tell(ALARM, to, title, about=alarm, occasion=record.pk, at=record.at, url="people:alarm")


@later(Filled)
def tell_of_moved_days(_event: Filled, record: Record) -> None:
    """A year was entered: whoever must act learns of her new last day, and the year is no longer asked for."""
    operator = who_did(record)
    actions.refresh(record.at)
    actions.ask_for_years(record.at, by=operator)


@later(AccountClosed)
def forget_messages(event: AccountClosed, _record: Record) -> None:
    """The inbox of a closed account is nobody's."""
    actions.forget(event.account_id)


@later(PersonCorrected)
def tell_corrected(event: PersonCorrected, record: Record) -> None:
    """Whoever's facts were put right is told which, and where she reads by whom and why."""
    person = Person.objects.get(pk=event.person_id)
    said = f"您登记的信息已更正：{people.words_of(event.fields)}；不符合事实的，请联系所在工会"
    where: dict[str, Any] = {"url": "people:looks", "args": []}
    actions.tell(CORRECTED, To(person_id=person.pk), said, about=person, occasion=record.pk, at=record.at, **where)
