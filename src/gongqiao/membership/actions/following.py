"""What a membership repeats of its person, for the figures, follows when that is put right."""

from datetime import datetime
from uuid import UUID

from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.records import announce
from gongqiao.membership import events
from gongqiao.membership.models import Membership
from gongqiao.people.grants import CORRECT


@operation
def follow(pk: UUID, *, by: Actor, at: datetime) -> Membership:
    """Her sex was entered wrongly and has been put right: the membership says the same, and is counted so."""
    membership = Membership.objects.locked(pk)
    require(by, CORRECT, by.body_id)

    was, membership.sex = membership.sex, membership.person.sex
    membership.save()

    counted = membership.union_body_id, membership.state, membership.employment_form
    announce(events.SexCorrected(pk, *counted, was, membership.sex), by=by, about=membership, at=at)
    return membership
