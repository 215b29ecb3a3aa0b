"""转会: what the member does. Until another union has taken her in nothing of her membership changes."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from gongqiao.kernel.actions import move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reasons, refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import events, grants, queries, rules
from gongqiao.membership.flow import PLANNED, TRANSFER
from gongqiao.membership.models import Membership, Transfer
from gongqiao.membership.models.codes import groups_of
from gongqiao.organisations import queries as organisations


@operation
def plan_move(membership_id: UUID, *, employment_form: str, jobs: Sequence[str], by: Actor, at: datetime) -> Transfer:
    """Begin one's wish to move, or go on with it: how one works now."""
    membership = Membership.objects.locked(membership_id)
    require(by, grants.ASK_TO_MOVE, person_id=membership.person_id)
    refuse(rules.planning(membership, under_way=queries.is_moving(membership)))

    transfer = membership.transfers.select_for_update().filter(state=PLANNED).first() or begun(membership, at)
    transfer.employment_form, transfer.groups = employment_form, groups_of(jobs)
    transfer.save()

    announce(events.MovePlanned(transfer.pk, "work"), by=by, about=transfer, at=at)
    return transfer


def begun(membership: Membership, at: datetime) -> Transfer:
    """A transfer from where a membership stands, not yet saved."""
    told = {"person_id": membership.person_id, "called": membership.person.name, "begun_at": at}
    return Transfer(membership=membership, old_body_id=membership.union_body_id, **told)


@operation
def tell_new_place(
    pk: UUID, *, division: str, workplace: str, employer: str = "", station: str = "", by: Actor, at: datetime
) -> Transfer:
    """Where she works now and for whom: it decides which unions can take her in."""
    transfer = Transfer.objects.locked(pk)
    require(by, grants.ASK_TO_MOVE, person_id=transfer.person_id)
    settle(transfer, TRANSFER, at)
    told = rules.workplace(transfer.employment_form, employer=employer, station=station)
    refuse(rules.planned(transfer), told)

    transfer.division_id, transfer.workplace = division, workplace
    transfer.employer, transfer.station, transfer.uscc = employer, station, rules.credit_code_in(employer)
    transfer.save()

    announce(events.MovePlanned(pk, "place"), by=by, about=transfer, at=at)
    return transfer


@operation
def ask_to_move(pk: UUID, *, union: int, by: Actor, at: datetime) -> Transfer:
    """Hand it in: the old union has it, and its days run."""
    transfer = Transfer.objects.locked(pk)
    require(by, grants.ASK_TO_MOVE, person_id=transfer.person_id)
    settle(transfer, TRANSFER, at)
    membership = Membership.objects.locked(transfer.membership_id)
    candidates = {each.body_id: each for each in queries.unions_for(transfer, on=day(at))}
    refuse(TRANSFER.blocks("ask_to_move", transfer), rules.destination(union, candidates))
    refuse(obstacles(membership, union, on=day(at)))

    transfer.new_body_id, transfer.routed_because = union, candidates[union].reason
    requested(transfer, membership, on=day(at))
    step = move(transfer, TRANSFER, "ask_to_move", on=day(at))
    transfer.save()

    told = events.MoveRequested(pk, transfer.old_body_id, union, on_paper=False, on=day(at))
    announce(told, by=by, about=transfer, at=at, law=step.law)
    return transfer


def obstacles(membership: Membership, union: int, *, on: date, invited: bool = False) -> Reasons:
    """Whether she can move there today; the new union is kept from ending until this is done."""
    yield from rules.planning(membership, under_way=not invited and queries.is_moving(membership))
    superior = organisations.above_both(membership.union_body_id, union)
    receives = not organisations.closed(union, on=on) and queries.receives(union, on=on)
    yield from rules.moving(membership, union, receives=receives, superior=superior)


def requested(transfer: Transfer, membership: Membership, *, on: date) -> None:
    """From here on the union she belongs to must answer."""
    transfer.old_body_id, transfer.requested_on = membership.union_body_id, on
    transfer.handled_in = organisations.county_of(transfer.old_body_id)


@operation
def agree(pk: UUID, *, by: Actor, at: datetime) -> Transfer:
    """The member whom another union asked to come wants to."""
    transfer = Transfer.objects.locked(pk)
    require(by, grants.ASK_TO_MOVE, person_id=transfer.person_id)
    settle(transfer, TRANSFER, at)
    membership = Membership.objects.locked(transfer.membership_id)
    refuse(TRANSFER.blocks("agree", transfer), obstacles(membership, transfer.new, on=day(at), invited=True))

    requested(transfer, membership, on=day(at))
    step = move(transfer, TRANSFER, "agree", on=day(at))
    transfer.save()

    told = events.MoveRequested(pk, transfer.old_body_id, transfer.new, on_paper=False, on=day(at))
    announce(told, by=by, about=transfer, at=at, law=step.law)
    return transfer


@operation
def remain(pk: UUID, *, by: Actor, at: datetime) -> Transfer:
    """The member whom another union asked to come stays where she is."""
    transfer = Transfer.objects.locked(pk)
    require(by, grants.ASK_TO_MOVE, person_id=transfer.person_id)
    settle(transfer, TRANSFER, at)
    refuse(TRANSFER.blocks("remain", transfer))

    told = _over(transfer, "remain", on=day(at), lapsed=False)
    transfer.save()

    announce(told, by=by, about=transfer, at=at)
    return transfer


@operation
def forget(pk: UUID, *, due_on: date, by: Actor, at: datetime) -> Transfer:
    """She did not say whether she wants to: then she does not, and stays where she is."""
    transfer = Transfer.objects.locked(pk)
    require(by, grants.ASK_TO_MOVE, person_id=transfer.person_id)
    refuse(TRANSFER.blocks("forget", transfer))

    told = _over(transfer, "forget", on=due_on, lapsed=True)
    transfer.save()

    announce(told, by=by, about=transfer, at=at)
    return transfer


@operation
def call_off(pk: UUID, *, by: Actor, at: datetime) -> Transfer:
    """Stay after all, at any time before one has been taken in."""
    transfer = Transfer.objects.locked(pk)
    require(by, grants.ASK_TO_MOVE, person_id=transfer.person_id)
    settle(transfer, TRANSFER, at)
    refuse(TRANSFER.blocks("call_off", transfer))

    told = _over(transfer, "call_off", on=day(at), lapsed=False)
    transfer.save()

    announce(told, by=by, about=transfer, at=at)
    return transfer


def _over(transfer: Transfer, name: str, *, on: date, lapsed: bool) -> events.CalledOff:
    """It ends without a move."""
    was, transfer.decided_on = transfer.state, on
    move(transfer, TRANSFER, name, on=on)
    return events.CalledOff(transfer.pk, was, lapsed, on)
