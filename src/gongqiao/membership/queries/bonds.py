"""Who is in a union, or waits for its answer, when somebody wants to end it."""

from gongqiao.kernel.reasons import Reasons
from gongqiao.membership import rules
from gongqiao.membership.flow import SENT_BACK, SUBMITTED
from gongqiao.membership.models import Application, Membership
from gongqiao.membership.models.memberships import LEFT
from gongqiao.organisations import queries as organisations


def bonds_of(union: int) -> Reasons:
    """Memberships, the retained among them, and applications that are with the union or back with the applicant."""
    held = Membership.objects.filter(union_body_id=union).exclude(state=LEFT)
    waiting = Application.objects.filter(union_body_id=union, state__in=[SUBMITTED, SENT_BACK])
    return rules.ending(members=held.count(), applications=waiting.count())


organisations.keep_from_ending(bonds_of)
