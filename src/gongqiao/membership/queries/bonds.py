"""Who is in a union, or waits for its answer, when somebody wants to end it or to close her account."""

from datetime import date

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.reasons import Reasons
from gongqiao.membership import rules
from gongqiao.membership.flow import PENDING, SENT_BACK, SUBMITTED
from gongqiao.membership.models import Application, Membership
from gongqiao.membership.models.memberships import ACTIVE, RETAINED
from gongqiao.organisations import queries as organisations
from gongqiao.people import queries as people


def bonds_of(union: int) -> Reasons:
    """Memberships, the retained among them, and applications that are with the union or back with the applicant."""
    held = Membership.objects.filter(union_body_id=union, state__in=[ACTIVE, RETAINED])
    waiting = Application.objects.filter(union_body_id=union, state__in=[SUBMITTED, SENT_BACK, PENDING])
    return rules.ending(members=held.count(), applications=waiting.count())


def under_way(viewer: Actor, _on: date) -> Reasons:
    """What a union has of somebody who would close her account."""
    waiting = Application.objects.filter(state__in=[SUBMITTED, SENT_BACK])
    account = viewer.account_id
    return rules.leaving(waiting=account is not None and waiting.filter(account=account).exists())


organisations.keep_from_ending(bonds_of)
people.keep_from_closing(under_way)
