from datetime import timedelta

from gongqiao.notices import actions, events
from gongqiao.notices.kinds import To
from gongqiao.notices.models import Task
from gongqiao.notices.reactions import ALARM
from tests import make
from tests.smallest import call


def _task(to, **parts):
    """A task of a kind that is opened by hand."""
    actions.open_task(ALARM, to, about=make.body(), url="people:alarm", at=make.AT, **parts)
    return Task.objects.get()


def mute():
    return call(events.Muted, ["催办"], among=["催办"], by=make.oneself(make.account()))


def press():
    clerk = make.actor("clerk", make.body())
    holder = To(body_id=make.body().pk, roles=("chair",))
    task = _task(holder, started_by=clerk.person_id, started_body=clerk.body_id)
    return call(events.Pressed, task.pk, by=clerk, at=make.AT + timedelta(days=1))


def settle_task():
    guard = make.actor("security-admin", make.body(line="platform", kind="platform"))
    task = _task(To(body_id=guard.body_id, roles=(guard.role,)))
    return call(events.Settled, task.pk, by=guard)
