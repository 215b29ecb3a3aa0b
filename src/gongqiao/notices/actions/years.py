"""The operator is asked for the years that running clocks need and nobody has entered."""

from datetime import date, datetime

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day
from gongqiao.law.calendar import AHEAD
from gongqiao.law.models import Arrangement
from gongqiao.notices import queries
from gongqiao.notices.actions.tasks import NOBODY, close_tasks, open_task
from gongqiao.notices.kinds import To, kind
from gongqiao.notices.models import Task

YEAR = kind("notices.year", "录入放假安排", topic="", texts=False, staff=True, reminders=())
KEEPER = "system-admin"


def ask_for_years(at: datetime, *, by: Actor = NOBODY) -> None:
    """One task for each year without which a running clock has no last day, closed when none waits for it any more.

    A year is the country's: what a place orders otherwise stands on it. What the operator has put aside stays so.
    """
    missing, asked = set(map(str, queries.missing_years())), Task.objects.filter(kind=YEAR.code)
    for task in asked.standing().exclude(subject_id__in=missing):
        close_tasks(YEAR, about=Arrangement(pk=task.subject_id), at=at, by=by)
    if platform := queries.platform():
        aside = set(asked.exclude(done_by=None).values_list("subject_id", flat=True))
        for year in sorted(missing - aside):
            to, title = To(platform.pk, (KEEPER,)), _title(int(year), day(at))
            open_task(YEAR, to, about=Arrangement(pk=year), url="calendar:years", at=at, title=title)


def _title(year: int, on: date) -> str:
    later = f"（{year - AHEAD}年起可以录入）" if year > on.year + AHEAD else ""
    return f"{year}年放假安排还没有录入{later}，用到它的期限没有最后一日"
