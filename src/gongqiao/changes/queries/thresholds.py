"""What the number of its members asks of the viewer's union today."""

from datetime import date

from django.db.models import Count, Q

from gongqiao.changes.rules import thresholds
from gongqiao.changes.rules.thresholds import UnionDuty
from gongqiao.kernel.authority import Actor
from gongqiao.law import queries as law
from gongqiao.membership import grants
from gongqiao.membership.models import Membership
from gongqiao.membership.queries import receives
from gongqiao.organisations import queries as organisations
from gongqiao.organisations.grants import WOMEN_CHAIR

WOMAN = "2"


def duties(viewer: Actor, *, on: date) -> list[UnionDuty]:
    """For a union that has members of its own, told to whoever keeps their list."""
    union = viewer.body_id
    if union is None or not viewer.scope(grants.ENROL).covers(union) or not receives(union, on=on):
        return []
    counted = Membership.objects.active().filter(union_body=union)
    numbers = counted.aggregate(active=Count("pk"), women=Count("pk", filter=Q(sex=WOMAN)))
    if not numbers["active"]:
        return []
    where = organisations.county_of(union)
    keys = (thresholds.COMMITTEE, thresholds.WOMEN, thresholds.MEETING)
    held = {key: row for key in keys if (row := law.parameter(key, division=where, on=on))}
    chaired = organisations.holders(union, WOMEN_CHAIR, on=on).exists()
    return list(thresholds.duties(**numbers, held=held, has_women_chair=chaired))
