"""The code a device is waiting to type in."""

from datetime import datetime, timedelta

from django.db.models import Q

from gongqiao.kernel import wall
from gongqiao.people.models import Code
from gongqiao.people.models.sign_ins import digest_of

AGAIN = timedelta(seconds=60)


def latest(device: str, purpose: str, at: datetime) -> Code | None:
    """The last code this device asked for, while it may still be typed; just used counts, for clicks come twice."""
    fresh = Q(spent_at=None) | Q(spent_at__gt=at - AGAIN)
    asked = Code.objects.filter(fresh, device=digest_of(device), purpose=purpose, until__gt=at)
    with wall.lowered():
        return asked.order_by("-sent_at", "-pk").first()
