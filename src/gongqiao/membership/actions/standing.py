"""How a membership stands: what the module above calls when it is kept, active again, or over.

Parts of its verbs, whose Records tell of them. The moves a member is on are locked before her membership, in the order
in which everybody waits for the two.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from gongqiao.kernel.actions import move
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.records import announce
from gongqiao.membership import events
from gongqiao.membership.actions.entering import MEMBER
from gongqiao.membership.flow import ACTIVE, LEFT, RETAINED, TRANSFER
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
    form = membership.employment_form
    Stay.objects.create(membership=membership, state=state, employment_form=form, since=on, **told)


def stand_again(membership: Membership, state: str, *, on: date) -> None:
    """It had ended by mistake: from this day on it lasts again, and its union knows her."""
    membership.left_on = None
    stand(membership, state, on=on)
    people.belong([(membership.person_id, membership.union_body_id)], kind=MEMBER, on=on)


def count_as(membership: Membership, *, sex: str, joined_on: date, by: Actor, at: datetime) -> None:
    """What a membership repeats of its person, and since when it counts."""
    was, membership.sex, membership.joined_on = membership.sex, sex, joined_on
    membership.save()
    if was != sex:
        counted = membership.union_body_id, membership.state, membership.employment_form
        announce(events.SexCorrected(membership.pk, *counted, was, sex), by=by, about=membership, at=at)


def finish(membership: Membership, *, on: date, by: Actor, at: datetime) -> None:
    """It is over, and with it the moves it was on: the card is void, and the union's lists know her no more."""
    for transfer in membership.transfers.unfinished():
        was, transfer.decided_on = transfer.state, on
        move(transfer, TRANSFER, "call_off", on=on)
        transfer.save()
        announce(events.CalledOff(transfer.pk, was, lapsed=False, on=on), by=by, about=transfer, at=at)
    membership.left_on = on
    stand(membership, LEFT, on=on)
    people.leave([membership.person_id], membership.union_body_id, kind=MEMBER, on=on)


def all_held_still(union: int) -> list[Membership]:
    """The memberships a union has, and before them the moves that lead away from it."""
    list(Transfer.objects.under_way().filter(old_body=union).select_for_update().order_by("pk"))
    held = Membership.objects.filter(union_body=union, state__in=[ACTIVE, RETAINED]).order_by("pk")
    return list(held.select_for_update(of=("self",)).select_related("person", "card"))


CARRY = """
    UPDATE membership_membership SET union_body_id = %(to)s, state = coalesce(%(state)s, state)
    WHERE id = ANY(%(held)s)
"""
STAY = """
    INSERT INTO membership_stay (person_id, membership_id, union_body_id, state, employment_form, since)
    SELECT person_id, id, union_body_id, state, employment_form, %(on)s FROM membership_membership
    WHERE id = ANY(%(held)s)
"""


def carry(held: Sequence[Membership], union: int, to: int, *, state: str | None = None, on: date) -> None:
    """So many of one union's members are another one's from this day on, as they stood or all as this."""
    keys, persons = [each.pk for each in held], [each.person_id for each in held]
    Stay.objects.filter(membership__in=keys, until=None).update(until=on)
    with connection.cursor() as cursor:
        for statement in (CARRY, STAY):
            cursor.execute(statement, {"held": keys, "to": to, "state": state, "on": on})
    people.leave(persons, union, kind=MEMBER, on=on)
    people.belong([(person, to) for person in persons], kind=MEMBER, on=on)
