"""Exports for tests: of the members of a union, taken away by its clerk."""

from gongqiao.exports import actions, queries
from gongqiao.membership.models import Membership
from tests import make

WORDS = {"told": "全部；按入会日期从新到旧", "purpose": "发放夏季高温慰问品"}


def clerk(union, role="clerk"):
    """A clerk who is somebody: what she takes away is hers to fetch."""
    return make.actor(role, union, person_id=make.person(name="经手人").pk)


def members(union, *, by=None, at=make.AT, **parts):
    """All members of a union as one table."""
    rows = list(Membership.objects.filter(union_body=union).order_by("pk").values_list("pk", flat=True))
    return actions.hand_out("members", **{"rows": rows, **WORDS, **parts}, by=by or clerk(union), at=at)


def of(union):
    """What is known of the exports of a union."""
    return queries.exports(make.actor("chair", union))
