"""By which other phones somebody can sign in."""

from django.db.models import QuerySet

from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from gongqiao.people.models import Account


def others(viewer: Actor) -> QuerySet[Account]:
    """Other accounts that are open and hers as well: of a phone she has lost, or of her second one."""
    if viewer.person_id is None:
        return Account.objects.none()
    held = Account.objects.filter(person_id=viewer.person_id, closed_at=None)
    return held.exclude(pk__in=[viewer.account_id] if viewer.account_id else []).order_by("opened_at", "pk")


def other_phones(viewer: Actor) -> list[str]:
    """Masked, as she may see them: read before the wall, which opens an account to itself alone."""
    with wall.lowered():
        return [str(each) for each in others(viewer)]
