"""Moments and days. Only doors, jobs and the command line ask what time it is; everything else is told."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")
_BEGAN = timezone.now()  # noqa: TID251 -- with `moment`, the one place that reads the clock


def day(at: datetime) -> date:
    """The Shanghai date of a moment: the day the law counts."""
    return at.astimezone(SHANGHAI).date()


def moment() -> datetime:
    """The present, moved to the day the platform was told to live on (`GONGQIAO_TODAY`), if it was told one.

    Moved by whole days fixed when the process began, so that midnight still comes.
    """
    now = timezone.now()  # noqa: TID251 -- see above
    return now + (settings.TODAY - day(_BEGAN)) if settings.TODAY else now
