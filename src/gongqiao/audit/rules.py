"""When a witness is asked, and when its silence is told."""

from datetime import datetime, timedelta

from gongqiao.audit.models import Witness

AGAIN = timedelta(hours=1)
"""A witness that has confirmed the newest head is asked once more: it shows that both are still there and agree."""
PAUSE, LONGEST = timedelta(seconds=15), timedelta(hours=1)


def due(standing: Witness, newest: int, at: datetime) -> bool:
    """Whether it is to be asked now; after each time in vain twice as much later, up to an hour."""
    if standing.failures and standing.tried_at:
        return not timedelta() <= at - standing.tried_at < pause(standing.failures)
    if standing.size != newest or standing.confirmed_at is None:
        return True
    return not timedelta() <= at - standing.confirmed_at < AGAIN


def pause(failures: int) -> timedelta:
    return min(PAUSE * (1 << min(failures, 10)), LONGEST)


def silent(standing: Witness, at: datetime, *, hours: int) -> bool:
    """Nothing confirmed for longer than the operator bears with."""
    return at - (standing.confirmed_at or standing.named_at) > timedelta(hours=hours)
