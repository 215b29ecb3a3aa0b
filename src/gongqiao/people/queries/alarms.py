"""What the security administrator sees of an account that kept asking for what it may not see."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.apps import apps
from django.db.models import Max, Min, Sum

from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from gongqiao.people import grants
from gongqiao.people.models import DeniedLook, LookAlarm

AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Refusal:
    """One page that was refused again and again."""

    module: str
    page: str
    count: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Alarm:
    """Which account, masked, and what it asked for in the hour of the alarm and the one before."""

    phone: str
    hour: datetime
    refusals: tuple[Refusal, ...]

    @property
    def count(self) -> int:
        return sum(each.count for each in self.refusals)


def alarm(viewer: Actor, alarm_id: UUID) -> Alarm | None:
    """Read before the wall: rows of others' accounts, masked, for the one duty that must look into them."""
    if not viewer.scope(grants.SEE_ALARM).everything:
        return None
    with wall.lowered():
        held = LookAlarm.objects.select_related("account").filter(pk=alarm_id).first()
        if held is None:
            return None
        asked = DeniedLook.objects.filter(account_id=held.account_id, minute__gte=held.hour - AN_HOUR)
        by_page = asked.filter(minute__lt=held.hour + AN_HOUR).values_list("view")
        rows = by_page.annotate(times=Sum("count"), first=Min("minute"), last=Max("minute")).order_by("-times", "view")
        return Alarm(str(held.account), held.hour, tuple(Refusal(_module(row[0]), *row) for row in rows))


def _module(view: str) -> str:
    """The module of a page by its Chinese name."""
    label = view.partition(":")[0]
    return str(apps.get_app_config(label).verbose_name) if label in apps.app_configs else "不存在的地址"
