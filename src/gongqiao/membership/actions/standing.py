"""How a membership stands: what the module above calls when it is kept, active again, or over.

Parts of its verbs, whose Records tell of them. The moves a member is on are locked before her membership, in the order
in which everybody waits for the two.
"""

from datetime import date, datetime
from uuid import UUID

from gongqiao.kernel.actions import move
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.records import announce
from gongqiao.membership import events
from gongqiao.membership.actions.entering import MEMBER
from gongqiao.membership.flow import LEFT, TRANSFER
from gongqiao.membership.models import Membership, Stay, Transfer
from gongqiao.people import actions as people


def held_still(pk: UUID) -> Membership:
    """A membership, and before it the moves it is on."""
    list(Transfer.objects.unfinished().filter(membership=pk).select_for_update().order_by("pk"))
    return Membership.objects.locked(pk)


def stand(membership: Membership, state: str, *, on: date) -> None:
    """As this from this day on, and so it stands in her history."""
    membership.state = state
    membership.save()
    membership.stays.filter(until=None).update(until=on)
    told = {"person_id": membership.person_id, "union_body_id": membership.union_body_id}
    Stay.objects.create(membership=membership, state=state, since=on, **told)


def finish(membership: Membership, *, on: date, by: Actor, at: datetime) -> None:
    """It is over, and with it the moves it was on: the card is void, and the union's lists know her no more."""
    for transfer in membership.transfers.unfinished():
        was, transfer.decided_on = transfer.state, on
        move(transfer, TRANSFER, "call_off", on=on)
        transfer.save()
        announce(events.CalledOff(transfer.pk, was, lapsed=False, on=on), by=by, about=transfer, at=at)
    membership.left_on = on
    stand(membership, LEFT, on=on)
    people.leave(membership.person_id, membership.union_body_id, kind=MEMBER, on=on)
