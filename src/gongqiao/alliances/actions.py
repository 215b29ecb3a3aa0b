"""Unions ally, take others in, leave, hand the book over, and end it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gongqiao.alliances import events, grants, rules
from gongqiao.alliances.models import KEEPER, MEMBER, PARTNER, Alliance, Party
from gongqiao.files import actions as files
from gongqiao.files.fields import Kept
from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Body
from gongqiao.kernel.reasons import Reasons, refuse
from gongqiao.kernel.records import announce, digest_of
from gongqiao.organisations import queries as organisations


@dataclass(frozen=True)
class Agreement:
    """What was signed: its number, its day, and the paper itself."""

    number: str
    signed_on: date
    scan: Kept


@operation
def ally(
    keeper: int,
    *,
    name: str,
    purpose: str,
    agreement: Agreement,
    members: Sequence[int],
    partners: Sequence[int] = (),
    by: Actor,
    at: datetime,
) -> Alliance:
    """Record the agreement by which unions ally, with everybody who signed it; firms may be partners."""
    require(by, grants.KEEP, keeper)
    refuse(_amiss(keeper, name, members, partners, at), rules.signing(agreement.signed_on, on=day(at)))

    made = Alliance(keeper_body_id=keeper, name=name, purpose=purpose, recorded_at=at)
    made.number, made.signed_on = number, on = agreement.number, agreement.signed_on
    made.save(force_insert=True)
    files.store(agreement.scan, owner=made, body_id=keeper, by=by, at=at)
    parts = {keeper: KEEPER, **dict.fromkeys(members, MEMBER), **dict.fromkeys(partners, PARTNER)}
    signed = {"number": number, "since": on}
    Party.objects.bulk_create(Party(alliance=made, body_id=body, part=part, **signed) for body, part in parts.items())

    told = events.Allied(made.pk, keeper, len(members), len(partners), digest_of(sorted(parts.items())), on)
    announce(told, by=by, about=made, at=at)
    return made


def _amiss(keeper: int, name: str, members: Sequence[int], partners: Sequence[int], at: datetime) -> Reasons:
    named = Alliance.objects.filter(name=name, ended_on=None).exists()
    yield from rules.allying(keeper, members, partners, named=named)
    yield from rules.standing(_ended((keeper, *members), at))


def _ended(unions: Sequence[int], at: datetime) -> list[str]:
    """The names of those that have been dissolved; each of the others stays until the verb is done."""
    gone = [each for each in unions if organisations.closed(each, on=day(at))]
    return list(Body.objects.filter(pk__in=gone).order_by("pk").values_list("name", flat=True))


@operation
def admit_party(pk: UUID, *, body: int, firm: bool, agreement: Agreement, by: Actor, at: datetime) -> Party:
    """Take a union or a firm in by the paper it signed."""
    alliance = Alliance.objects.locked(pk)
    require(by, grants.KEEP, alliance.keeper_body_id)
    present = set(alliance.parties.filter(left_on=None).values_list("body_id", flat=True))
    refuse(
        rules.running(alliance),
        rules.joining(present, body, agreement.signed_on, since=alliance.signed_on),
        rules.signing(agreement.signed_on, on=day(at)),
        rules.standing([] if firm else _ended([body], at)),
    )

    part = PARTNER if firm else MEMBER
    signed = {"number": agreement.number, "since": agreement.signed_on}
    joined = Party.objects.create(alliance=alliance, body_id=body, part=part, **signed)
    files.store(agreement.scan, owner=alliance, body_id=alliance.keeper_body_id, by=by, at=at)

    told = events.AllianceJoined(pk, body, part, agreement.signed_on)
    announce(told, by=by, about=alliance, at=at)
    return joined


@operation
def leave_alliance(pk: UUID, *, words: str = "", by: Actor, at: datetime) -> Party:
    """A member leaves by itself, or the keeper enters what it wrote; from today on it belongs no more."""
    alliance = Alliance.objects.locked(Party.objects.values_list("alliance_id", flat=True).get(pk=pk))
    party = Party.objects.get(pk=pk)
    require(by, grants.KEEP, alliance.keeper_body_id if by.body_id == alliance.keeper_body_id else party.body_id)
    refuse(rules.leaving(party))

    party.left_on, party.words = max(day(at), party.since), words
    party.save(update_fields=["left_on", "words"])

    announce(events.AllianceLeft(alliance.pk, party.body_id, party.left_on), by=by, about=alliance, at=at)
    return party


@operation
def hand_over(pk: UUID, *, to: int, by: Actor, at: datetime) -> Alliance:
    """Another member union keeps the book from today on."""
    alliance = Alliance.objects.locked(pk)
    require(by, grants.KEEP, alliance.keeper_body_id)
    heir = alliance.parties.filter(body=to, part=MEMBER, left_on=None).first()
    refuse(rules.running(alliance), rules.handing_over(heir))

    was, on = alliance.keeper_body_id, day(at)
    ending = alliance.parties.filter(body__in=[was, to], left_on=None)
    numbers = dict(ending.values_list("body_id", "number"))
    ending.update(left_on=on, words="移交牵头")
    Party.objects.create(alliance=alliance, body_id=was, part=MEMBER, number=numbers[was], since=on)
    Party.objects.create(alliance=alliance, body_id=to, part=KEEPER, number=numbers[to], since=on)
    alliance.keeper_body_id = to
    alliance.save(update_fields=["keeper_body"])

    announce(events.AllianceHandedOver(pk, was, to, on), by=by, about=alliance, at=at)
    return alliance


@operation
def end_alliance(pk: UUID, *, words: str, by: Actor, at: datetime) -> Alliance:
    """The members agreed to end it: from today on nobody belongs."""
    alliance = Alliance.objects.locked(pk)
    require(by, grants.KEEP, alliance.keeper_body_id)
    refuse(rules.running(alliance), rules.ending(words))

    alliance.ended_on, alliance.ended_by = day(at), words
    alliance.save(update_fields=["ended_on", "ended_by"])
    alliance.parties.filter(left_on=None).update(left_on=day(at), words="联盟终止")

    announce(events.AllianceEnded(pk, alliance.keeper_body_id, day(at)), by=by, about=alliance, at=at)
    return alliance
